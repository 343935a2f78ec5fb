import { setAttribute } from '../document/edit.js';
import { attribute } from '../document/find.js';
import type { Document, Element } from '../model/document.js';
import { cellsIn, holdsCells, type RowPart, readRow } from './row-parts.js';
import type { Expression, Loop } from './send-time/expression.js';
import { printChoice } from './send-time/printing.js';
import type { SendTimeTokens } from './send-time/tokens.js';

/**
 * Gives `last` to the cell that ends a row. Where conditions or loops that run at send time decide which one that is,
 * the class gets a condition: in a loop it is the item's own being the last.
 * @param cells those of the row's children that count
 * @param undecidable hears of a cell of which even that cannot be told: one under a condition inside a loop
 */
export function markLast(
  document: Document,
  row: Element,
  cells: readonly Element[],
  tokens: SendTimeTokens,
  undecidable: (cell: Element) => void,
): void {
  mark(readRow(document, row, cells), undefined, false);

  /** Marks the last cell of some parts; gives the condition for what stands before them to be last, or `false`. */
  function mark(parts: RowPart[], when: Expression | undefined, inLoop: boolean): Expression | false | undefined {
    let condition = when;
    for (const part of parts.toReversed()) {
      if (part.kind === 'element') {
        addLast(part, condition, tokens);
        return false;
      }
      const entry = tokens.entry(part.number);
      const [yes = [], no = []] = part.branches;
      if (!holdsCells(yes) && !holdsCells(no)) continue;
      if (part.kind === 'if' && inLoop) {
        for (const cell of cellsIn([...yes, ...no])) undecidable(cell);
        return false;
      }
      const test = entry.expression;
      if (entry.kind === 'each') mark(yes, both(condition, isLast(entry.loop)), true);
      else mark(yes, condition, inLoop);
      mark(no, condition, inLoop);
      if (holdsCells(yes) && holdsCells(no)) return false;
      condition = both(condition, holdsCells(yes) ? not(test) : test);
    }
    return condition;
  }
}

function addLast(cell: Element, when: Expression | undefined, tokens: SendTimeTokens): void {
  const before = attribute(cell, 'class') ?? '';
  const last = before ? ' last' : 'last';
  setAttribute(cell, 'class', before + (when ? printChoice(tokens, when, last, '') : last));
}

function isLast(loop: Loop): Expression {
  return { kind: 'path', root: { loop, gives: 'last' }, properties: [] };
}

function not(expression: Expression): Expression {
  return { kind: 'call', helper: 'not', args: [expression] };
}

function both(first: Expression | undefined, second: Expression): Expression {
  return first ? { kind: 'choice', operator: 'and', test: first, yes: second, no: first } : second;
}
