import { filler } from './filler.js';
import { own } from './look-up.js';
import { plainText } from './plain-text.js';
import { textOf } from './text-of.js';

/*
 * JavaScript's operators as functions, for tests and calculations in tags. Strange data gives undefined, which prints
 * as nothing; it never throws.
 */

/** Handlebars' truth: JavaScript's, and an empty list is false. */
export function truth(value: unknown): boolean {
  return Boolean(value) && !(Array.isArray(value) && value.length === 0);
}

type Operator = (...values: never[]) => unknown;

/** What objects in calculations throw, JavaScript's own functions among them, comes out as undefined. */
function calm<Result>(calculate: (a: never, b: never) => Result): (a: unknown, b?: unknown) => Result | undefined {
  return (a, b) => {
    try {
      return calculate(a as never, b as never);
    } catch {
      return undefined;
    }
  };
}

function mathOf(calculate: (...numbers: number[]) => number) {
  return (...values: unknown[]): number | undefined => {
    try {
      return calculate(...(values as number[]));
    } catch {
      return undefined;
    }
  };
}

/** By the name under which tags call them. */
export const operators = {
  filler,
  plainText,
  eq: (a: unknown, b: unknown) => a === b,
  ne: (a: unknown, b: unknown) => a !== b,
  // biome-ignore lint/suspicious/noDoubleEquals: this is what the operator means
  looseEq: (a: unknown, b: unknown) => calm((x, y) => x == y)(a, b) ?? false,
  // biome-ignore lint/suspicious/noDoubleEquals: this is what the operator means
  looseNe: (a: unknown, b: unknown) => calm((x, y) => x != y)(a, b) ?? true,
  lt: calm((a: number, b: number) => a < b),
  lte: calm((a: number, b: number) => a <= b),
  gt: calm((a: number, b: number) => a > b),
  gte: calm((a: number, b: number) => a >= b),
  not: (a: unknown) => !truth(a),
  and: (...values: unknown[]) => firstFalse(values),
  or: (...values: unknown[]) => values.find(truth) ?? values.at(-1),
  nullish: (a: unknown, b: unknown) => a ?? b,
  choose: (test: unknown, a: unknown, b: unknown) => (truth(test) ? a : b),
  add: calm((a: number, b: number) => a + b),
  subtract: calm((a: number, b: number) => a - b),
  multiply: calm((a: number, b: number) => a * b),
  divide: calm((a: number, b: number) => a / b),
  remainder: calm((a: number, b: number) => a % b),
  power: calm((a: number, b: number) => a ** b),
  negate: calm((a: number) => -a),
  toNumber: calm((a: unknown) => +(a as number)),
  concat: (...values: unknown[]) => values.map(textOf).join(''),
  length: (value: unknown) => own(value, 'length'),
  round: mathOf(Math.round),
  floor: mathOf(Math.floor),
  ceil: mathOf(Math.ceil),
  abs: mathOf(Math.abs),
  min: mathOf(Math.min),
  max: mathOf(Math.max),
  encodeURIComponent: (value: unknown) => encodeURIComponent(textOf(value).replace(/\p{Surrogate}/gu, '\ufffd')),
} satisfies Record<string, Operator>;

/** `a && b` is the first that is false, whichever that is, else the last. */
function firstFalse(values: readonly unknown[]): unknown {
  const index = values.findIndex((value) => !truth(value));
  return index < 0 ? values.at(-1) : values[index];
}
