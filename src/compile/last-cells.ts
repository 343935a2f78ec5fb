import { setAttribute } from '../document/edit.js';
import { attribute, sourceOf } from '../document/find.js';
import { replaceMergeTags } from '../document/merge-tags.js';
import type { Document, Element } from '../document/tree.js';
import type { Expression, Loop } from './send-time/expression.js';
import { printChoice } from './send-time/printing.js';
import { readToken, type SendTimeTokens } from './send-time/tokens.js';

/** What a row holds between its tags: cells, and conditions and loops around them. */
type Part = Element | Condition;

interface Condition {
  kind: 'if' | 'each';
  number: number;
  /** The second is for `else`. */
  branches: Part[][];
}

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
  mark(partsOf(document, row, cells), undefined, false);

  /** Marks the last cell of some parts; gives the condition for what stands before them to be last, or `false`. */
  function mark(parts: Part[], when: Expression | undefined, inLoop: boolean): Expression | false | undefined {
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

function partsOf(document: Document, row: Element, cells: readonly Element[]): Part[] {
  const root: Part[] = [];
  const open: { condition: Condition; around: Part[] }[] = [];
  let parts = root;
  for (const child of row.children) {
    if (child.kind === 'element' && cells.includes(child)) parts.push(child);
    if (child.kind !== 'text') continue;
    replaceMergeTags(sourceOf(document, child), (tag) => {
      const token = readToken(tag);
      if (token?.kind === 'if' || token?.kind === 'each') {
        const condition: Condition = { kind: token.kind, number: token.number, branches: [[]] };
        parts.push(condition);
        open.push({ condition, around: parts });
        parts = condition.branches[0]!;
      } else if (token?.kind === 'else') {
        parts = [];
        open.at(-1)?.condition.branches.push(parts);
      } else if (token?.kind === 'end') {
        parts = open.pop()?.around ?? root;
      }
      return tag;
    });
  }
  return root;
}

function holdsCells(parts: readonly Part[]): boolean {
  return cellsIn(parts).length > 0;
}

function cellsIn(parts: readonly Part[]): Element[] {
  return parts.flatMap((part) => (part.kind === 'element' ? [part] : cellsIn(part.branches.flat())));
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
