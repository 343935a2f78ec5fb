import { closest, hasClass, tableOf } from '../../document/find.js';
import type { Element, Node } from '../../model/document.js';
import { call, type Intent, type IntentAttribute, tag } from '../intent.js';
import { isColumn, isInColumn } from './foundation-column.js';
import { namesIn, numberAfter, unwrapCentre } from './foundation-names.js';
import { readChildren, readNodes } from './read-nodes.js';
import { contentOf, isCell, isTable, onlyChild, onlyRow, ownAttributes, type Reading } from './reading.js';

/* The tables around columns. */

export function readShell(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'body')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  if (!cell) return undefined;
  const centre = onlyChild(reading, cell);
  return readChildren(reading, centre?.name === 'center' ? centre : cell);
}

export function readExpander(reading: Reading, element: Element): Intent[] | undefined {
  return isCell(element) && hasClass(element, 'expander') && contentOf(reading, element).length === 0 ? [] : undefined;
}

export function readContainer(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'container')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  if (!cell || ownAttributes(reading, cell).length > 0) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['container', 'float-center'], dropped: ['align'] });
  return [call('container', [], attributes, readChildren(reading, cell))];
}

/** A band as wide as the window around a container; one inside of a container stays a table. */
export function readWrapper(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'wrapper')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  if (!cell) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['wrapper', 'float-center'], dropped: ['align'] });
  const only = unwrapCentre(reading, cell);
  if (isTable(only, 'container') && !closest(element, (around) => isTable(around, 'container'))) {
    const inner = onlyRow(reading, only);
    const content = inner && onlyChild(reading, inner);
    const plain =
      ownAttributes(reading, only, { known: ['container', 'float-center'], dropped: ['align'] }).length === 0;
    if (content && plain) return [call('fullWidthRow', [], attributes, readNodes(reading, flatRow(reading, content)))];
  }
  const band: IntentAttribute = { name: 'class', value: ['full-width', ...namesIn(attributes)].join(' ') };
  const rest = [band, ...attributes.filter(({ name }) => name !== 'class'), { name: 'width', value: '100%' }];
  return [
    tag('table', rest, [
      tag(
        'tr',
        [],
        [tag('td', ownAttributes(reading, cell, { known: ['wrapper-inner'] }), readChildren(reading, cell))],
      ),
    ]),
  ];
}

/** The columns of the one row that a container holds stand in a full-width row without it. */
function flatRow(reading: Reading, content: Element): readonly Node[] {
  const only = onlyChild(reading, content);
  const row = isTable(only, 'row') ? onlyRow(reading, only) : undefined;
  const known = ['row', 'float-center'];
  const isPlain = only && ownAttributes(reading, only, { known, dropped: ['align'] }).length === 0;
  return row && isPlain ? row.children : content.children;
}

export function readRow(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'row')) return undefined;
  const row = onlyRow(reading, element);
  if (!row) return undefined;
  const isNested = isInColumn(element);
  const attributes = ownAttributes(reading, element, { known: ['row', 'float-center'], dropped: ['align'] });
  const columns = readChildren(reading, row);
  if (!isNested) return [call('row', [], attributes, columns)];
  // Columns in columns are shares of the column, not of the email.
  if (isAlone(reading, element)) return columns;
  return [tag('table', [...attributes, { name: 'width', value: '100%' }], [tag('tr', [], columns)])];
}

/** Whether a row is all that its column holds. */
function isAlone(reading: Reading, element: Element): boolean {
  const cell = element.parent;
  const column = cell && tableOf(cell)?.parent;
  return column !== undefined && isCell(column) && isColumn(column) && onlyChild(reading, cell!) === element;
}

export function readBlockGrid(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'block-grid')) return undefined;
  const size = numberAfter(element, 'up');
  const row = onlyRow(reading, element);
  if (!row || size < 2 || size > 8) return undefined;
  const known = ['block-grid', `up-${size}`, 'float-center'];
  const attributes = ownAttributes(reading, element, { known, dropped: ['align'] });
  return [call('blockGrid', [String(size)], attributes, readChildren(reading, row))];
}
