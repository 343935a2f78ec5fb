import type { Diagnostic } from '../model/diagnostic.js';

/** What `jink` tells whoever called it. */
export const EXIT = {
  fine: 0,
  /** The author's errors. */
  errors: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** A message did not reach everybody it was for. */
  delivery: 3,
  /** A bug in Jink. */
  bug: 70,
} as const;

/** Wrong usage that only the command itself can see. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.some(({ severity }) => severity === 'error') ? EXIT.errors : EXIT.fine;
}
