interface BinaryOperator {
  /** What stands for it when an email is sent. */
  helper: string;
  now(a: never, b: never): unknown;
}

/** JavaScript's binary operators by their signs. */
export const BINARY: Readonly<Record<string, BinaryOperator>> = {
  '===': { helper: 'eq', now: (a, b) => a === b },
  '!==': { helper: 'ne', now: (a, b) => a !== b },
  // biome-ignore lint/suspicious/noDoubleEquals: the author wrote it
  '==': { helper: 'looseEq', now: (a, b) => a == b },
  // biome-ignore lint/suspicious/noDoubleEquals: the author wrote it
  '!=': { helper: 'looseNe', now: (a, b) => a != b },
  '<': { helper: 'lt', now: (a, b) => a < b },
  '<=': { helper: 'lte', now: (a, b) => a <= b },
  '>': { helper: 'gt', now: (a, b) => a > b },
  '>=': { helper: 'gte', now: (a, b) => a >= b },
  '+': { helper: 'add', now: (a, b) => a + b },
  '-': { helper: 'subtract', now: (a, b) => a - b },
  '*': { helper: 'multiply', now: (a, b) => a * b },
  '/': { helper: 'divide', now: (a, b) => a / b },
  '%': { helper: 'remainder', now: (a, b) => a % b },
  '**': { helper: 'power', now: (a, b) => a ** b },
};

const SIGNS = new Map(Object.entries(BINARY).map(([sign, { helper }]) => [helper, sign]));

/** The sign of the operator that a helper stands for. */
export function signOf(helper: string): string | undefined {
  return SIGNS.get(helper);
}

/** What the helper of an operator does with known values. */
export function operatorNow(helper: string): ((a: unknown, b: unknown) => unknown) | undefined {
  const sign = signOf(helper);
  return sign === undefined ? undefined : (BINARY[sign]!.now as (a: unknown, b: unknown) => unknown);
}
