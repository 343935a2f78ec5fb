import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { RUNTIME } from './mixin-runtime.js';
import { explainFailure, type FailedInput, type FailedRun, isGridWord, unknownNameOf } from './pug-failures.js';
import { makeFunction, type Program, type PugRuntime } from './pug-program.js';
import { createScope } from './pug-scope.js';
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
  input: FailedInput,
  program: Program,
  pug: PugRuntime,
  given: Data,
): FailedRun | undefined {
  let failed: FailedRun | undefined;
  let helper: string | undefined;
  const scope = createScope(
    session,
    input,
    pug,
    () => {},
    (name) => {
      helper ??= name;
    },
  );
  // Pug's program calls this in place of throwing.
  const rethrow = (error: unknown, file: string, line: number) => {
    failed = { ...program, error, file, line, calls: scope.runtime.calls(), ...(helper !== undefined && { helper }) };
  };
  const all: Data = { ...scope.values, ...given };
  const known = [...input.names, ...Object.keys(given)];
  const template = makeFunction(program.body, ['locals', RUNTIME, ...known], { ...scope.pug, rethrow });
  template(all, scope.runtime, ...known.map((name) => all[name]));
  return failed;
}
