import { sourceOf } from '../document/find.js';
import { replaceMergeTags } from '../document/merge-tags.js';
import type { Document, Element } from '../model/document.js';
import { evaluate, type Scene, Unclear } from './send-time/evaluate.js';
import { readToken, type SendTimeTokens } from './send-time/tokens.js';
import { isTrue } from './send-time/values.js';

/** What a row holds between its tags: cells, and conditions and loops around them. */
export type RowPart = Element | RowCondition;

export interface RowCondition {
  kind: 'if' | 'each';
  number: number;
  /** The second is for `else`. */
  branches: RowPart[][];
}

/** @param cells those of the row's children that count */
export function readRow(document: Document, row: Element, cells: readonly Element[]): RowPart[] {
  const root: RowPart[] = [];
  const open: { condition: RowCondition; around: RowPart[] }[] = [];
  let parts = root;
  for (const child of row.children) {
    if (child.kind === 'element' && cells.includes(child)) parts.push(child);
    if (child.kind !== 'text') continue;
    replaceMergeTags(sourceOf(document, child), (tag) => {
      const token = readToken(tag);
      if (token?.kind === 'if' || token?.kind === 'each') {
        const condition: RowCondition = { kind: token.kind, number: token.number, branches: [[]] };
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

export function holdsCells(parts: readonly RowPart[]): boolean {
  return cellsIn(parts).length > 0;
}

export function cellsIn(parts: readonly RowPart[]): Element[] {
  return parts.flatMap((part) => (part.kind === 'element' ? [part] : cellsIn(part.branches.flat())));
}

/** The widths of a row's cells with the data of one scenario; undefined when these do not tell. */
export function sumOfRow(
  parts: readonly RowPart[],
  scene: Scene,
  tokens: SendTimeTokens,
  widthOf: (cell: Element) => number | undefined,
): number | undefined {
  try {
    return sum(parts, scene);
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }

  function sum(of: readonly RowPart[], here: Scene): number {
    return of.reduce((total, part) => total + widthOfPart(part, here), 0);
  }

  function widthOfPart(part: RowPart, here: Scene): number {
    if (part.kind === 'element') {
      const width = widthOf(part);
      if (width === undefined) throw new Unclear();
      return width;
    }
    const [yes = [], no = []] = part.branches;
    const entry = tokens.entry(part.number);
    const value = evaluate(entry.expression, here);
    if (entry.kind !== 'each') return sum(isTrue(value) ? yes : no, here);
    const turns = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (turns.length === 0) return sum(no, here);
    return turns.reduce((total, [key, item], i) => {
      const turn = { item, key: Array.isArray(value) ? i : key, isLast: i === turns.length - 1 };
      return total + sum(yes, { ...here, items: new Map(here.items).set(entry.loop, turn) });
    }, 0);
  }
}
