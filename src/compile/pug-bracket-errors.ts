import * as problems from '../diagnostics/problems.js';
import { offsetAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { type BracketProblem, closingBracket, findBracketProblem } from './brackets.js';
import { explainBrackets } from './javascript.js';
import { type PugFound, placeIn } from './pug-found.js';

/** An interpolation ends on its line; the brackets of attributes and calls may go over many. */
export function explainBracket(found: PugFound): Diagnostic {
  const { source, token } = found;
  const start = offsetAt(source, { line: found.line, column: 1 });
  if (found.message.includes('interpolation') || /^(\||[^(\n]*[#!]\{)/.test(source.slice(token).split('\n')[0]!)) {
    const inText = findInterpolationProblem(source, start, start + found.text.length);
    if (inText) return explainBrackets(source, inText, placeIn(found));
  }
  const place = placeIn(found);
  const bracket = token + Math.max(0, source.slice(token).search(/[([{]/));
  const endOfLine = source.indexOf('\n', bracket);
  const line = source.slice(bracket, endOfLine === -1 ? source.length : endOfLine);
  const quote = line.search(/(?<=[=(,:+]\s*)[“”„‘’‚«»]/);
  if (quote !== -1) return problems.writtenQuote(line[quote]!, place(bracket + quote));
  const inCode = findBracketProblem(source, bracket);
  if (inCode) return explainBrackets(source, inCode, place);
  // Its brackets match, but not for Pug, which knows comments in attributes.
  const comment = line.search(/(?<!:)\/\//);
  if (comment !== -1)
    return problems.invalidCode(
      'A comment cannot stand here.',
      place(bracket + comment, 2),
      'Give it a line of its own that starts with "//-".',
    );
  return problems.unclosedBracket(source[bracket]!, place(bracket));
}

/** The first `#{`, `!{` or `#[` between two offsets that does not match. */
function findInterpolationProblem(source: string, from: number, end: number): BracketProblem | undefined {
  for (let i = from; i < end; i++) {
    if (source[i] === '\\') i++;
    else if (source.startsWith('#[', i)) {
      // Pug stands in it, where quotes are text.
      const inside = source.slice(i + 1, end).replace(/[^[\]]/g, '');
      if (!isBalanced(inside)) return { kind: 'unclosed', offset: i + 1 };
    } else if (/^[#!]\{/.test(source.slice(i, i + 2))) {
      const close = closingBracket(source, i + 1, end);
      if (close === undefined) return findBracketProblem(source, i + 1, end);
      i = close;
    }
  }
  return undefined;
}

/** Whether the bracket that a row of square brackets begins with is closed in it. */
function isBalanced(brackets: string): boolean {
  let depth = 0;
  for (const bracket of brackets) {
    depth += bracket === '[' ? 1 : -1;
    if (depth === 0) return true;
  }
  return false;
}
