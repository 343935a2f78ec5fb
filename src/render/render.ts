import { compileFunction } from 'node:vm';
import type { Email } from '../model/email.js';
import { checkParts, generateProgram, type Parts } from './generate-program.js';
import { createHelpers, type Region } from './helpers/index.js';
import { program } from './program.js';

export interface RenderOptions extends Partial<Region> {
  /** The project's own helpers. */
  helpers?: Record<string, (...values: never[]) => unknown>;
}

/** Fills in a template. */
export type Fill = (data: object) => Email;

/** Tags in a template that only another Handlebars can fill in. */
export class UnknownTagError extends Error {
  override readonly name = 'UnknownTagError';
}

/**
 * Makes a function that fills in the parts of a template; making it takes about as long as a hundred emails.
 * @throws {UnknownTagError} when hand-written tags call what Jink does not know
 */
export function prepare(parts: Parts, { helpers = {}, ...region }: RenderOptions = {}): Fill {
  const [wrong] = checkParts(parts, Object.keys(helpers));
  if (wrong) throw new UnknownTagError(`Jink cannot fill in a tag in the ${wrong.part}: ${wrong.message}.`);
  const { code, functions } = generateProgram(parts, Object.keys(helpers));
  const body = `'use strict';const { ${functions.join(', ')} } = program;\n${code}\nreturn fill;`;
  const fill = compileFunction(body, ['program', 'h'])(program, createHelpers(region)) as (
    data: object,
    own: object,
  ) => Email;
  return (data) => fill(data ?? {}, helpers);
}
