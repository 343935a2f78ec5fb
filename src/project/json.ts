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
  InvalidSymbol: 'This is not a value of JSON.',
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
  if (error === 'PropertyNameExpected' && before.endsWith(',') && /[}\]]/.test(source[offset] ?? ''))
    return problems.invalidJson('There is a comma too many here.', placeAt(source, before.length - 1, 1, file));
  if (error === 'ValueExpected' && before.endsWith(',') && source[offset] === ']')
    return problems.invalidJson('There is a comma too many here.', placeAt(source, before.length - 1, 1, file));
  const message = MESSAGES[error] ?? 'This is not JSON.';
  if (MISSING.has(error)) return problems.invalidJson(message, placeAt(source, before.length, 1, file));
  const quoted = /^['`]|^[A-Za-z_]/.test(source.slice(offset));
  const hint = quoted && error !== 'InvalidCommentToken' ? 'Texts and names stand in double quotes.' : undefined;
  return problems.invalidJson(message, placeAt(source, offset, length, file), hint);
}

function placeAt(source: string, offset: number, length: number, file: string): Place {
  const lines = source.slice(0, offset).split('\n');
  const line = lines.length;
  const column = lines.at(-1)!.length + 1;
  return { file, line, column, endLine: line, endColumn: column + Math.max(1, length) };
}
