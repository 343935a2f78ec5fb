import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { compileString, Exception, type FileImporter, type SourceSpan } from 'sass';
import { type CssProblem, parseCss, type Sheet } from './css.js';

/** What the compiler asks for: one stylesheet made of several files, in this order. */
export interface SassRequest {
  id: number;
  entry: string;
  /** Folders that `@use` may read from; the first one that has the file wins. */
  styles: string;
  project: string;
}

export interface SassNote {
  message: string;
  /** Absolute, or undefined when it is the entry itself. */
  file?: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface SassReply {
  id: number;
  sheet?: Sheet | CssProblem;
  error?: SassNote;
  warnings: SassNote[];
  /** Absolute paths of everything that was read. */
  files: string[];
}

/*
 * Sass in a thread of its own: it takes longer to load than all the rest of Jink, and runs beside Pug this way.
 * The CSS is read here too, so that the main thread gets plain data.
 */
function compileSass(request: SassRequest): SassReply {
  const warnings: SassNote[] = [];
  try {
    const result = compileString(request.entry, {
      url: pathToFileURL(join(request.project, 'jink-entry.scss')),
      importers: [importer(request)],
      style: 'expanded',
      charset: false,
      logger: {
        warn(message, { span, stack, deprecation }) {
          const text = deprecation ? adviceOf(message) : message;
          warnings.push(span ? note(text, span) : { ...note(text, undefined), ...topOf(stack) });
        },
        debug() {},
      },
    });
    return { id: request.id, sheet: parseCss(result.css), warnings, files: result.loadedUrls.flatMap(pathOf) };
  } catch (error) {
    if (!(error instanceof Exception)) throw error;
    const { sassMessage, span } = error;
    return { id: request.id, error: note(sassMessage, span), warnings, files: [] };
  }
}

/** `jink` is Jink's stylesheet and `jink/…` one of its parts; all else is looked for from the project's root. */
function importer({ styles, project }: SassRequest): FileImporter {
  return {
    findFileUrl(url) {
      if (url === 'jink') return pathToFileURL(join(styles, 'jink.scss'));
      if (url.startsWith('jink/')) return pathToFileURL(join(styles, url.slice('jink/'.length)));
      if (/^[a-z]+:/.test(url)) return null;
      return pathToFileURL(join(project, url));
    },
  };
}

function note(message: string, span: SourceSpan | undefined): SassNote {
  const file = span?.url ? pathOf(span.url)[0] : undefined;
  const { start, end } = span ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
  return {
    message: message.replace(/\s+/g, ' ').trim(),
    ...(file && { file }),
    line: start.line + 1,
    column: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}

/** What Sass says of something deprecated, without where to read more. */
function adviceOf(message: string): string {
  const [text = '', suggestions = ''] = message.split('\n\n');
  return text.endsWith(':') ? `${text} ${suggestions.split('\n').join(' or ')}` : text;
}

/** Where `@warn` stands: all that Sass tells of it is a trace with paths relative to the working directory. */
function topOf(stack: string | undefined): Partial<SassNote> {
  const [, file, line, column] = /^(.+?) (\d+):(\d+)\s/.exec(stack ?? '') ?? [];
  if (!file) return {};
  return {
    file: resolve(file),
    line: Number(line),
    column: Number(column),
    endLine: Number(line),
    endColumn: Number(column) + '@warn'.length,
  };
}

function pathOf(url: URL): string[] {
  return url.protocol === 'file:' && !url.pathname.endsWith('/jink-entry.scss') ? [fileURLToPath(url)] : [];
}

parentPort?.on('message', (request: SassRequest) => parentPort!.postMessage(compileSass(request)));
