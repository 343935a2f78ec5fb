import type { Expression } from './expression.js';
import { type SendTimeTokens, writeToken } from './tokens.js';

/** How text becomes part of HTML. */
type Escape = (text: string) => string;

/**
 * The text of an expression: known parts as they are, the others as tokens. A choice becomes a condition around both of
 * its texts, so that classes and styles in them are seen by the rest of the compiler.
 * @param raw the author wrote `!=`, so values come out as HTML
 */
export function printExpression(
  tokens: SendTimeTokens,
  expression: Expression,
  encode: Escape | undefined,
  mark?: string,
): string {
  const print = (part: Expression) => printExpression(tokens, part, encode, mark);
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression.value, encode);
    case 'joined':
      return expression.parts.map(print).join('');
    case 'choice':
      return printChoice(tokens, expression.test, print(expression.yes), print(expression.no), mark);
    default:
      return tokens.add({ kind: 'value', expression, raw: !encode && !expression.escaped, ...(mark && { mark }) });
  }
}

/** Texts under a condition, without what is empty. */
export function printChoice(tokens: SendTimeTokens, test: Expression, yes: string, no: string, mark?: string): string {
  if (yes === no) return yes;
  const turned: Expression = { kind: 'call', helper: 'not', args: [test] };
  const open = tokens.add({ kind: 'if', expression: yes === '' ? turned : test, ...(mark && { mark }) });
  const number = tokens.size() - 1;
  const end = writeToken('end', number);
  if (yes === '' || no === '') return `${open}${yes || no}${end}`;
  return `${open}${yes}${writeToken('else', number)}${no}${end}`;
}

function printLiteral(value: unknown, encode: Escape | undefined): string {
  if (value === null || value === undefined) return '';
  return encode ? encode(String(value)) : String(value);
}
