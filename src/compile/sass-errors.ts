import { dirname, relative, resolve, sep } from 'node:path';
import { nearest } from '../diagnostics/nearest.js';
import * as problems from '../diagnostics/problems.js';
import { offsetAt, positionAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { PACKAGE_ROOT } from './mixins.js';
import type { SassNote } from './sass-worker.js';
import { isInside, isOwn, nameOf, readText, type Session } from './session.js';

/** One error of Sass's and the author's file it stands in. */
interface Found {
  message: string;
  place: Place;
  /** The text that Sass stumbled over. */
  span: string;
  source: string;
  /** The offset of the span in the source. */
  offset: number;
  /** Absolute paths of the project's sheets. */
  sheets: readonly string[];
  session: Session;
  /** Absolute path of the sheet. */
  path: string;
}

/** Turns an error of Sass's into what its author needs to know. `sheets` are those of the project. */
export function explainSassError(session: Session, note: SassNote, sheets: readonly string[]): Diagnostic {
  const [message = '', ...advice] = note.message.split('\n');
  const { span } = note;
  if (!span || isOwn(span.file)) {
    // Jink's own sheet cannot do with what it was given.
    const place = authorsPlace(session, note) ?? { file: 'styles/email.scss', line: 1, column: 1 };
    return problems.sassError(`Jink's styles cannot use these settings: ${withStop(message)}`, place);
  }
  const source = readText(span.file).replace(/\r\n?/g, '\n');
  const offset = offsetAt(source, span);
  const end = offsetAt(source, { line: span.endLine, column: span.endColumn });
  const { line, column, endLine, endColumn } = span;
  const place = { file: nameOf(session, span.file), line, column, endLine, endColumn };
  const found: Found = {
    message,
    place,
    span: source.slice(offset, end),
    source,
    offset,
    sheets,
    session,
    path: span.file,
  };
  for (const explain of EXPLANATIONS) {
    const diagnostic = explain(found);
    if (diagnostic) return diagnostic;
  }
  return problems.sassError(withStop(capitalise(message)), place, advice.join(' ').trim() || undefined);
}

/** Warnings about the author's sheets; Jink's own are not for authors. Of several about one place the last says most. */
export function explainSassWarnings(session: Session, notes: readonly SassNote[]): Diagnostic[] {
  const warnings = notes.flatMap((note) => explainWarning(session, note));
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning.place), warning])).values()];
}

function explainWarning(session: Session, { message, span, stack }: SassNote): Diagnostic[] {
  if (span && isOwn(span.file)) return [];
  const place = span ? { ...span, file: nameOf(session, span.file) } : authorsPlace(session, { stack });
  if (!place) return [];
  const lines = message.split('\n').filter((line) => line.trim() && !line.startsWith('More info'));
  const [first = '', ...advice] = lines.map((line) => line.trim());
  const said = first.replace(/ Suggestions:$/, '');
  return [problems.sassWarning(withStop(capitalise(said)), place, advice.join(' or ') || undefined)];
}

/** The innermost line of the author's that led to it. */
function authorsPlace(session: Session, { stack }: Pick<SassNote, 'stack'>): Place | undefined {
  const step = stack.find(
    ({ file }) => !isOwn(file) && isInside(file, session.root) && !file.endsWith('jink-entry.scss'),
  );
  return step && { file: nameOf(session, step.file), line: step.line, column: step.column };
}

/** The first that has something to say is right. */
const EXPLANATIONS: ((found: Found) => Diagnostic | undefined)[] = [
  ({ message, place }) =>
    message === 'Invalid UTF-8.' ? problems.wrongEncoding('This character is not saved as UTF-8.', place) : undefined,
  explainMissingSheet,
  explainUnknown,
  explainSetting,
  explainMissingSemicolon,
  explainOpenBrace,
  ({ message, place, source, offset }) => {
    const quote = /^Expected (["'])\.$/.exec(message)?.[1];
    const line = source.lastIndexOf('\n', offset - 1) + 1;
    return quote ? problems.unclosedString(quote, at(place, source, source.indexOf(quote, line))) : undefined;
  },
  ({ message, place }) => {
    const bracket = /^unmatched "(.)"/.exec(message)?.[1];
    return bracket ? problems.unopenedBracket(bracket, place) : undefined;
  },
  explainNamespace,
  ({ message, place }) =>
    message.startsWith('This module was already loaded')
      ? problems.sassError('These settings come too late.', place, "Set all of Jink's settings in styles/email.scss.")
      : undefined,
  ({ message, place }) =>
    /^Expected expression/i.test(message) ? problems.sassError('A value is missing here.', place) : undefined,
  ({ message, place }) => {
    const expected = /^expected (".+?")\.?$/.exec(message)?.[1];
    return expected ? problems.sassError(`Sass expects ${expected} here.`, place) : undefined;
  },
];

function explainMissingSheet({ message, span, place, path, session, sheets }: Found): Diagnostic | undefined {
  if (!message.startsWith("Can't find stylesheet")) return undefined;
  const [, quote, url = ''] = /(["'])(.*?)\1/.exec(span) ?? [];
  if (!quote) return undefined;
  const column = place.column + span.indexOf(url);
  const urlPlace = { ...place, column, endLine: place.line, endColumn: column + url.length };
  if (!isInside(resolve(dirname(path), url), session.root)) return problems.outsideProject(url, urlPlace);
  const others = sheets
    .filter((sheet) => sheet !== path)
    .map((sheet) =>
      relative(dirname(path), sheet)
        .split(sep)
        .join('/')
        .replace(/(^|\/)_?([^/]+)\.\w+$/, '$1$2'),
    );
  return problems.missingSheet(url, urlPlace, ['jink', ...others]);
}

function explainUnknown({ message, span, place, sheets }: Found): Diagnostic | undefined {
  const kind = /^Undefined (variable|mixin|function)\.?$/.exec(message)?.[1];
  if (!kind) return undefined;
  const name = /^(?:@include\s+)?([\w.$-]+)/.exec(span)?.[1] ?? span;
  const own = sheets.flatMap((sheet) => namesIn(readText(sheet), kind));
  const jinks = namesOfJink(kind).map((known) => `jink.${known}`);
  // Whoever left "jink." away is led to it.
  const bare = nearest(name, own) ?? nearest(name.replace(/^jink\./, ''), namesOfJink(kind));
  const near = bare && !own.includes(bare) ? `jink.${bare}` : bare;
  const column = place.column + span.indexOf(name);
  return problems.sassUnknown(
    kind,
    name,
    { ...place, column, endColumn: column + name.length },
    nearest(name, jinks) ?? near,
  );
}

function explainNamespace({ message, place, span, source }: Found): Diagnostic | undefined {
  const name = /^There is no module with (?:the )?namespace "(.+)"/.exec(message)?.[1];
  if (!name) return undefined;
  const column = place.column + Math.max(0, span.indexOf(`${name}.`));
  const used = [...source.matchAll(/@use\s+["'](?:[^"']*[/:])?([\w-]+)["']/g)].map(([, module]) => module!);
  const isBuiltIn = /^(color|list|map|math|meta|selector|string)$/.test(name);
  return problems.sassNamespace(
    name,
    { ...place, column, endColumn: column + name.length },
    used,
    isBuiltIn ? 'sass:' : '',
  );
}

function namesIn(source: string, kind: string): string[] {
  const pattern = kind === 'variable' ? /(\$[\w-]+)\s*:/g : new RegExp(`@${kind}\\s+([\\w-]+)`, 'g');
  return [...source.matchAll(pattern)].map(([, name]) => name!);
}

function namesOfJink(kind: string): string[] {
  const files = ['_settings.scss', '_media.scss'].map((file) => resolve(PACKAGE_ROOT, 'styles', file));
  return files.flatMap((file) => namesIn(readText(file), kind));
}

function explainSetting({ message, span, place, source, offset }: Found): Diagnostic | undefined {
  if (!message.startsWith('This variable was not declared with !default')) return undefined;
  const name = /^\$[\w-]+/.exec(span)?.[0];
  const module = /@use\s+(["'])([^"']+)\1[^;]*$/.exec(source.slice(0, offset))?.[2];
  if (!name || module !== 'jink') return undefined;
  const settings = namesIn(readText(resolve(PACKAGE_ROOT, 'styles/_settings.scss')), 'variable');
  return problems.sassSetting(name, { ...place, endLine: place.line, endColumn: place.column + name.length }, settings);
}

/** Sass notices on the next line. */
function explainMissingSemicolon({ message, place, source, offset }: Found): Diagnostic | undefined {
  if (!/^expected ";"/.test(message)) return undefined;
  const line = source.lastIndexOf('\n', offset - 1);
  const before = source.slice(0, line + 1).trimEnd();
  if (before === '' || /[;{}]$|\*\/$/.test(before)) return undefined;
  return problems.sassError('A semicolon is missing here.', at(place, source, before.length));
}

/** Sass notices at the end of the file. */
function explainOpenBrace({ message, place, source, offset }: Found): Diagnostic | undefined {
  if (!/^expected ("}"|end of rule)/.test(message) || source.slice(offset).trim() !== '') return undefined;
  const open: number[] = [];
  for (const { 0: char, index } of source.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"|'[^'\n]*'|[{}]/g)) {
    if (char === '{') open.push(index);
    if (char === '}') open.pop();
  }
  return open.length ? problems.unclosedBracket('{', at(place, source, open.at(-1)!)) : undefined;
}

function at({ file }: Place, source: string, offset: number): Place {
  const position = positionAt(source, offset);
  return { file, ...position, endLine: position.line, endColumn: position.column + 1 };
}

/** A sentence begins with a capital; a name such as `darken()` stays as it is. */
function capitalise(text: string): string {
  return /^[a-z]+[ .]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
