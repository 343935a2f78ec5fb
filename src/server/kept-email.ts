import type { AppliedStyle, CompiledTemplate } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { MadeEmail } from '../tasks/preview/make-email.js';

/** The newest results of one template. */
export interface KeptTemplate {
  /** The last one that could be compiled; none if there never was one. */
  template?: CompiledTemplate;
  /** Of the newest source, whether or not it could be compiled. */
  diagnostics: Diagnostic[];
  /** Every file that was read for it, relative to the project. */
  dependencies: string[];
  isBroken: boolean;
  /** Counts compilations, so that background work knows what it belongs to. */
  turn: number;
  emails: Map<string, KeptEmail>;
  /** The styles with their places, of the turn that is named. */
  styles?: { turn: number; styles: readonly AppliedStyle[] };
  /** What `jink check` said in each scenario, of the turn that is named. */
  check?: { turn: number; diagnostics: ReadonlyMap<string, Diagnostic[]> };
}

/** One email of a template, as it is shown. */
export interface KeptEmail {
  /** What is shown: the newest one, or the last good one. */
  made?: MadeEmail;
  /** What is wrong with the newest one, beside the template's own diagnostics. */
  diagnostics: Diagnostic[];
  /** The newest data, as written. */
  data: string;
  dataFile?: string;
  isBroken: boolean;
  /** Of the HTML, in UTF-8. */
  bytes: number;
  revision: number;
}

/** What comes of a new result: the email before stays if there is none. */
export function keepEmail(before: KeptEmail | undefined, made: MadeEmail | undefined): Omit<KeptEmail, 'revision'> {
  const isBroken = !made?.email;
  const shown = isBroken ? before?.made : made;
  const { data, dataFile } = made ?? before ?? { data: '' };
  return {
    ...(shown && { made: shown }),
    diagnostics: made?.diagnostics ?? [],
    data,
    ...(dataFile !== undefined && { dataFile }),
    isBroken,
    bytes: Buffer.byteLength(shown?.email?.html ?? ''),
  };
}

/** Whether somebody who looks at an email has to see it anew. */
export function isSame(a: Omit<KeptEmail, 'revision'>, b: Omit<KeptEmail, 'revision'>): boolean {
  const [one, other] = [a.made?.email, b.made?.email];
  return (
    a.isBroken === b.isBroken &&
    a.data === b.data &&
    a.dataFile === b.dataFile &&
    one?.html === other?.html &&
    one?.text === other?.text &&
    one?.subject === other?.subject &&
    one?.preheader === other?.preheader &&
    JSON.stringify(a.diagnostics) === JSON.stringify(b.diagnostics)
  );
}
