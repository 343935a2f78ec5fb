import { Script } from 'node:vm';
import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { type BracketProblem, findBracketProblem } from './brackets.js';

/** What V8 says of code that it cannot read, with the offset and length of what it stumbled over. */
export interface SyntaxProblem {
  message: string;
  offset: number;
  length: number;
}

/** What is wrong with an expression, if anything. */
export function checkExpression(code: string): SyntaxProblem | undefined {
  // "a) + (b" is only found out by brackets of another kind.
  return check('(', code, ')') ?? (code.includes(')') ? check('[', code, ']') : undefined);
}

/** What is wrong with statements that stand for themselves, if anything. */
export function checkStatements(code: string): SyntaxProblem | undefined {
  return check('(function () {', code, '\n})');
}

function check(before: string, code: string, after: string): SyntaxProblem | undefined {
  try {
    new Script(before + code + after, { filename: 'code' });
    return undefined;
  } catch (error) {
    const { message, line, column, length } = readSyntaxError(error as Error);
    const above = code.split('\n').slice(0, line - 1);
    const start = above.reduce((sum, text) => sum + text.length + 1, 0);
    const offset = start + column - (line === 1 ? before.length : 0);
    return { message, offset: Math.max(0, Math.min(offset, code.length)), length };
  }
}

/** V8 draws a line of carets under the code, which is the only way to learn the column. */
export function readSyntaxError({ message, stack = '' }: Error) {
  const [where = '', text = '', carets = ''] = stack.split('\n');
  const line = Number(/:(\d+)$/.exec(where)?.[1] ?? 1);
  const column = carets.indexOf('^');
  return {
    message,
    line,
    column: column === -1 ? text.length : column,
    length: Math.max(1, carets.trim().length),
  };
}

/** How other languages say it, and JavaScript. */
const OPERATORS: Record<string, string> = {
  and: '&&',
  or: '||',
  not: '!',
  is: '===',
  eq: '===',
  ne: '!==',
  gt: '>',
  lt: '<',
};

const WRITTEN_QUOTES = /[“”„‟‘’‚‛«»]/;

/** Says what is wrong with code in words for its author; `placeAt` leads from the code to the file. */
export function explainJavaScript(
  code: string,
  { message, offset, length }: SyntaxProblem,
  placeAt: (offset: number, length?: number) => Place,
): Diagnostic {
  const here = placeAt(offset, length);
  if (code.trim() === '') return problems.missingExpression(placeAt(0));
  if (WRITTEN_QUOTES.test(code[offset] ?? '')) return problems.writtenQuote(code[offset]!, placeAt(offset));
  const brackets = findBracketProblem(code, 0);
  if (brackets) return explainBrackets(code, brackets, placeAt);
  if (/\{\{|\{%|<%|\*\|/.test(code))
    return problems.invalidCode('This merge tag stands in code.', here, 'Put it in quotes, as in "{{name}}".');
  if (code.includes('//') && !check('(', code, '\n)'))
    return problems.invalidCode(
      'A comment cannot stand behind an expression.',
      placeAt(code.lastIndexOf('//'), 2),
      'Give it a line of its own that starts with "//-".',
    );
  if (offset >= code.trimEnd().length)
    return problems.incompleteCode(shorten(code.trim()), placeAt(code.trimEnd().length));
  return explainMessage(message, code.slice(offset, offset + length), here);
}

/** Says in words for an author what V8 says of a piece of code that it stumbled over. */
export function explainMessage(message: string, found: string, here: Place): Diagnostic {
  const [, kind, word = ''] = /^Unexpected (\w+)(?: '(.*)')?$/.exec(message) ?? [];
  const operator = OPERATORS[word.toLowerCase()];
  if (kind === 'identifier' && operator)
    return problems.invalidCode(`JavaScript does not know "${word}".`, here, `Write it as ${operator}`);
  if (kind === 'identifier' || kind === 'number' || kind === 'string') {
    return problems.invalidCode(`Something is missing before ${quoted(found)}: an operator or a comma.`, here);
  }
  if (kind === 'token' && /^[a-z]+$/.test(word))
    return problems.invalidCode(`"${word}" is a word of JavaScript and cannot stand here.`, here);
  if (kind === 'token') return problems.invalidCode(`JavaScript does not expect "${word}" here.`, here);
  if (message === 'Invalid or unexpected token')
    return problems.invalidCode(`JavaScript cannot read ${quoted(found)}.`, here);
  const twice = /^Identifier '(.+)' has already been declared$/.exec(message)?.[1];
  if (twice) return problems.invalidCode(`"${twice}" is already defined above.`, here, 'Choose another name.');
  const said = message.charAt(0).toLowerCase() + message.slice(1);
  const hint = said.includes('left-hand side in assignment') ? 'To compare, write ===' : undefined;
  return problems.invalidCode(`This is not valid JavaScript: ${said}.`, here, hint);
}

export function explainBrackets(
  source: string,
  { kind, offset }: BracketProblem,
  placeAt: (offset: number, length?: number) => Place,
): Diagnostic {
  const char = source[offset]!;
  if (kind === 'unquoted') return problems.unclosedString(char, placeAt(offset));
  if (kind === 'unopened') return problems.unopenedBracket(char, placeAt(offset));
  const interpolation = /[#!]/.test(source[offset - 1] ?? '') && char !== '(';
  return interpolation
    ? problems.unclosedBracket(source.slice(offset - 1, offset + 1), placeAt(offset - 1, 2))
    : problems.unclosedBracket(char, placeAt(offset));
}

function quoted(code: string): string {
  return /^["'`]/.test(code) ? shorten(code) : `"${shorten(code)}"`;
}

function shorten(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
