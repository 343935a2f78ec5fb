/** Data that a template uses and did not get. */
export class MissingDataError extends Error {
  override readonly name = 'MissingDataError';
  /** Every path that is missing, sorted: `agents[3].name`. */
  readonly paths: string[];

  /** The one of `jink` and the one of `jink/runtime` are of the same kind, though each comes with its own code. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'MissingDataError' && 'paths' in value;
  }

  /** @param paths in any order, also twice */
  constructor(paths: readonly string[]) {
    const distinct = [...new Set(paths)].sort();
    super(`The data lacks what this email shows:\n${distinct.map((path) => `  ${path}`).join('\n')}`);
    this.paths = distinct;
  }
}

/** Notes a missing path; what stands there instead does not matter, because nothing is returned in the end. */
export function miss(paths: string[], path: string): undefined {
  // A broken list of thousands is told by its first ones.
  if (paths.length < 1000) paths.push(path);
  return undefined;
}

/** The path of an item or a field that a loop has reached. */
export function at(path: string, key: unknown): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const name = String(key);
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}
