import { createRequire } from 'node:module';
import type * as JsoncParser from 'jsonc-parser';
import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';

/** What JSON lacks, by jsonc-parser's error codes. */
const MESSAGES: Record<string, string> = {
  ValueExpected: 'A value is missing here.',
  CommaExpected: 'A comma is missing here.',
  ColonExpected: 'A colon is missing here.',
  PropertyNameExpected: 'A name in double quotes is missing here.',
  CloseBraceExpected: 'A closing "}" is missing here.',
  CloseBracketExpected: 'A closing "]" is missing here.',
  EndOfFileExpected: 'Something stands after the end of the data.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfString: 'This text has no closing quote.',
  UnexpectedEndOfComment: 'JSON has no comments.',
  InvalidNumberFormat: 'This is not a number of JSON.',
  InvalidEscapeCharacter: 'This is not an escape sequence of JSON.',
  InvalidUnicode: 'This is not an escape sequence of JSON.',
  InvalidCharacter: 'Texts cannot hold line breaks or control characters: write \\n.',
};

/** Things that are not there: they are told at the end of what stands before them. */
const MISSING = new Set([
  'ValueExpected',
  'CommaExpected',
  'ColonExpected',
  'CloseBraceExpected',
  'CloseBracketExpected',
]);

/** Reads JSON; a mistake comes back at its line and column, which Node 20's own message does not tell. */
export function parseJson(source: string, file: string): { value?: unknown; diagnostic?: Diagnostic } {
  try {
    return { value: JSON.parse(source) };
  } catch {
    // Loaded only when something is wrong.
    const { parse, printParseErrorCode } = createRequire(import.meta.url)('jsonc-parser') as typeof JsoncParser;
    const errors: JsoncParser.ParseError[] = [];
    parse(source, errors, { disallowComments: true, allowTrailingComma: false });
    const [first] = errors;
    if (!first) return { diagnostic: problems.invalidJson('This is not JSON.', { file, line: 1, column: 1 }) };
    return { diagnostic: explain(printParseErrorCode(first.error), first, source, file) };
  }
}

function explain(
  error: string,
  { offset, length }: { offset: number; length: number },
  source: string,
  file: string,
): Diagnostic {
  const before = source.slice(0, offset).trimEnd();
  if (source.trim() === '')
    return problems.invalidJson('This file is empty.', placeAt(source, 0, 1, file), 'Without data, write {}');
  if (/^(PropertyName|Value)Expected$/.test(error) && before.endsWith(',') && /[}\]]/.test(source[offset] ?? ''))
    return problems.invalidJson('There is a comma too many here.', placeAt(source, before.length - 1, 1, file));
  const place = placeAt(source, offset, length, file);
  const word = source.slice(offset, offset + length);
  const inName = /[{,]$/.test(before);
  if (/^['`]/.test(word)) {
    const quote = { ...place, endColumn: place.column + 1 };
    return problems.invalidJson('JSON does not know this quote.', quote, 'Names and texts stand in double quotes.');
  }
  if (error === 'InvalidSymbol' && inName && isNameAt(source, offset + length))
    return problems.invalidJson('This name has no quotes.', place, `Write it as "${word}"`);
  if (error === 'InvalidSymbol') {
    const hint = /^(undefined|NaN|-?Infinity|None|nil)$/.test(word) ? 'Write null, or leave the name out.' : undefined;
    return problems.invalidJson(`"${word}" is not a value of JSON.`, place, hint ?? 'Texts stand in double quotes.');
  }
  const message = MESSAGES[error] ?? 'This is not JSON.';
  return problems.invalidJson(message, MISSING.has(error) ? placeAt(source, before.length, 1, file) : place);
}

function isNameAt(source: string, end: number): boolean {
  return /^\s*:/.test(source.slice(end));
}

function placeAt(source: string, offset: number, length: number, file: string): Place {
  const lines = source.slice(0, offset).split('\n');
  const line = lines.length;
  const column = lines.at(-1)!.length + 1;
  return { file, line, column, endLine: line, endColumn: column + Math.max(1, length) };
}

/**
 * Where a value stands in a JSON text, or the name it has; of a path that is not there, what it would stand in.
 * The text is known to be JSON.
 */
export function placeInJson(
  source: string,
  path: readonly (string | number)[],
  file: string,
  what: 'name' | 'value' = 'value',
): Place {
  const { parseTree, findNodeAtLocation } = createRequire(import.meta.url)('jsonc-parser') as typeof JsoncParser;
  const root = parseTree(source);
  for (let length = path.length; root && length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (!node) continue;
    const name = what === 'name' && length === path.length ? node.parent?.children?.[0] : undefined;
    const { offset, length: width } = name?.type === 'string' ? name : node;
    const isLong = !name && (node.type === 'object' || node.type === 'array');
    return placeAt(source, offset, isLong ? 1 : width, file);
  }
  return { file, line: 1, column: 1 };
}
