/** A value's own property; what it inherits, such as `constructor`, is not there. */
export function own(value: unknown, name: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  const key = typeof name === 'symbol' || typeof name === 'number' ? name : safeKey(name);
  return Object.hasOwn(value as object, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}

/** Handlebars' `lookup`. */
export function lookUp(value: unknown, name: unknown): unknown {
  return value ? own(value, name) : value;
}

function safeKey(name: unknown): string {
  try {
    return String(name);
  } catch {
    return '';
  }
}
