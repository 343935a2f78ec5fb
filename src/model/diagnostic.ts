import type { Place } from './place.js';

export type Severity = 'error' | 'warning' | 'info';

/** One thing to tell the author. */
export interface Diagnostic {
  /** Stable, in kebab-case; listed in docs/problems.md. */
  code: string;
  severity: Severity;
  /** One sentence. */
  message: string;
  /** What to do about it, where Jink can know. */
  hint?: string;
  place?: Place;
  /** The chain of mixin calls that led to `place`, innermost first. */
  trail?: Place[];
  url?: string;
}
