import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { reasonOf } from '../diagnostics/read-source.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Lens } from '../model/lens.js';
import type { CheckOptions } from './check.js';
import { collectEmails } from './gallery/collect-emails.js';
import { framePages } from './gallery/frame-pages.js';
import { printGallery } from './gallery/print-gallery.js';
import { galleryFiles } from './gallery-files.js';
import { assetPath } from './manifest.js';
import { sizeOf } from './preview/size-of.js';
import type { Project } from './project.js';
import { CannotWrite, copyWhole, isFile, removeEmptyFolders, writeWhole } from './write-files.js';

export interface GalleryOptions {
  /** Only these templates; all without. */
  names?: readonly string[];
  rules: CheckOptions['rules'];
  lenses: readonly Lens[];
}

export interface GalleryResult {
  /** Absolute paths of all that belongs into the gallery; the page first. */
  files: string[];
  diagnostics: Diagnostic[];
}

/** What a gallery notes of itself, so that the next one takes away what is not in it any more. */
interface Notes {
  jinkGallery: 1;
  files: string[];
}

const NOTES = 'gallery.json';

/** Whether a gallery may be written there: a folder of its own, an empty one, or one without a page of somebody else's. */
export function isFreeForGallery(folder: string): boolean {
  return readNotes(folder) !== undefined || !existsSync(join(folder, 'index.html'));
}

/**
 * Writes every template in every scenario as a folder to look at without a server: `index.html`, emails, images. The
 * same project gives the same files.
 */
export async function writeGallery(project: Project, folder: string, options: GalleryOptions): Promise<GalleryResult> {
  const names = options.names ?? project.templates.map(({ name }) => name);
  const emails = await collectEmails(project, names, options.rules);
  const images = new Set<string>();
  const pages = emails.flatMap((email) =>
    framePages(email, options.lenses, project.imageFile, (file) => images.add(file)),
  );
  const { limit } = sizeOf('', project, '');
  const page = printGallery(basename(project.root), emails, galleryFiles(), limit);
  const written: string[] = [];
  const before = readNotes(folder)?.files ?? [];
  try {
    for (const { path, content } of [{ path: 'index.html', content: page }, ...pages])
      written.push(writeWhole(join(folder, path), Buffer.from(content)));
    for (const file of [...images].sort())
      written.push(copyWhole(project.imageFile(file)!, join(folder, assetPath(file))));
    const files = written.map((path) => relative(folder, path).replaceAll('\\', '/'));
    written.push(
      writeWhole(join(folder, NOTES), Buffer.from(`${JSON.stringify({ jinkGallery: 1, files }, null, 2)}\n`)),
    );
    removeGone(folder, before, new Set(files));
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    return {
      files: written,
      diagnostics: [problems.cannotWrite(relative(project.root, error.path), reasonOf(error.cause))],
    };
  }
  return { files: written, diagnostics: [] };
}

function readNotes(folder: string): Notes | undefined {
  try {
    const notes = JSON.parse(readFileSync(join(folder, NOTES), 'utf8')) as Notes;
    return notes.jinkGallery === 1 && Array.isArray(notes.files) ? notes : undefined;
  } catch {
    return undefined;
  }
}

function removeGone(folder: string, before: readonly string[], now: ReadonlySet<string>): void {
  for (const path of before) {
    const file = resolve(folder, path);
    if (now.has(path) || relative(folder, file).startsWith('..') || !isFile(file)) continue;
    rmSync(file);
    removeEmptyFolders(dirname(file), folder);
  }
}
