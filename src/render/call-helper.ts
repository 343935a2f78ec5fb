/** Calls a helper of the project's, unless something it is given is missing: it need not reckon with that. */
export function callHelper(
  helper: (...values: never[]) => unknown,
  missing: readonly string[],
  before: number,
  values: unknown[],
): unknown {
  return missing.length > before ? undefined : helper(...(values as never[]));
}
