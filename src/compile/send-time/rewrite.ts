import { ASSIGNMENT_RULES } from './assignment-rules.js';
import { CALL_RULES } from './call-rules.js';
import { type BodiesBetween, call, emit } from './javascript-source.js';
import { babel } from './javascript-tree.js';
import { OPERATOR_RULES } from './operator-rules.js';
import { STATEMENT_RULES } from './statement-rules.js';

/*
 * Rewrites an author's JavaScript so that operators ask Jink: JavaScript itself would turn a send-time value into a
 * text or into true without a word.
 */

/** How `default`, a word of JavaScript's that cannot be a name, is called in a program; as long as the word. */
export const DEFAULT_NAME = '$efault';

/** Calls of the helper `default` under a name that JavaScript allows. */
export function renameDefault(code: string): string {
  if (!code.includes('default')) return code;
  const pattern = /(["'])(?:\\.|(?!\1)[^\\])*\1|(?<![\w$.])default(?=\s*\()/g;
  return code.replace(pattern, (found) => (found === 'default' ? DEFAULT_NAME : found));
}

const RULES = { ...OPERATOR_RULES, ...ASSIGNMENT_RULES, ...CALL_RULES, ...STATEMENT_RULES };

/** A path or a text has nothing to rewrite. */
const PLAIN = /^\s*(?:[\w$]+(?:\.[\w$]+)*|"[^"\\]*"|'[^'\\]*')\s*$/;

/** An expression; one that is not JavaScript comes back as it is, for others to say so. */
export function rewriteExpression(written: string, bodies?: BodiesBetween): string {
  if (PLAIN.test(written)) return written;
  const code = renameDefault(written);
  return attempt(code, () => emit({ rules: RULES, code, bodies }, babel().parseExpression(code)));
}

/** The arguments of a mixin's call. */
export function rewriteArguments(written: string): string {
  if (PLAIN.test(written)) return written;
  const code = renameDefault(written);
  const list = `[${code}\n]`;
  return attempt(code, () => emit({ rules: RULES, code: list }, babel().parseExpression(list)).slice(1, -2));
}

/** Statements; `opens` for those whose body follows in Pug, such as `for (…)`. */
export function rewriteStatements(written: string, opens: boolean, bodies?: BodiesBetween): string {
  const code = renameDefault(written);
  const options = { sourceType: 'script', allowReturnOutsideFunction: true };
  for (const [before, after] of opens ? OPENING : AROUND) {
    const whole = before + code + after;
    const rewritten = attempt(undefined, () =>
      emit({ rules: RULES, code: whole, bodies }, babel().parse(whole, options).program),
    );
    if (rewritten !== undefined) return rewritten.slice(before.length, rewritten.length - after.length);
  }
  const [, owner, method] = /^\s*([\w$.]+)\.(\w+)\(.*\{\s*$/s.exec(code) ?? [];
  return owner && method ? `${call('owner', owner, JSON.stringify(method))}; ${code}` : code;
}

/** What makes statements of a line of them: braces may be opened on one line and closed on another. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['', '}'],
  ['if (0) {', '}'],
];

/** And of one that has a body in Pug. */
const OPENING = [['', '{}'] as const, ...AROUND];

function attempt<Otherwise>(otherwise: Otherwise, rewrite: () => string): string | Otherwise {
  try {
    return rewrite();
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise;
    throw error;
  }
}
