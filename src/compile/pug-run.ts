import type { Diagnostic } from '../model/diagnostic.js';
import { RUNTIME } from './mixin-runtime.js';
import type { PugInput } from './pug.js';
import { explainBrokenCode } from './pug-broken-code.js';
import { makeFunction, type PugCompiler, type PugRuntime, type Template } from './pug-program.js';
import { retraceFailures } from './pug-retrace.js';
import { createScope } from './pug-scope.js';
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
  plainPug: PugRuntime,
): { html?: string; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const { values: scope, runtime, pug } = createScope(session, input, plainPug, report);
  const names = [...new Set([...input.names, ...Object.keys(scope)])].filter(
    (name) => IDENTIFIER.test(name) && !RESERVED.test(name),
  );
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
    const html = template(scope, runtime, ...names.map((name) => scope[name]));
    return diagnostics.some(({ severity }) => severity === 'error') ? { diagnostics } : { html, diagnostics };
  } catch (error) {
    const retraced = retraceFailures(session, { ...input, names, scope }, compile(true), plainPug, error);
    return { diagnostics: [...diagnostics, ...retraced] };
  }
}
