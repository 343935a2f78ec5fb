import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { indentOf, type PugFound, placeOnLine } from './pug-found.js';

export function explainMixedIndentation(found: PugFound): Diagnostic {
  const { source, text, line } = found;
  const indent = indentOf(text);
  const above = source
    .split('\n')
    .slice(0, line - 1)
    .map(indentOf)
    .findLast((white) => white !== '');
  const message =
    indent.includes(' ') && indent.includes('\t')
      ? `This line is indented by ${describeIndentation(indent)}.`
      : `This line is indented by ${describeIndentation(indent)}, but the lines above by ${above?.includes('\t') ? 'tabs' : 'spaces'}.`;
  return problems.indentation(message, placeOnLine(found, 0, indent.length));
}

/** `a tab and 2 spaces`. */
export function describeIndentation(indent: string): string {
  return (indent.match(/\t+| +/g) ?? [])
    .map((run) => {
      const kind = run[0] === '\t' ? 'tab' : 'space';
      return run.length === 1 ? `a ${kind}` : `${run.length} ${kind}s`;
    })
    .join(' and ');
}
