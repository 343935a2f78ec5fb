import { compileFunction } from 'node:vm';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { createMixinRuntime } from './mixin-runtime.js';
import type { PugInput } from './pug.js';
import { explainBrokenCode } from './pug-broken-code.js';
import { explainFailure, type FailedRun } from './pug-failures.js';
import { RUNTIME } from './pug-marks.js';
import { PROGRAM } from './pug-places.js';
import type { PugNode } from './pug-tree.js';
import type { Session } from './session.js';

/** What Pug makes of a template. */
export interface Program {
  /** JavaScript: the function `template(locals)`. */
  body: string;
  /** The linked template with the mixins it calls. */
  tree: PugNode;
}

/** Compiles the template; for debugging, the program notes the author's line before each step. */
export type PugCompiler = (debug: boolean) => Program;

/** Pug's own functions, which programs call as `pug.…`. */
type PugRuntime = Record<string, unknown>;

type Template = (...values: unknown[]) => string;

/** Words that can be keys of data but not names in JavaScript. */
const RESERVED =
  /^(await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|new|null|return|super|switch|this|throw|true|try|typeof|var|void|while|with)$/;

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * Compiles and runs a template with its data. The program knows its data by parameters instead of Pug's `with`: all
 * names are known, and an unknown one is an error.
 */
export function runProgram(
  session: Session,
  input: PugInput,
  compile: PugCompiler,
  pug: PugRuntime,
): { html?: string; diagnostics: Diagnostic[] } {
  const scope: Data = { ...session.config.helpers, ...session.config.locals, ...input.data };
  const names = [...new Set([...input.names, ...Object.keys(scope)])].filter(
    (name) => IDENTIFIER.test(name) && !RESERVED.test(name),
  );
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const runtime = createMixinRuntime(session.files, session.config.locale, report);
  const values = (own: unknown, data: Data) => [data, own, ...names.map((name) => data[name])];
  const parameters = ['locals', RUNTIME, ...names];

  let template: Template;
  try {
    template = makeFunction(compile(false).body, parameters, pug);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const make = (body: string) => makeFunction(body, parameters, pug);
    return { diagnostics: [explainBrokenCode(session, input, compile(true), make)] };
  }
  try {
    const html = template(...values(runtime, scope));
    return diagnostics.some(({ severity }) => severity === 'error') ? { diagnostics } : { html, diagnostics };
  } catch (error) {
    const run: FailedRun = { error, calls: '', ...compile(true) };
    const tracked = createMixinRuntime(session.files, session.config.locale, () => {});
    const rethrow = (thrown: unknown, file: string, line: number) => {
      Object.assign(run, { error: thrown, file, line, calls: tracked.calls() });
    };
    const helpers = watchHelpers(session.config.helpers, (name) => {
      run.helper ??= name;
    });
    // It runs once more with Pug's line tracking on, to learn where it failed.
    makeFunction(run.body, parameters, { ...pug, rethrow })(...values(tracked, { ...scope, ...pick(helpers, scope) }));
    diagnostics.push(explainFailure(session, { ...input, names, scope }, run));
    return { diagnostics };
  }
}

/** The template's function. The second braces let `const` in a template take a name that its data has too. */
function makeFunction(body: string, parameters: string[], pug: PugRuntime): Template {
  const code = body.replace('function template(locals) {', `function template(${parameters.join(', ')}) {{`);
  return compileFunction(`${code}}\nreturn template;`, ['pug'], { filename: PROGRAM })(pug);
}

/** Helpers that tell when they throw. */
function watchHelpers(helpers: Data, failed: (name: string) => void): Data {
  const watched = Object.entries(helpers).map(([name, helper]) => {
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

/** The helpers that data does not hide. */
function pick(helpers: Data, scope: Data): Data {
  return Object.fromEntries(Object.entries(helpers).filter(([name]) => typeof scope[name] === 'function'));
}
