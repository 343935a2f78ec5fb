import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { createMixinRuntime } from './mixin-runtime.js';
import { explainFailure, type FailedInput, type FailedRun, isGridWord, unknownNameOf } from './pug-failures.js';
import { RUNTIME } from './pug-marks.js';
import { makeFunction, type Program, type PugRuntime } from './pug-program.js';
import type { Session } from './session.js';

/** How many unknown names are looked for; each takes one more run. */
const MOST_NAMES = 20;

/**
 * Runs a template that failed once more with Pug's line tracking on, to learn where it failed. If a name was unknown,
 * it is given and the template runs again, so that all unknown names are told at once.
 */
export function retraceFailures(
  session: Session,
  input: FailedInput,
  program: Program,
  pug: PugRuntime,
  error: unknown,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const given: Data = {};
  for (let i = 0; i < MOST_NAMES; i++) {
    const run = retrace(session, input, program, pug, given);
    if (!run && i > 0) break;
    const failed = run ?? { ...program, error, calls: '' }; // it did not fail a second time
    const name = unknownNameOf(failed);
    // With a name given, what else fails may be no more than its consequence.
    if (name === undefined && i > 0) break;
    diagnostics.push(explainFailure(session, input, failed));
    if (name === undefined || Object.hasOwn(given, name)) break;
    given[name] = isGridWord(name) ? name : undefined;
  }
  return diagnostics;
}

function retrace(
  session: Session,
  { names, scope }: FailedInput,
  program: Program,
  pug: PugRuntime,
  given: Data,
): FailedRun | undefined {
  const runtime = createMixinRuntime(session.files, session.config.locale, () => {});
  let failed: FailedRun | undefined;
  let helper: string | undefined;
  // Pug's program calls this in place of throwing.
  const rethrow = (error: unknown, file: string, line: number) => {
    failed = { ...program, error, file, line, calls: runtime.calls(), ...(helper !== undefined && { helper }) };
  };
  const helpers = watchHelpers(session.config.helpers, scope, (name) => {
    helper ??= name;
  });
  const all: Data = { ...scope, ...helpers, ...given };
  const known = [...names, ...Object.keys(given)];
  const template = makeFunction(program.body, ['locals', RUNTIME, ...known], { ...pug, rethrow });
  template(all, runtime, ...known.map((name) => all[name]));
  return failed;
}

/** The helpers that data does not hide, telling when they throw. */
function watchHelpers(helpers: Data, scope: Data, failed: (name: string) => void): Data {
  const visible = Object.entries(helpers).filter(([name, helper]) => scope[name] === helper);
  const watched = visible.map(([name, helper]) => {
    const call = (...values: unknown[]) => {
      try {
        return (helper as (...values: unknown[]) => unknown)(...values);
      } catch (error) {
        failed(name);
        throw error;
      }
    };
    return [name, call];
  });
  return Object.fromEntries(watched);
}
