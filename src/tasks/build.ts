import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Layout } from '../compile/lay-out.js';
import * as problems from '../diagnostics/problems.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Project } from './project.js';

export type BuildFormat = 'html' | 'text';

export interface BuildOptions {
  /** Only these templates; all without. */
  names?: readonly string[];
  /** Absolute; `dist` in the project without. */
  out?: string;
  formats?: readonly BuildFormat[];
  layout?: Layout;
  /** The scenario whose data is merged in; `default` without. */
  scenario?: string;
  /** Data to merge in instead of a scenario. */
  data?: Data;
}

export interface BuildResult {
  templates: CompiledTemplate[];
  /** Of the project as a whole, and of every template. */
  diagnostics: Diagnostic[];
  /** Absolute paths of what was written. */
  written: string[];
}

/** One template's entry in `manifest.json`. */
export interface ManifestEntry {
  file: string;
  subject: string;
  preheader: string;
  /** Output file by format, relative to the manifest. */
  outputs: Partial<Record<BuildFormat, string>>;
  /** In UTF-8. */
  bytes: number;
  /** SHA-256 of the HTML. */
  hash: string;
  assets: string[];
}

export type Manifest = { jink: 1; templates: Record<string, ManifestEntry> };

const FORMATS: readonly BuildFormat[] = ['html', 'text'];
const EXTENSIONS: Record<BuildFormat, string> = { html: 'html', text: 'txt' };

/**
 * Compiles templates and writes what came out. A template with errors leaves what an earlier build wrote of it; a
 * file is there whole or not at all.
 */
export async function buildProject(project: Project, options: BuildOptions = {}): Promise<BuildResult> {
  const out = options.out ?? join(project.root, 'dist');
  const names = options.names ?? project.templates.map(({ name }) => name);
  const diagnostics = [...project.diagnostics];
  if (!options.names && names.length === 0) diagnostics.push(problems.noTemplates());
  const templates: CompiledTemplate[] = [];
  const written: string[] = [];
  const manifest = readManifest(out);
  const before = structuredClone(manifest);
  for (const name of names) {
    const compiled = await project.compile(name, {
      ...(options.scenario !== undefined && { scenario: options.scenario }),
      ...(options.data && { data: options.data }),
      ...(options.layout && { layout: options.layout }),
    });
    templates.push(compiled);
    diagnostics.push(...compiled.diagnostics);
    if (!compiled.html) continue;
    written.push(...writeTemplate(project, compiled, out, options.formats ?? FORMATS, manifest));
  }
  removeGone(project, out, manifest);
  if (JSON.stringify(manifest) !== JSON.stringify(before))
    written.push(writeWhole(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`));
  return { templates, diagnostics, written };
}

function writeTemplate(
  project: Project,
  compiled: CompiledTemplate,
  out: string,
  formats: readonly BuildFormat[],
  manifest: Manifest,
): string[] {
  const written: string[] = [];
  const outputs: ManifestEntry['outputs'] = {};
  for (const format of formats) {
    const path = `${compiled.name}.${EXTENSIONS[format]}`;
    outputs[format] = path;
    written.push(writeWhole(join(out, path), format === 'html' ? compiled.html : compiled.text));
  }
  for (const { file } of project.config.baseUrl ? [] : compiled.assets) {
    const target = join(out, file.startsWith('assets/') ? file : `assets/${file}`);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(project.root, file), target);
    written.push(target);
  }
  manifest.templates[compiled.name] = {
    file: compiled.file,
    subject: compiled.subject,
    preheader: compiled.preheader,
    outputs,
    bytes: Buffer.byteLength(compiled.html),
    hash: createHash('sha256').update(compiled.html).digest('hex'),
    assets: compiled.assets.map(({ file }) => file),
  };
  return written;
}

/** Takes away what was written of templates that are no more. */
function removeGone(project: Project, out: string, manifest: Manifest): void {
  const names = new Set(project.templates.map(({ name }) => name));
  for (const [name, { outputs }] of Object.entries(manifest.templates)) {
    if (names.has(name)) continue;
    for (const path of Object.values(outputs)) {
      const file = resolve(out, path);
      if (!relative(out, file).startsWith('..')) rmSync(file, { force: true });
    }
    delete manifest.templates[name];
  }
}

function readManifest(out: string): Manifest {
  try {
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
    if (manifest.jink === 1) return manifest;
  } catch {
    // The first build, or a file that is not ours.
  }
  return { jink: 1, templates: {} };
}

/** Writes beside the target and renames, so that nobody ever reads half a file. */
function writeWhole(path: string, text: string): string {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return path;
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.tmp`;
  writeFileSync(half, text);
  renameSync(half, path);
  return path;
}
