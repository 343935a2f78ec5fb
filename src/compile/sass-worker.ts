import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileString, Exception, type FileImporter, type SourceSpan } from 'sass';

/** What the compiler asks for: one stylesheet made of several files, in this order. */
export interface SassRequest {
  id: number;
  entry: string;
  /** Folders that `@use` may read from; the first one that has the file wins. */
  styles: string;
  project: string;
  /** Tells where each line of the CSS was written. */
  map?: boolean;
  /** `jink` is only its settings and mixins. */
  isBare?: boolean;
}

export interface SassNote {
  /** As Sass says it, advice on further lines. */
  message: string;
  span?: SassSpan;
  /** Where it was on its way, innermost first. */
  stack: { file: string; line: number; column: number }[];
}

export interface SassSpan {
  /** Absolute. */
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface SassReply {
  id: number;
  css?: string;
  map?: { sources: string[]; mappings: string };
  error?: SassNote;
  warnings: SassNote[];
  /** Absolute paths of everything that was read. */
  files: string[];
}

/** Runs in a thread of its own (sass-thread.ts). What authors got wrong is in the reply. */
export function compileSass(request: SassRequest): SassReply {
  const warnings: SassNote[] = [];
  try {
    const result = compileString(request.entry, {
      url: pathToFileURL(join(request.project, 'jink-entry.scss')),
      importers: [importer(request)],
      style: 'expanded',
      charset: false,
      sourceMap: request.map === true,
      logger: {
        warn(message, { span, stack }) {
          warnings.push(note(message, span, stack));
        },
        debug() {},
      },
    });
    const map = result.sourceMap && { sources: result.sourceMap.sources, mappings: result.sourceMap.mappings };
    return { id: request.id, css: result.css, ...(map && { map }), warnings, files: result.loadedUrls.flatMap(pathOf) };
  } catch (error) {
    if (!(error instanceof Exception)) throw error;
    const { sassMessage, span, sassStack } = error;
    return { id: request.id, error: note(sassMessage, span, sassStack), warnings, files: [] };
  }
}

/** `jink` is Jink's stylesheet and `jink/…` one of its parts; all else is looked for from the project's root. */
function importer({ styles, project, isBare }: SassRequest): FileImporter {
  return {
    findFileUrl(url) {
      if (url === 'jink') return pathToFileURL(join(styles, isBare ? '_tools.scss' : 'jink.scss'));
      if (url.startsWith('jink/')) return pathToFileURL(join(styles, url.slice('jink/'.length)));
      if (/^[a-z]+:/.test(url)) return null;
      return pathToFileURL(join(project, url));
    },
  };
}

function note(message: string, span: SourceSpan | undefined, stack = ''): SassNote {
  const file = span?.url ? pathOf(span.url)[0] : undefined;
  const found = file && span ? { file, ...lineAndColumn(span) } : undefined;
  return { message: message.trim(), ...(found && { span: found }), stack: readStack(stack) };
}

function lineAndColumn({ start, end }: SourceSpan) {
  return { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}

/** Sass writes its stack as text, with paths as seen from the working directory. */
function readStack(stack: string): SassNote['stack'] {
  return [...stack.matchAll(/^(.+?) (\d+):(\d+) /gm)].map(([, path = '', line, column]) => ({
    file: path.startsWith('file:') ? fileURLToPath(path) : resolve(path),
    line: Number(line),
    column: Number(column),
  }));
}

function pathOf(url: URL): string[] {
  return url.protocol === 'file:' && !url.pathname.endsWith('/jink-entry.scss') ? [fileURLToPath(url)] : [];
}
