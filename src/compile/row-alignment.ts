import { setAttribute } from '../document/edit.js';
import { attribute, cellsOf, sourceOf } from '../document/find.js';
import { replaceMergeTags } from '../document/merge-tags.js';
import type { Document, Element } from '../model/document.js';
import { stepOf } from './branches.js';
import type { Declaration } from './css.js';

/**
 * Cells take the vertical alignment of their row, in browsers and in Word: where all cells of a row say the same, the
 * row says it for them.
 * @param reaches whether a rule of the head may change the row's alignment without that of a cell
 */
export function alignRows(
  document: Document,
  styles: ReadonlyMap<Element, readonly Declaration[]>,
  reaches: (property: string, around: Element, element: Element) => boolean,
): void {
  for (const row of document.elements) {
    if (row.name !== 'tr' || attribute(row, 'valign') !== undefined || styles.has(row)) continue;
    const cells = cellsOf(row);
    const [first, ...more] = cells.map((cell) => alignmentOf(styles.get(cell)));
    if (!first || more.length === 0 || more.some((alignment) => alignment !== first)) continue;
    if (cells.some((cell) => attribute(cell, 'valign') !== undefined || reaches('vertical-align', row, cell))) continue;
    if (!printsCells(document, row)) setAttribute(row, 'valign', first);
  }
}

function alignmentOf(declarations: readonly Declaration[] = []): string | undefined {
  const value = declarations.findLast(({ property }) => property === 'vertical-align')?.value ?? '';
  return /^(top|middle|bottom)$/.test(value) ? value : undefined;
}

/** Whether a merge tag between the cells may bring others, of which nothing is known. */
function printsCells(document: Document, row: Element): boolean {
  let prints = false;
  for (const child of row.children) {
    if (child.kind !== 'text') continue;
    replaceMergeTags(sourceOf(document, child), (tag) => {
      if (stepOf(tag) === 'stay' && !tag.startsWith('{{!')) prints = true;
      return tag;
    });
  }
  return prints;
}
