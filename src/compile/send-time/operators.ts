import { BINARY } from './binary-operators.js';
import { type Choice, type Expression, nameOfExpression } from './expression.js';
import { uncallable, unknowable } from './misuse.js';
import { createValue, expressionOf, isSendTime, isTrue, optional } from './values.js';

/** Functions of JavaScript's own that have a helper. */
export const FUNCTIONS: Record<string, string> = {
  'Math.round': 'round',
  'Math.floor': 'floor',
  'Math.ceil': 'ceil',
  'Math.abs': 'abs',
  'Math.min': 'min',
  'Math.max': 'max',
  Number: 'toNumber',
  String: 'concat',
  encodeURIComponent: 'encodeURIComponent',
  Boolean: 'not',
};

/** How a table of known values is looked into with a value that is not known yet: one case for each key. */
const MOST_KEYS = 40;

/**
 * What rewritten templates call in place of operators. With values that are known, each does what JavaScript
 * does, but that an empty list is false, as it will be when an email is sent.
 */
export interface Operators {
  op(operator: string, left: unknown, right: unknown): unknown;
  not(value: unknown): unknown;
  minus(value: unknown): unknown;
  plus(value: unknown): unknown;
  and(left: unknown, right: () => unknown): unknown;
  or(left: unknown, right: () => unknown): unknown;
  nullish(left: unknown, right: () => unknown): unknown;
  choose(test: unknown, yes: () => unknown, no: () => unknown): unknown;
  join(texts: readonly string[], ...values: unknown[]): unknown;
  at(owner: unknown, key: unknown): unknown;
  later(value: unknown): boolean;
  maybe(value: unknown): unknown;
  known<Value>(value: Value, doing: string): Value;
  apply(name: string, fn: (...values: never[]) => unknown, ...values: unknown[]): unknown;
  own<Value>(fn: Value): Value;
  pass(value: unknown, callee: unknown, name: string): unknown;
  first<Value>(owner: unknown, method: string, argument: Value): Value;
  owner<Value>(value: Value, method: string): Value;
  nothing(owner: unknown, method: string): [];
  /** Texts put together with something between them, as `join` does. */
  list(values: readonly unknown[], between?: unknown): unknown;
  /** Whether `method` can do more than JavaScript's own with a list and what it is asked for. */
  holds(owner: unknown, ...values: unknown[]): boolean;
  /** `join` and `includes`, of lists with values that are not known yet. */
  method(owner: unknown, method: 'join' | 'includes', ...values: unknown[]): unknown;
  /** What `[a, b] = …` takes out of a value. */
  items(value: unknown, count: number): unknown;
  /** What `{ a = 1 } = …` takes out of a value. */
  fallbacks(value: unknown, fallbacks: Record<string, () => unknown>): unknown;
  /** A function by whose answers JavaScript itself goes. */
  judge(fn: unknown, method: string): unknown;
}

export function createOperators(): Operators {
  const value = createValue;
  const call = (helper: string, ...args: unknown[]) => value({ kind: 'call', helper, args: args.map(expressionOf) });
  const choice = (test: unknown, yes: unknown, no: unknown, operator?: Choice['operator']) => {
    const branches = {
      test: expressionOf(test),
      yes: expressionOf(yes),
      no: operator === 'and' ? optional(expressionOf(no)) : expressionOf(no),
    };
    return value({ kind: 'choice', ...branches, ...(operator && { operator }) });
  };
  /** Functions of the template's own, whose code was rewritten too, helpers, and what only takes values in. */
  const aware = new WeakSet<object>([Array.prototype.push, Array.prototype.unshift, Array.of, Boolean]);

  const at = (owner: unknown, key: unknown): unknown => {
    if (!isSendTime(key)) return (owner as Record<PropertyKey, unknown>)[key as PropertyKey];
    if (isSendTime(owner)) return call('lookup', owner, key);
    const table = owner as Record<string, unknown>;
    const keys = Object.keys(table);
    if (keys.length > MOST_KEYS)
      throw unknowable(nameOf(key), 'it cannot be looked up in so large a table', 'Look it up in the data instead.');
    return keys.reduceRight<unknown>((otherwise, name) => {
      // A key is a text, whatever it was before.
      const asked = /^(-?\d|true$|false$)/.test(name) ? call('concat', key) : key;
      return choice(call('eq', asked, name), table[name], otherwise);
    }, undefined);
  };

  const operators: Operators = {
    at,
    later: isSendTime,
    op(operator, left, right) {
      const { helper, now } = BINARY[operator]!;
      if (!isSendTime(left) && !isSendTime(right)) return now(left as never, right as never);
      if (operator === '+' && (isText(left) || isText(right)))
        return value({ kind: 'joined', parts: [textual(left), textual(right)] });
      return call(helper, left, right);
    },
    not: (operand) => (isSendTime(operand) ? call('not', operand) : !isTrue(operand)),
    minus: (operand) => (isSendTime(operand) ? call('negate', operand) : -(operand as number)),
    plus: (operand) => (isSendTime(operand) ? call('toNumber', operand) : +(operand as number)),
    and: (left, right) => (isSendTime(left) ? choice(left, right(), left, 'and') : isTrue(left) ? right() : left),
    or: (left, right) => {
      if (!isSendTime(left)) return isTrue(left) ? left : right();
      const { test, yes } = whenTrue(expressionOf(left));
      return yes ? value({ kind: 'choice', test, yes, no: expressionOf(right()) }) : choice(left, left, right(), 'or');
    },
    nullish: (left, right) =>
      isSendTime(left) ? choice(call('looseNe', left, null), left, right(), 'nullish') : (left ?? right()),
    choose: (test, yes, no) => {
      if (!isSendTime(test)) return isTrue(test) ? yes() : no();
      return choice(test, yes(), no());
    },
    join: (texts, ...values) => {
      if (!values.some(isSendTime)) return texts.reduce((all, text, i) => `${all}${values[i - 1]}${text}`);
      const parts = texts.flatMap((text, i) => [
        ...(i > 0 ? [textual(values[i - 1])] : []),
        ...(text ? [expressionOf(text)] : []),
      ]);
      return value({ kind: 'joined', parts });
    },
    maybe: (operand) => (isSendTime(operand) ? value(optional(expressionOf(operand))) : operand),
    known(operand, doing) {
      if (isSendTime(operand)) throw unknowable(nameOf(operand), doing);
      return operand;
    },
    apply(name, fn, ...values) {
      if (!values.some(isSendTime)) return fn(...(values as never[]));
      return name === 'Boolean' ? call('not', call('not', values[0])) : call(FUNCTIONS[name]!, ...values);
    },
    own(fn) {
      if (typeof fn === 'function') aware.add(fn);
      return fn;
    },
    pass(argument, callee, name) {
      if (!isSendTime(argument) || typeof callee !== 'function' || aware.has(callee)) return argument;
      throw unknowable(nameOf(argument), `"${name}" cannot work with it now`);
    },
    owner: (operand, method) => callable(operand, method, operand),
    first: callable,
    nothing: (operand, method) => callable(operand, method, []),
    list(values, between) {
      const parts = values.flatMap((item, i): Expression[] => {
        const text: Expression = item === null || item === undefined ? { kind: 'literal', value: '' } : textual(item);
        return i === 0 ? [text] : [textual(between === undefined ? ',' : between), text];
      });
      return value({ kind: 'joined', parts });
    },
    holds: (owner, ...values) => Array.isArray(owner) && [...owner, ...values].some(isSendTime),
    method(owner, method, ...values) {
      callable(owner, method, undefined);
      if (!operators.holds(owner, ...values))
        return (owner as Record<string, (...values: unknown[]) => unknown>)[method]!(...values);
      const items = owner as unknown[];
      if (method === 'join') return operators.list(items, values[0]);
      return items.reduceRight<unknown>(
        (rest, item) => operators.or(operators.op('===', item, values[0]), () => rest),
        false,
      );
    },
    items: (operand, count) =>
      isSendTime(operand) ? Array.from({ length: count }, (_, i) => at(operand, String(i))) : operand,
    fallbacks(operand, fallbacks) {
      if (!isSendTime(operand)) return operand;
      return new Proxy(operand, {
        get(_, property) {
          const found = at(operand, property);
          if (typeof property !== 'string' || !Object.hasOwn(fallbacks, property) || !isSendTime(found)) return found;
          return choice(call('ne', found, undefined), found, fallbacks[property]!());
        },
      });
    },
    judge(fn, method) {
      if (typeof fn !== 'function') return fn;
      return function (this: unknown, ...values: unknown[]) {
        const answer: unknown = fn === Boolean ? values[0] : Reflect.apply(fn, this, values);
        if (isSendTime(answer)) throw unknowable(nameOf(answer), `"${method}" cannot go by it now`);
        return answer;
      };
    },
  };
  return operators;
}

/** `a && 'text'` is true when `a` is, and says what it is then; undefined where nothing is gained by knowing. */
function whenTrue(expression: Expression): { test: Expression; yes?: Expression } {
  if (expression.kind !== 'choice' || expression.operator !== 'and' || expression.yes.kind !== 'literal')
    return { test: expression };
  return isTrue(expression.yes.value) ? { test: expression.test, yes: expression.yes } : { test: expression };
}

function nameOf(value: unknown): string {
  return nameOfExpression(expressionOf(value));
}

/** What was given, unless the owner of the method that is called is not known yet. */
function callable<Value>(owner: unknown, method: string, given: Value): Value {
  if (isSendTime(owner)) throw uncallable(nameOf(owner), method);
  return given;
}

/** Whether adding to a value puts texts together. */
function isText(value: unknown): boolean {
  if (typeof value === 'string') return true;
  return expressionOf(value).kind === 'joined';
}

/** In texts, JavaScript prints null as a word, and Pug would print what comes out. */
function textual(value: unknown): Expression {
  return isSendTime(value) ? expressionOf(value) : { kind: 'literal', value: String(value) };
}
