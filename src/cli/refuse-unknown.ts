import * as problems from '../diagnostics/problems.js';
import type { Project } from '../tasks/project.js';
import { UsageError } from './exit.js';
import type { Terminal } from './terminal.js';

/** Names that are no template's are wrong usage: nothing is done. */
export function refuseUnknown(
  names: readonly string[],
  { templates, diagnostics, root }: Project,
  terminal: Terminal,
  conclusion: string,
): void {
  const known = templates.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  terminal.diagnostics([...diagnostics, ...unknown.map((name) => problems.unknownTemplate(name, known))], root);
  throw new UsageError(conclusion);
}
