/** Calls a helper of the project's, unless something it is given is missing: it need not reckon with that. */
export function callHelper(
  helper: (...values: never[]) => unknown,
  missing: readonly string[],
  before: number,
  values: unknown[],
): unknown {
  return missing.length > before ? undefined : helper(...(values as never[]));
}

type OwnHelpers = Record<string, (...values: never[]) => unknown>;

/** The project's helpers that a module's `render` was given; it must get all that its template calls. */
export function ownHelpers(options: { helpers?: OwnHelpers } | undefined, names: readonly string[]): OwnHelpers {
  const helpers = options?.helpers ?? {};
  const missing = names.filter((name) => typeof helpers[name] !== 'function');
  if (missing.length === 0) return helpers;
  throw new TypeError(`Give your own helpers to render(data, { helpers }): ${missing.join(', ')}`);
}
