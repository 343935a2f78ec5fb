const DEEPEST = 100;

/** Why data cannot be handed to a template; undefined for data that is only data. */
export function refuseData(value: unknown, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > DEEPEST) return `it is nested deeper than ${DEEPEST} levels`;
  for (const key of Object.getOwnPropertyNames(value)) {
    if (key === '__proto__') return 'it has a key "__proto__"';
    const inner: unknown = (value as Record<string, unknown>)[key];
    const isObject = typeof inner === 'object' && inner !== null;
    if (key === 'constructor' && isObject && Object.hasOwn(inner, 'prototype')) return 'it has "constructor.prototype"';
    const reason = isObject ? refuseData(inner, depth + 1) : undefined;
    if (reason) return reason;
  }
  return undefined;
}
