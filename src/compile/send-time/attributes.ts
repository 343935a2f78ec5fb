import type { PugRuntime } from '../pug-program.js';
import { dataPath, type Expression } from './expression.js';
import { printChoice, printExpression } from './printing.js';
import type { SendTimeTokens } from './tokens.js';
import { createValue, expressionOf, isSendTime, isTrue } from './values.js';

/** What the sample data say of a value beside its text: whether it is true or false, null, or not there. */
export interface Presence {
  boolean: boolean;
  absent: boolean;
  /** Neither text nor number nor anything else. */
  only: boolean;
}

/** Undefined for a path that the data do not know. */
export type PresenceOf = (path: readonly string[]) => Presence | undefined;

type Attributes = Record<string, unknown>;

/** The functions of Pug's that print attributes. */
interface PugAttributes {
  attr(key: string, value: unknown, escaped: boolean, terse: boolean): string;
  classes(value: unknown, escaping?: readonly boolean[]): string;
  style(value: unknown): string;
  escape(value: unknown): string;
}

/** Answers that are true or false. */
const TESTS = new Set('eq ne looseEq looseNe lt lte gt gte not'.split(' '));

/**
 * Pug's functions, able to print attributes whose values are known only when an email is sent.
 * @param guard for texts that are known
 */
export function withSendTimeAttributes(
  runtime: PugRuntime,
  tokens: SendTimeTokens,
  presenceOf: PresenceOf,
  guard: (text: string) => string,
): PugRuntime {
  const pug = runtime as unknown as PugAttributes;
  const value = createValue;

  const attr = (key: string, val: unknown, escaped: boolean, terse: boolean): string => {
    if (!isSendTime(val)) return pug.attr(key, typeof val === 'string' ? guard(val) : val, escaped, terse);
    const emptyIsAbsent = key === 'class' || key === 'style';
    const encode = escaped ? pug.escape : undefined;
    const quoted = (expression: Expression) => ` ${key}="${printExpression(tokens, expression, encode)}"`;
    const write = (expression: Expression): string => {
      switch (expression.kind) {
        case 'literal':
          return pug.attr(key, expression.value, escaped, terse);
        case 'joined':
          return quoted(expression);
        case 'choice': {
          const { test, yes, no, operator } = expression;
          const isThere = (branch: Expression) => isPresent(branch, presenceOf, emptyIsAbsent);
          // What is false in front of `&&` is printed too, such as 0, but as a class or style.
          const otherwise = operator === 'and' && no.kind === 'path' ? { ...no, optional: false } : no;
          const always = !(operator === 'and' && emptyIsAbsent);
          if (always && (operator === 'or' || isThere(yes)) && isThere(otherwise)) return quoted(expression);
          const whenTrue = operator === 'or' || operator === 'nullish' ? quoted(yes) : write(yes);
          return printChoice(tokens, test, whenTrue, operator === 'and' ? '' : write(no));
        }
        case 'call':
          return TESTS.has(expression.helper)
            ? printChoice(tokens, expression, pug.attr(key, true, escaped, terse), '')
            : quoted(expression);
        case 'path': {
          const path = dataPath(expression);
          const presence = path && presenceOf(path);
          if (presence?.boolean && presence.only)
            return printChoice(tokens, expression, pug.attr(key, true, escaped, terse), '');
          if (!presence?.boolean && !presence?.absent && !expression.optional) return quoted(expression);
          if (emptyIsAbsent) return printChoice(tokens, expression, quoted({ ...expression, optional: false }), '');
          const tests = [is('looseNe', expression, null), ...(presence?.boolean ? [is('ne', expression, false)] : [])];
          const certain = { ...expression, optional: false };
          return printChoice(tokens, tests.length === 1 ? tests[0]! : both(tests), quoted(certain), '');
        }
      }
    };
    return write(expressionOf(val));
  };

  const classes = (val: unknown, escaping?: readonly boolean[]): unknown => {
    if (!holdsSendTime(val)) return pug.classes(judgeClasses(val), escaping);
    const items = Array.isArray(val) ? val : [val];
    if (items.length === 1 && isSendTime(items[0])) {
      const only = value(withTexts(expressionOf(items[0]), (known) => literal(classText(known))));
      return escaping?.[0] ? encodeValue(only) : only;
    }
    const texts = items.map((item, i) => {
      const text = classText(item);
      return { text: escaping?.[i] && !holdsSendTime(item) ? pug.escape(text) : text, always: !holdsSendTime(item) };
    });
    return joinClasses(texts.filter(({ text }) => text !== ''));
  };

  const classText = (item: unknown): string => {
    if (isSendTime(item)) return printClass(expressionOf(item));
    if (Array.isArray(item)) return String(classes(item));
    if (typeof item !== 'object' || item === null) return pug.classes(item);
    const names = Object.entries(item).map(([name, test]) => ({
      text: isSendTime(test) ? printChoice(tokens, expressionOf(test), name, '') : isTrue(test) ? name : '',
      always: !isSendTime(test),
    }));
    return joinClasses(names.filter(({ text }) => text !== ''));
  };

  /** What is false is no class. */
  const printClass = (expression: Expression): string => {
    if (expression.kind === 'literal') return expression.value ? pug.escape(classText(expression.value)) : '';
    if (expression.kind !== 'choice') return printExpression(tokens, expression, pug.escape);
    const { test, yes, no, operator } = expression;
    return printChoice(tokens, test, printClass(yes), operator === 'and' ? '' : printClass(no));
  };

  const style = (val: unknown): unknown => {
    if (isSendTime(val)) return value(withTexts(expressionOf(val), (known) => expressionOf(style(known))));
    if (!holdsSendTime(val)) return pug.style(val);
    const parts = Object.entries(val as Attributes).flatMap(([property, part]): Expression[] => [
      { kind: 'literal', value: `${property}:` },
      expressionOf(part),
      { kind: 'literal', value: ';' },
    ]);
    return value({ kind: 'joined', parts });
  };

  const joinStyles = (first: unknown, second: unknown): unknown => {
    const [a, b] = [style(first), style(second)];
    if (!isSendTime(a) && !isSendTime(b)) return withStop(String(a)) + withStop(String(b));
    const parts = [a, b].flatMap((part): Expression[] => {
      if (!isSendTime(part)) return [{ kind: 'literal', value: withStop(String(part)) }];
      return [expressionOf(part), { kind: 'literal', value: ';' }];
    });
    return value({ kind: 'joined', parts });
  };

  const merge = (first: Attributes | Attributes[], second?: Attributes): Attributes => {
    if (second === undefined) return (first as Attributes[]).reduce((all, next) => merge(all, next));
    const merged = first as Attributes;
    for (const [key, next] of Object.entries(second)) {
      const before = merged[key];
      if (key === 'class') merged[key] = [...listOf(before), ...listOf(next)];
      else if (key === 'style') merged[key] = joinStyles(before, next);
      else merged[key] = next;
    }
    return merged;
  };

  const attrs = (all: Attributes, terse: boolean): string => {
    let text = '';
    for (const [key, val] of Object.entries(all)) {
      if (key === 'class') text = attr(key, classes(val), false, terse) + text;
      else text += attr(key, key === 'style' ? style(val) : val, false, terse);
    }
    return text;
  };

  const encodeValue = (val: unknown): unknown =>
    isSendTime(val) ? value(escapeExpression(expressionOf(val), pug.escape)) : pug.escape(val);

  return { ...runtime, attr, attrs, classes, style, merge, escape: encodeValue };
}

function literal(value: unknown): Expression {
  return { kind: 'literal', value };
}

/** `a ? { color: 'red' } : …`: lists and objects that are known, as the texts that they stand for. */
function withTexts(expression: Expression, textOf: (value: object) => Expression): Expression {
  if (expression.kind === 'literal') {
    const { value } = expression;
    return typeof value === 'object' && value !== null ? textOf(value) : expression;
  }
  if (expression.kind !== 'choice') return expression;
  return { ...expression, yes: withTexts(expression.yes, textOf), no: withTexts(expression.no, textOf) };
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value ? [value] : [];
}

function withStop(css: string): string {
  return css && !css.endsWith(';') ? `${css};` : css;
}

/** Class texts with blanks between them, which belong to those that may not be there. */
function joinClasses(items: readonly { text: string; always: boolean }[]): string {
  const first = items.findIndex(({ always }) => always);
  const before = items.slice(0, Math.max(first, 0)).map(({ text }) => insertBlank(text, 'after'));
  const rest = items.slice(Math.max(first, 0));
  const [head, ...others] = rest;
  if (!head) return before.join('');
  const after = others.map(({ text, always }) => (always ? ` ${text}` : insertBlank(text, 'before')));
  return before.join('') + head.text + after.join('');
}

/** A condition prints its blank only with a class; anything else always does. */
function insertBlank(text: string, where: 'before' | 'after'): string {
  const single = /^(\uE010i\d+\uE011)([^\uE010]*)(\uE010n\d+\uE011)$/.exec(text);
  if (!single) return where === 'before' ? ` ${text}` : `${text} `;
  const [, open, inside, end] = single;
  return where === 'before' ? `${open} ${inside}${end}` : `${open}${inside} ${end}`;
}

/** Class objects in which an empty list is false, as everywhere. */
function judgeClasses(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(judgeClasses);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, test]) => [name, isTrue(test)]));
}

function holdsSendTime(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isSendTime(value)) return true;
  return (Array.isArray(value) ? value : Object.values(value)).some(holdsSendTime);
}

/** Whether an attribute with this value is always printed. */
function isPresent(expression: Expression, presenceOf: PresenceOf, emptyIsAbsent: boolean): boolean {
  switch (expression.kind) {
    case 'literal':
      if (expression.value === '' && emptyIsAbsent) return false;
      return typeof expression.value !== 'boolean' && expression.value !== null && expression.value !== undefined;
    case 'joined':
      return true;
    case 'choice': {
      const { yes, no, operator } = expression;
      const isThere = (branch: Expression) => isPresent(branch, presenceOf, emptyIsAbsent);
      return operator !== 'and' && (operator === 'or' || operator === 'nullish' || isThere(yes)) && isThere(no);
    }
    case 'call':
      return !TESTS.has(expression.helper);
    case 'path': {
      const path = dataPath(expression);
      const presence = path && presenceOf(path);
      return !presence?.boolean && !presence?.absent && !expression.optional;
    }
  }
}

function is(helper: string, expression: Expression, value: unknown): Expression {
  return { kind: 'call', helper, args: [expression, { kind: 'literal', value }] };
}

function both([first, second]: Expression[]): Expression {
  return { kind: 'choice', operator: 'and', test: first!, yes: second!, no: first! };
}

/** Known parts escaped, and a note on the others that it was asked for: a mixin prints them with `!=`. */
function escapeExpression(expression: Expression, encode: (value: unknown) => string): Expression {
  const inside = (part: Expression) => escapeExpression(part, encode);
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? { kind: 'literal', value: encode(expression.value) } : expression;
    case 'joined':
      return { ...expression, parts: expression.parts.map(inside) };
    case 'choice':
      return { ...expression, yes: inside(expression.yes), no: inside(expression.no) };
    default:
      return { ...expression, escaped: true };
  }
}
