import type { PugRuntime } from '../pug-program.js';
import { type PresenceOf, withSendTimeAttributes } from './attributes.js';
import { type ControlFlow, createControlFlow } from './control-flow.js';
import { createOperators, type Operators } from './operators.js';
import { printExpression } from './printing.js';
import type { SendTimeTokens } from './tokens.js';
import { createValue, expressionOf, isSendTime } from './values.js';

/** What a template's program needs for values that are not known yet. */
export interface SendTimeRuntime extends Operators, ControlFlow {
  /** Prints a value where the author wrote `=` or `#{…}`. */
  text(value: unknown, mark: string): string;
  /** Prints a value where the author wrote `!=` or `!{…}`. */
  raw(value: unknown, mark: string): string;
  /** What `each … of` goes over. */
  iterable(value: unknown, code: string): unknown;
}

export interface SendTime {
  /** Joins what the program calls under Jink's name. */
  runtime: SendTimeRuntime;
  /** Pug's functions, which know of these values. */
  pug: PugRuntime;
  /** A name of the data as a value. */
  valueOf(name: string): unknown;
  /** A function that works at once on known values, and is called when an email is sent on others. */
  helper(name: string, helper: (...values: unknown[]) => unknown): unknown;
}

/** @param guard for texts that are known */
export function createSendTime(
  pug: PugRuntime,
  tokens: SendTimeTokens,
  presenceOf: PresenceOf,
  guard: (text: string) => string,
): SendTime {
  const escapeText = pug.escape as (text: unknown) => string;
  const operators = createOperators();
  const write = (value: unknown, mark: string, escaped: boolean): string => {
    if (value === null || value === undefined) return '';
    if (isSendTime(value)) return printExpression(tokens, expressionOf(value), escaped ? escapeText : undefined, mark);
    if (Array.isArray(value) && value.some(isSendTime)) return write(operators.list(value, ','), mark, escaped);
    const text = guard(String(value));
    return escaped ? escapeText(text) : text;
  };
  return {
    runtime: {
      ...operators,
      ...createControlFlow(tokens),
      text: (value, mark) => write(value, mark, true),
      raw: (value, mark) => write(value, mark, false),
      iterable(value, code) {
        if (isSendTime(value)) return value;
        if (typeof (value as Iterable<unknown> | undefined)?.[Symbol.iterator] !== 'function')
          throw new TypeError(`${code} is not iterable`);
        return [...(value as Iterable<unknown>)];
      },
    },
    pug: withSendTimeAttributes(pug, tokens, presenceOf, guard),
    valueOf: (name) => createValue({ kind: 'path', root: name, properties: [] }),
    helper: (name, helper) =>
      operators.own((...values: unknown[]) =>
        values.some(isSendTime)
          ? createValue({ kind: 'call', helper: name, args: values.map(expressionOf) })
          : helper(...values),
      ),
  };
}
