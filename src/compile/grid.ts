import * as problems from '../diagnostics/problems.js';
import { insertElement, remove, rename, replaceNode, wrap } from '../document/edit.js';
import { attribute, childElements, classes, hasClass, isBlank, rowsOf, sourceOf, tableOf } from '../document/find.js';
import { replaceMergeTags } from '../document/merge-tags.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Document, Element, Node } from '../model/document.js';
import { hasBlockTag } from './branches.js';
import { gridNumber } from './grid-words.js';
import { markLast } from './last-cells.js';
import { wrapLooseContent } from './loose-content.js';
import { authorsPlace, MARK, type MarkedFiles, readMark } from './marks.js';
import { readRow, sumOfRow } from './row-parts.js';
import type { SendTimeTokens } from './send-time/tokens.js';

/**
 * What mixins write instead of `td`, because parsers end a cell where another begins: only so can be seen whether the
 * cell stands in a row or somewhere else.
 */
export const CELL = 'jink-cell';

/**
 * What the grid owes its author, decided on the output of the mixins, because only there one sees whether a block
 * brought cells: cells for loose content, `last` on last columns, and warnings for rows that are not twelve wide.
 */
export function normaliseGrid(
  document: Document,
  files: MarkedFiles,
  tokens: SendTimeTokens,
  samples: ReadonlyMap<string, Data>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const brought = document.elements.filter(({ name }) => name === CELL);
  const grid: Grid = { document, files, tokens, samples, report };
  for (const cell of brought) rename(document, cell, 'td');
  eachTable(grid, ['full-width'], normaliseFullWidthRow);
  for (const cell of brought) placeCell(grid, cell);
  eachTable(grid, ['columns', 'column'], normaliseColumns);
  eachTable(grid, ['row'], normaliseRow);
  eachTable(grid, ['block-grid'], closeGaps);
}

function eachTable(grid: Grid, names: string[], visit: (grid: Grid, table: Element) => void): void {
  for (const element of [...grid.document.elements])
    if (element.name === 'table' && names.some((name) => hasClass(element, name))) visit(grid, element);
}

interface Grid {
  document: Document;
  files: MarkedFiles;
  tokens: SendTimeTokens;
  /** The data of each scenario, where they are not known yet. */
  samples: ReadonlyMap<string, Data>;
  report: (diagnostic: Diagnostic) => void;
}

/** Whether one of Jink's mixins wrote the element. */
function isOwn({ files }: Grid, element: Element): boolean {
  return readMark(files, attribute(element, MARK) ?? '')[0]?.file.startsWith('jink:') ?? false;
}

function placeOf({ files }: Grid, element: Element) {
  return authorsPlace(files, attribute(element, MARK));
}

/** Gives content of a column that stands outside of any cell a cell, and an empty column an empty one. */
function normaliseColumns(grid: Grid, table: Element): void {
  for (const row of rowsOf(table)) {
    wrapLooseContent(grid.document, row, markOf(row), 'content');
    const cells = childElements(row).filter((cell) => !hasClass(cell, 'expander'));
    const expander = childElements(row).find((cell) => hasClass(cell, 'expander'));
    if (cells.length === 0 && expander && isOwn(grid, table)) insertElement(grid.document, expander, 'td', markOf(row));
    const subColumns = cells.filter((cell) => hasClass(cell, 'sub-columns') || hasClass(cell, 'sub-column'));
    const last = subColumns.at(-1);
    if (last && isOwn(grid, last) && !cells.some((cell) => hasClass(cell, 'last'))) endRow(grid, row, subColumns);
  }
}

/** An added element stands where the element around it was written. */
function markOf(element: Element): Record<string, string> {
  const mark = attribute(element, MARK);
  return mark === undefined ? {} : { [MARK]: mark };
}

/** The container's row holds columns as they are; rows go into one cell, anything else into a column of twelve. */
function normaliseFullWidthRow(grid: Grid, table: Element): void {
  if (!isOwn(grid, table)) return;
  const row = grid.document.elements.find(
    (element) =>
      element.name === 'tr' && element.start > table.start && hasClass(tableOf(element) ?? table, 'container'),
  );
  if (!row || row.start > table.end) return;
  const { document } = grid;
  const content = row.children.filter((child) => !isBlank(document, child));
  if (content.some((child) => child.kind === 'element' && hasClass(child, 'wrapper'))) return;
  const holdsRows = content.some(
    (child) => child.kind === 'element' && child.name === 'table' && hasClass(child, 'row'),
  );
  if (holdsRows) {
    wrap(document, row, [...row.children], 'td', markOf(table));
    return;
  }
  const wrapper = wrap(document, row, [...row.children], 'td', { class: 'wrapper last', ...markOf(table) });
  const columns = wrap(document, wrapper, [...wrapper.children], 'table', {
    class: 'twelve columns',
    ...markOf(table),
  });
  const inner = wrap(document, columns, [...columns.children], 'tr', markOf(table));
  wrap(document, inner, [], 'td', { class: 'expander', ...markOf(table) });
}

/**
 * Marks the last column of each of a row's lines and checks that the columns are twelve wide, unless merge tags decide
 * how many there are. What stands there without columns gets a cell.
 */
function normaliseRow(grid: Grid, table: Element): void {
  if (!isOwn(grid, table)) return;
  for (const line of linesOf(table)) {
    wrapLooseContent(grid.document, line, markOf(line), 'cells');
    const wrappers = childElements(line).filter((cell) => hasClass(cell, 'wrapper'));
    if (wrappers.length === 0) continue;
    if (!wrappers.some((wrapper) => /\blast\b/.test(attribute(wrapper, 'class')!))) endRow(grid, line, wrappers);
    if (line.children.some((child) => child.kind === 'text' && hasBlockTag(sourceOf(grid.document, child)))) {
      checkSums(grid, table, line, wrappers);
      continue;
    }
    const spans = wrappers.map(spanOf);
    if (spans.some((span) => span === undefined)) continue;
    const sum = spans.reduce<number>((total, span) => total + span!, 0);
    const { place, trail } = placeOf(grid, table);
    if (sum !== 12) grid.report(problems.columnsSum(sum, place, trail));
  }
}

/** The sum of a row whose columns hang on the data, in each scenario; one that is wrong says enough. */
function checkSums(grid: Grid, table: Element, line: Element, wrappers: readonly Element[]): void {
  const parts = readRow(grid.document, line, wrappers);
  for (const [scenario, data] of grid.samples) {
    const sum = sumOfRow(parts, { data, items: new Map() }, grid.tokens, spanOf);
    if (sum === undefined || sum === 0 || sum === 12) continue;
    const { place, trail } = placeOf(grid, table);
    grid.report(problems.columnsSum(sum, place, trail, scenario));
    return;
  }
}

/** Marks the last cell of a row; under a condition in a loop, its author has to say which one that is. */
function endRow(grid: Grid, row: Element, cells: readonly Element[]): void {
  markLast(grid.document, row, cells, grid.tokens, (cell) => {
    const { place, trail } = placeOf(grid, cell);
    grid.report(problems.undecidedLast(place, trail));
  });
}

/** The `tr` of a row that hold its columns: its own, or those of the container in a full-width row. */
function linesOf(table: Element): Element[] {
  if (!hasClass(table, 'full-width')) return rowsOf(table);
  const container = rowsOf(table).flatMap(childElements).flatMap(childElements).flatMap(childElements)[0];
  return container ? rowsOf(container) : [];
}

/** How many of the twelve a wrapper takes: its table's width and its offset. */
function spanOf(wrapper: Element): number | undefined {
  const table = childElements(wrapper).find((child) => hasClass(child, 'columns') || hasClass(child, 'column'));
  const width =
    table &&
    classes(table)
      .map(gridNumber)
      .find((number) => number !== undefined);
  if (width === undefined) return undefined;
  const offset = classes(wrapper).find((name) => name.startsWith('offset-by-'));
  return width + (offset ? (gridNumber(offset.slice('offset-by-'.length)) ?? 0) : 0);
}

/**
 * Columns and sub-columns must stand in the row they were made for. A panel or centred content that is not alone in a
 * column brings a table for itself.
 */
function placeCell(grid: Grid, cell: Element): void {
  const { document } = grid;
  const parent = cell.parent!;
  const table = parent.name === 'tr' ? tableOf(parent) : undefined;
  const { place, trail } = placeOf(grid, cell);
  if (hasClass(cell, 'wrapper')) {
    if (!table || isColumns(table)) grid.report(problems.columnsOutsideRow(place, trail));
  } else if (hasClass(cell, 'sub-columns')) {
    if (!table || hasClass(table, 'row')) grid.report(problems.subColumnsOutsideColumns(place, trail));
  } else if (!table || (isColumns(table) ? !isAlone(grid, cell) : isInOwnComment(grid, cell, table))) {
    const inset = wrap(document, parent, [cell], 'table', { class: 'inset', ...markOf(cell) });
    wrap(document, inset, [cell], 'tr', markOf(cell));
  }
}

/** Whether a conditional comment in a table of Jink's holds the cell, perhaps with other content. */
function isInOwnComment(grid: Grid, cell: Element, table: Element): boolean {
  return isOwn(grid, table) && !cell.parent!.children.includes(cell);
}

/** Whether a cell is all that its column holds; merge tags around it may repeat it. */
function isAlone({ document }: Grid, cell: Element): boolean {
  const siblings = cell.parent!.children;
  const isBeside = (node: Node) => {
    if (node.kind === 'comment') return /^<!--(\[if |<!\[endif)/.test(sourceOf(document, node));
    return node !== cell && !isBlank(document, node) && !(node.kind === 'element' && hasClass(node, 'expander'));
  };
  return siblings.includes(cell) && !siblings.some(isBeside);
}

function isColumns(table: Element): boolean {
  return hasClass(table, 'columns') || hasClass(table, 'column');
}

/** White space between the cells of a block grid, or beside merge tags there, would show as gaps that break the line. */
function closeGaps(grid: Grid, table: Element): void {
  const { document } = grid;
  for (const row of rowsOf(table)) {
    if (isOwn(grid, table)) wrapLooseContent(document, row, markOf(row), 'cells');
    for (const child of [...row.children]) {
      if (child.kind !== 'text') continue;
      const text = sourceOf(document, child);
      const tags: string[] = [];
      const rest = replaceMergeTags(text, (tag) => {
        tags.push(tag);
        return '';
      });
      if (rest === '' || rest.trim() !== '') continue;
      if (tags.length === 0) remove(document, child);
      else replaceNode(document, child, tags.join(''));
    }
  }
}
