import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as problems from '../diagnostics/problems.js';
import { positionAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { findOnce } from './build-memory.js';
import { isCssProblem, type Locate, parseCss, type Sheet } from './css.js';
import { PACKAGE_ROOT } from './mixins.js';
import { compileSass } from './sass.js';
import { explainSassError, explainSassWarnings } from './sass-errors.js';
import type { SassReply } from './sass-worker.js';
import { isInside, isOwn, nameOf, readText, realFile, type Session } from './session.js';
import { readSourceMap } from './source-map.js';
import { hasChanged, stampOf } from './stamp.js';

/** The styles of a template, read and ready to be inlined. */
export interface Stylesheet {
  /** Undefined when there were errors. */
  sheet?: Sheet;
  diagnostics: Diagnostic[];
  /** Absolute paths of every file that was read, Jink's own included. */
  files: string[];
}

/** At the end of an entry whose rules know their places: they are kept apart from those that need not. */
const EXACT = '\n// with places';

/** At the end of an entry in which Jink's own styles are only settings. */
const BARE = '\n// settings only';

export interface StylesheetOptions {
  /** Its rules know their places. */
  exact?: boolean;
  /** `@use 'jink'` gives settings and mixins but writes no rules: the template is laid out by something else. */
  isBare?: boolean;
}

interface Loaded {
  stylesheet: Promise<Stylesheet>;
  /** The state its files were in, as soon as they have been read. */
  stamp?: string;
  checkedBy?: object;
}

/** The session's stylesheets by entry. */
const loaded = new WeakMap<Session, Map<string, Loaded>>();

/**
 * The project's `styles/email.scss`, or Jink's own styles without one, then the template's own `.scss`. They are one
 * Sass compilation, so that `@use 'jink'` in both means the same settings.
 * Answers from memory while no file changed, and from the cache on disk in a new process.
 */
export async function loadStylesheet(
  session: Session,
  templateStyles: string | undefined,
  { exact = false, isBare = false }: StylesheetOptions = {},
): Promise<Stylesheet> {
  const written = entryOf(session, templateStyles, isBare);
  if (!written) return { sheet: { rules: [] }, diagnostics: [], files: [] };
  const entry = written + (isBare ? BARE : '') + (exact ? EXACT : '');
  const sheets = loaded.get(session) ?? new Map();
  loaded.set(session, sheets);
  let current: Loaded | undefined = sheets.get(entry);
  const { build } = session;
  const isKnown = build !== undefined && current?.checkedBy === build;
  if (!current || (!isKnown && (await isOutdated(current)))) {
    const since = Date.now();
    const made: Loaded = { stylesheet: makeStylesheet(session, entry) };
    sheets.set(entry, made);
    current = made;
    made.stylesheet.then(({ files }: Stylesheet) => {
      made.stamp = hasChanged(files, since) ? '' : stampOf(files);
    });
  }
  if (build) current.checkedBy = build;
  return current.stylesheet;
}

async function isOutdated({ stylesheet, stamp }: Loaded): Promise<boolean> {
  return stamp !== undefined && stamp !== stampOf((await stylesheet).files);
}

function entryOf(session: Session, templateStyles: string | undefined, isBare: boolean): string {
  const file = join(session.root, 'styles', 'email.scss');
  const project = findOnce(session, 'real', file, () => realFile(file));
  const uses = project ? [use(project, 'project')] : isBare ? [] : ['@use "jink";'];
  if (templateStyles) uses.push(use(templateStyles, 'template'));
  return uses.join('\n');
}

function use(file: string, namespace: string): string {
  return `@use ${JSON.stringify(pathToFileURL(file).href)} as ${namespace};`;
}

async function makeStylesheet(session: Session, entry: string): Promise<Stylesheet> {
  const cached = readCache(session, entry);
  if (cached) return cached;
  const since = Date.now();
  const map = entry.endsWith(EXACT);
  const isBare = entry.includes(BARE);
  const reply = await compileSass({ entry, styles: join(PACKAGE_ROOT, 'styles'), project: session.root, map, isBare });
  const stylesheet = toStylesheet(session, reply);
  if (stylesheet.sheet && !hasChanged(stylesheet.files, since)) writeCache(session, entry, stylesheet);
  return stylesheet;
}

function toStylesheet(session: Session, reply: SassReply): Stylesheet {
  // After an error Sass does not say what it read: any of the project's sheets may mend it.
  const files = reply.error ? stylesOf(session.root) : reply.files;
  const diagnostics = explainSassWarnings(session, reply.warnings);
  if (reply.error) {
    diagnostics.push(explainSassError(session, reply.error, files));
    return { diagnostics, files };
  }
  const outside = files.find((file) => !isOwn(file) && !isInside(file, session.root));
  if (outside) {
    diagnostics.push(explainOutside(session, files, outside));
    return { diagnostics, files };
  }
  const sheet = parseCss(reply.css ?? '', reply.map && placesIn(session, reply.map));
  if (isCssProblem(sheet)) {
    diagnostics.push(problems.invalidCss(sheet.message, { file: 'styles/email.scss', line: 1, column: 1 }));
    return { diagnostics, files };
  }
  return { sheet, diagnostics, files };
}

function placesIn(session: Session, map: NonNullable<SassReply['map']>): Locate {
  const original = readSourceMap(map);
  return (line, column) => {
    const found = original(line, column);
    if (!found?.source.startsWith('file:')) return undefined;
    return { file: nameOf(session, fileURLToPath(found.source)), line: found.line, column: found.column };
  };
}

/** Tells of a sheet that lies outside of the project where it is loaded. */
function explainOutside(session: Session, files: readonly string[], outside: string): Diagnostic {
  const name = basename(outside).replace(/^_|\.\w+$/g, '');
  for (const file of files.filter((candidate) => isInside(candidate, session.root))) {
    const source = readText(file);
    for (const { 1: url = '', index } of source.matchAll(/(?<=@(?:use|forward|import)\s+["'])([^"']+)/g)) {
      if (!url.endsWith(name)) continue;
      const { line, column } = positionAt(source, index);
      const place = { file: nameOf(session, file), line, column, endLine: line, endColumn: column + url.length };
      return problems.outsideProject(url, place);
    }
  }
  return problems.outsideProject(outside, { file: 'styles/email.scss', line: 1, column: 1 });
}

function stylesOf(root: string): string[] {
  return ['styles', 'templates'].flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(scss|sass|css)$/.test(name))
        .map((name) => join(root, folder, name));
    } catch {
      return [];
    }
  });
}

interface CachedSheet {
  stylesheet: Stylesheet;
  /** Of the contents of all files. */
  hash: string;
}

function readCache({ cache }: Session, entry: string): Stylesheet | undefined {
  const text = cache?.read(cacheKey(entry));
  if (!text) return undefined;
  const { stylesheet, hash } = JSON.parse(text) as CachedSheet;
  return hashOf(stylesheet.files) === hash ? stylesheet : undefined;
}

function writeCache({ cache }: Session, entry: string, stylesheet: Stylesheet): void {
  cache?.write(cacheKey(entry), JSON.stringify({ stylesheet, hash: hashOf(stylesheet.files) } satisfies CachedSheet));
}

function cacheKey(entry: string): string {
  return `sheet-${createHash('sha256').update(entry).digest('hex').slice(0, 24)}`;
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    try {
      hash.update(readFileSync(file));
    } catch {
      return 'gone';
    }
    hash.update('\0');
  }
  return hash.digest('hex');
}
