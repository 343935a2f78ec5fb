import * as problems from '../diagnostics/problems.js';
import { offsetAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { closingBracket } from './brackets.js';
import { explainJavaScript } from './javascript.js';
import { type PugFound, placeIn, placeOnLine } from './pug-found.js';
import type { NotJavaScript } from './pug-reading.js';

/** Says what is wrong with an expression: often Pug reads attributes where the author wrote JavaScript, or the reverse. */
export function explainExpression(found: PugFound, { expression, problem, near }: NotJavaScript): Diagnostic {
  const { source, token } = found;
  const inCall = /\+([\w-]+) *$/.exec(source.slice(0, token))?.[1];
  let at = source.indexOf(expression, offsetAt(source, near));
  if (at === -1) {
    // A call's arguments are checked as an array.
    const inner = source.indexOf(expression.slice(1, -1), offsetAt(source, near));
    at = inner === -1 ? offsetAt(source, near) : inner - 1;
  }
  const place = placeIn(found);
  if (source[token] === '(' && /^[=>]/.test(expression)) {
    const operator = `=${/^[=>]+/.exec(expression)![0]}`;
    const end = closingBracket(source, token) ?? source.length;
    const whole = source.slice(token + 1, end);
    const operatorPlace = place(source.lastIndexOf('=', at - 1), operator.length);
    if (inCall) return problems.argumentsReadAsAttributes(inCall, operator, whole, operatorPlace);
    return problems.comparisonInAttributes(operator, operatorPlace);
  }
  if (source[token] === '(' && /^[\w:-]+\s*!?=[^=]/.test(expression.slice(problem.offset)))
    return problems.pugSyntax('Two attributes need a space or a comma between them.', place(at + problem.offset));
  const [assigned = '', name] = /([\w:@.-]+)\s*!?=\s*$/.exec(source.slice(token, at)) ?? [];
  if (source[token] === '(' && name && /^[\w:-]+\s*!?=[^=]/.test(expression))
    return problems.attributeWithoutValue(name, place(at - assigned.length, name.length));
  if (expression.trim() === '') {
    const word = /^\s*(if|unless|else if|while|when|case)\b/.exec(found.text);
    if (word)
      return problems.missingCondition(word[1]!, placeOnLine(found, word[0].length - word[1]!.length, word[1]!.length));
  }
  return explainJavaScript(expression, problem, (offset, length) => place(at + offset, length));
}
