import { compileFunction } from 'node:vm';
import { PROGRAM } from './pug-places.js';
import type { PugNode } from './pug-tree.js';

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
export type PugRuntime = Record<string, unknown>;

export type Template = (...values: unknown[]) => string;

/** The template's function. The second braces let `const` in a template take a name that its data has too. */
export function makeFunction(body: string, parameters: string[], pug: PugRuntime): Template {
  const head = `function template(${parameters.join(', ')}) {{`;
  const code = body.replace('function template(locals) {', () => head);
  return compileFunction(`${code}}\nreturn template;`, ['pug'], { filename: PROGRAM })(pug);
}
