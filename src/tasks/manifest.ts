import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { CompiledTemplate } from '../model/compiled-template.js';
import { membersOf, typeAt } from '../model/data-type.js';
import type { Project } from './project.js';
import { isFile, removeEmptyFolders } from './write-files.js';

/** One template's entry in `manifest.json`. */
export interface ManifestEntry {
  file: string;
  subject: string;
  preheader: string;
  /** Output file by kind, relative to the manifest. */
  outputs: Record<string, string>;
  /** The data that the template needs: `agents[].name`, where `[]` is any item. Empty when data was merged in. */
  variables: { path: string; type: string; optional: boolean }[];
  /** In UTF-8. */
  bytes: number;
  /** SHA-256 of the HTML. */
  hash: string;
  assets: string[];
}

export type Manifest = { jink: 1; templates: Record<string, ManifestEntry> };

/** Absolute paths of the manifest in `out` and of every file that it tells of. */
export function outputsOf(out: string, withAssets: boolean): string[] {
  return ['manifest.json', ...new Set(filesOf(readManifest(out), withAssets))].map((path) => join(out, path));
}

/** The manifest of an earlier build, or an empty one. */
export function readManifest(out: string): Manifest {
  try {
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
    if (manifest.jink === 1) return manifest;
  } catch {
    // The first build, or a file that is not ours.
  }
  return { jink: 1, templates: {} };
}

/** The data that a template needs, as the manifest tells of it. */
export function variablesOf({ variables, dataType }: CompiledTemplate): ManifestEntry['variables'] {
  return variables.map(({ path, steps, type }) => {
    const kinds = type ? membersOf(type).map(({ kind }) => kind) : [];
    const found = typeAt(dataType, steps);
    return { path, type: kinds.join(' | ') || 'unknown', optional: !found || found.optional || found.nullable };
  });
}

/** Where an image of the project lies in the output. */
export function assetPath(file: string): string {
  return file.startsWith('assets/') ? file : `assets/${file}`;
}

/** Templates that are not there any more leave the manifest. */
export function forgetGone(project: Project, manifest: Manifest): void {
  const names = new Set(project.templates.map(({ name }) => name));
  for (const name of Object.keys(manifest.templates)) if (!names.has(name)) delete manifest.templates[name];
}

/** Takes away what an earlier build wrote and this manifest does not know any more. */
export function removeLeftovers(project: Project, out: string, before: Manifest, now: Manifest): void {
  const kept = new Set(filesOf(now, !project.config.baseUrl));
  for (const path of filesOf(before, true)) {
    const file = resolve(out, path);
    const isOurs = !relative(out, file).startsWith('..') && file !== join(project.root, path);
    if (kept.has(path) || !isOurs || !isFile(file)) continue;
    rmSync(file);
    removeEmptyFolders(dirname(file), out);
  }
}

function filesOf({ templates }: Manifest, withAssets: boolean): string[] {
  return Object.values(templates).flatMap(({ outputs, assets }) => [
    ...Object.values(outputs),
    ...(withAssets ? assets.map(assetPath) : []),
  ]);
}
