import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { convertSource } from '../convert/convert-source.js';
import type { Origin } from '../convert/origin.js';
import * as problems from '../diagnostics/problems.js';
import { readSource, reasonOf } from '../diagnostics/read-source.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { CannotWrite, writeWhole } from './write-files.js';

/** What can be converted, by extension. */
const SOURCES = /\.(html?|jade|mjml|inky)$/i;

/** No email is larger; reading more would only take long. */
const MOST_BYTES = 2_000_000;

export interface ConvertOptions {
  /** Absolute: a file, or a folder with all that is below it. */
  from: string;
  /** Absolute folder for the templates; beside their sources without. */
  out?: string;
  /** Overwrites what is there. */
  force?: boolean;
  /** Absolute; diagnostics name files relative to it. */
  root: string;
}

/** What became of one source. */
export interface ConvertedFile {
  /** Absolute. */
  source: string;
  /** How diagnostics name the source. */
  file: string;
  origin?: Origin;
  /** The template's absolute path, when it was written. */
  target?: string;
  /** The template's text, also when it could not be written. */
  pug?: string;
  diagnostics: Diagnostic[];
}

/** Converts a file, or every source below a folder, and writes what came out of each as a whole. */
export function convertFiles(options: ConvertOptions): ConvertedFile[] {
  const { from, out, root } = options;
  const isFolder = statSync(from).isDirectory();
  const base = isFolder ? from : dirname(from);
  const sources = isFolder ? sourcesBelow(from) : [from];
  const taken = new Set<string>();
  return sources.map((source) => {
    const name = basename(source).slice(0, -extname(source).length);
    const target = join(out ?? base, dirname(relative(base, source)), `${name}.pug`);
    const converted = convertFile(source, nameIn(root, source));
    const written = converted.pug === undefined ? converted : write(converted, target, taken, options);
    return written;
  });
}

/** Converts one source and writes nothing. */
export function convertFile(source: string, file: string): ConvertedFile {
  const start = { file, line: 1, column: 1 };
  const failed = (diagnostic: Diagnostic): ConvertedFile => ({ source, file, diagnostics: [diagnostic] });
  try {
    const { size } = statSync(source);
    if (size > MOST_BYTES) return failed(problems.sourceTooLarge(size, MOST_BYTES, start));
  } catch (error) {
    return failed(problems.unreadableFile(reasonOf(error), start));
  }
  const read = readSource(source, file);
  if ('diagnostic' in read) return failed(read.diagnostic);
  const { pug, origin, diagnostics } = convertSource(read.text, file, linkedFrom(source));
  return { source, file, origin, diagnostics, ...(pug !== undefined && { pug }) };
}

/** The style sheets beside a source, which it names by relative paths. */
export function linkedFrom(source: string): (href: string) => string | undefined {
  return (href) => {
    const name = href.split(/[?#]/)[0]!;
    if (name === '' || /^([a-z]+:|\/)/i.test(name)) return undefined;
    const path = join(dirname(source), name);
    try {
      return statSync(path).size <= MOST_BYTES ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '') : undefined;
    } catch {
      return undefined; // it is not there, or is a folder
    }
  };
}

function write(
  converted: ConvertedFile,
  target: string,
  taken: Set<string>,
  { force, root }: ConvertOptions,
): ConvertedFile {
  const refuse = (diagnostic: Diagnostic) => ({
    ...converted,
    diagnostics: [...converted.diagnostics, diagnostic],
  });
  if (taken.has(target) || (!force && existsSync(target)))
    return refuse(problems.targetExists(nameIn(root, target), { file: converted.file, line: 1, column: 1 }));
  taken.add(target);
  try {
    writeWhole(target, Buffer.from(converted.pug!));
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    return refuse(problems.cannotWrite(nameIn(root, error.path), reasonOf(error.cause)));
  }
  return { ...converted, target };
}

function sourcesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (/^(\.|node_modules$)/.test(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return entry.isFile() && SOURCES.test(entry.name) ? [path] : [];
  });
}

function nameIn(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
