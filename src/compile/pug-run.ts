import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { createMixinRuntime } from './mixin-runtime.js';
import type { PugInput } from './pug.js';
import { explainBrokenCode } from './pug-broken-code.js';
import { RUNTIME } from './pug-marks.js';
import { makeFunction, type PugCompiler, type PugRuntime, type Template } from './pug-program.js';
import { retraceFailures } from './pug-retrace.js';
import type { Session } from './session.js';

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
    const retraced = retraceFailures(session, { ...input, names, scope }, compile(true), pug, error);
    return { diagnostics: [...diagnostics, ...retraced] };
  }
}
