import type { CompiledTemplate } from '../model/compiled-template.js';
import type { ResolvedConfig } from '../model/config.js';
import { DEFAULTS } from '../project/defaults.js';
import type { Schema, Violation } from '../project/schema.js';
import { at, MissingDataError } from '../render/missing-data.js';
import { type Fill, prepare } from '../render/render.js';

type Filled = Pick<CompiledTemplate, 'name' | 'subject' | 'preheader' | 'html' | 'text'>;

/** Data that does not follow the template's JSON Schema. */
export class InvalidDataError extends Error {
  override readonly name = 'InvalidDataError';
  /** What is wrong where: `agents[3].name: This must be a string.` */
  readonly violations: string[];

  constructor(violations: readonly string[]) {
    super(`The data does not follow the template's schema:\n${violations.map((one) => `  ${one}`).join('\n')}`);
    this.violations = [...violations];
  }
}

/** The `render` of a compiled template; what it needs is made when it is first called. */
export function createRender(
  template: Filled,
  config: ResolvedConfig = DEFAULTS,
  schema?: Schema,
): CompiledTemplate['render'] {
  let fill: Fill | undefined;
  return (data) => {
    if (!template.html) throw new Error(`"${template.name}" was not built; its diagnostics say why.`);
    fill ??= prepare(template, config);
    const violations = schema?.validate(data) ?? [];
    if (violations.length === 0) return fill(data);
    if (violations.some(({ missing }) => missing === undefined)) throw new InvalidDataError(violations.map(toText));
    throw new MissingDataError(violations.map(({ path, missing }) => at(toPath(path), missing)));
  };
}

/** The `render` of a template that was compiled with its data: there is nothing left to fill in. */
export function createFinished({ subject, preheader, html, text }: Filled): CompiledTemplate['render'] {
  return () => ({ subject, preheader, html, text });
}

function toText({ path, message }: Violation): string {
  return path.length ? `${toPath(path)}: ${message}` : message;
}

function toPath(path: Violation['path']): string {
  return path.reduce<string>(at, '');
}
