import { attribute, cellsOf, childElements, classes, hasClass, rowsOf, tableOf } from '../../document/find.js';
import type { Element, Node } from '../../model/document.js';
import { INK_SHEET } from '../css/ink-sheet.js';
import { frameworkSheet } from '../css/own-rules.js';
import { call, type Intent, type IntentAttribute, tag } from '../intent.js';
import { quote } from '../pug/quote.js';
import { lookOf, readButton } from './button.js';
import { readCentre } from './centre.js';
import { readFloatingImage } from './image.js';
import { noteKept } from './note-kept.js';
import { readAsTag, readChildren, readNodes } from './read-nodes.js';
import {
  contentOf,
  isCell,
  isTable,
  onlyChild,
  onlyRow,
  ownAttributes,
  type Reading,
  type Vocabulary,
} from './reading.js';

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

const KINDS = ['show-for-small', 'hide-for-small', 'show-for-desktop', 'hide-for-desktop'];

/** Ink 1: nested tables with classes. */
export const INK: Vocabulary = {
  name: 'Ink',
  layout: 'jink/layout',
  sheet: frameworkSheet(INK_SHEET),
  overruled: ({ name }) => (/^(td|tr|p|h[1-6])$/.test(name) ? ['align', 'valign'] : []),
  isIdleClass: (reading, { name }, one) =>
    one === 'center' &&
    !/^(table|td|h[1-6]|span|img)$/.test(name) &&
    !reading.sheets.some((sheet) => /\.center\b/.test(sheet.replace(/(?:table|td|h\d|span|img)\.center/g, ''))),
  classes: new Set(
    'body container row columns column block-grid button tiny-button small-button medium-button large-button'.split(
      ' ',
    ),
  ),
  recognisers: [
    readShell,
    readExpander,
    readContainer,
    readFullWidthRow,
    readRow,
    readColumns,
    readBlockGrid,
    readSubColumns,
    readButton,
    readCentre,
    readVisibility,
    readFloatingImage,
    readTableInColumn,
  ],
};

/** The table around everything: the layout brings it. */
function readShell(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'body')) return undefined;
  const cell = onlyCell(reading, element);
  if (!cell) return undefined;
  const centre = onlyChild(reading, cell);
  return readChildren(reading, centre?.name === 'center' ? centre : cell);
}

function readExpander(_reading: Reading, element: Element): Intent[] | undefined {
  return isCell(element) && hasClass(element, 'expander') && element.children.length === 0 ? [] : undefined;
}

function readContainer(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'container')) return undefined;
  const cell = onlyCell(reading, element);
  if (!cell || hasClass(cell, 'wrapper') || ownAttributes(reading, cell).length > 0) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['container'] });
  return [call('container', [], attributes, readChildren(reading, cell))];
}

/** Row and container in each other's place. */
function readFullWidthRow(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'row')) return undefined;
  const cell = onlyCell(reading, element);
  const centre = cell && (onlyChild(reading, cell) ?? undefined);
  const container = centre?.name === 'center' ? onlyChild(reading, centre) : centre;
  if (!cell || !isTable(container, 'container')) return undefined;
  const row = onlyRow(reading, container);
  const plain = (one: Element, known: string[]) =>
    ownAttributes(reading, one, { known, dropped: ['align', 'valign'] }).length === 0;
  if (!row || !plain(cell, ['center']) || !plain(container, ['container'])) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['row'] });
  const cells = cellsOf(row);
  const only = cells.length === 1 ? cells[0]! : undefined;
  // The container's own cell holds rows, or is the wrapper of columns.
  const inside = only && !hasClass(only, 'wrapper') && plain(only, []) ? only.children : row.children;
  return [call('fullWidthRow', [], attributes, readNodes(reading, inside))];
}

/** A table of several rows is several of Jink's. */
function readRow(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'row')) return undefined;
  const rows = rowsOf(element);
  if (rows.length === 0 || rows.some((row) => ownAttributes(reading, row).length > 0)) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['row'] });
  const write = (nodes: readonly Node[]) => call('row', [], attributes, readNodes(reading, nodes));
  if (rows.length === 1) return [write(element.children.flatMap((child) => withoutRowTags(child)))];
  const groups = childElements(element).filter(({ name }) => name === 'tbody');
  const isLoose = [element, ...groups].some((one) => contentOf(reading, one).some(({ kind }) => kind !== 'element'));
  if (isLoose || attributes.some(({ name }) => name === 'id')) return undefined;
  return rows.map((row) => write(row.children));
}

function withoutRowTags(node: Node): Node[] {
  if (node.kind !== 'element' || !/^(tbody|tr)$/.test(node.name)) return [node];
  return node.children.flatMap(withoutRowTags);
}

/** The cell around a column's table, with the table. */
function readColumns(reading: Reading, element: Element): Intent[] | undefined {
  if (!isCell(element) || !hasClass(element, 'wrapper')) return undefined;
  const table = onlyChild(reading, element);
  if (!isTable(table, 'columns', 'column')) return undefined;
  const row = onlyRow(reading, table);
  const number = numberOf(table);
  const wrapper = ownAttributes(reading, element, { known: ['wrapper'] }).filter(({ name }) => name !== 'class');
  const look = lookOf(wrapper);
  if (!row || !number || look === undefined) return undefined;
  const offset = WORDS.findIndex((word) => hasClass(element, `offset-by-${word}`)) + 1;
  const isLast = hasClass(element, 'last') && isLastCell(element);
  const names = classes(element).filter(
    (name) =>
      name !== 'wrapper' && !(isLast && name === 'last') && !(offset && name === `offset-by-${WORDS[offset - 1]}`),
  );
  if (look) names.push(reading.looks.classFor('cell', [`& { ${look} }`]));
  const kind = KINDS.find((name) => hasClass(table, name));
  const known = ['columns', 'column', WORDS[number - 1]!, ...(kind ? [kind] : [])];
  const args = [
    String(number),
    ...(names.length > 0 ? [quote(names.join(' '), "'")] : []),
    ...(offset ? [`offset=${offset}`] : []),
    ...(kind ? [`visibility=${quote(kind)}`] : []),
  ];
  return [call('columns', args, ownAttributes(reading, table, { known }), readColumnCells(reading, row))];
}

/** What a column holds: its one cell's content, or its cells. */
function readColumnCells(reading: Reading, row: Element): Intent[] {
  const cells = cellsOf(row).filter((cell) => !hasClass(cell, 'expander'));
  const [cell] = cells;
  const isAlone = cells.length === 1 && childElements(row).every((child) => cells.includes(child) || isExpander(child));
  if (!isAlone || !cell || hasLooseText(reading, row)) return readChildren(reading, row);
  const centre = onlyChild(reading, cell);
  // The class alone moves text; the element also tables.
  if (centre?.name === 'center') {
    const attributes = ownAttributes(reading, cell, { known: ['center'], dropped: ['align'] });
    const inside = readChildren(reading, centre);
    if (hasClass(cell, 'panel'))
      return [call('panel', [], without(attributes, 'panel'), [call('center', [], [], inside)])];
    return [call('center', [], attributes, inside)];
  }
  if (hasClass(cell, 'panel'))
    return [call('panel', [], ownAttributes(reading, cell, { known: ['panel'] }), readPanel(reading, cell))];
  const attributes = ownAttributes(reading, cell);
  const inside = readChildren(reading, cell);
  return attributes.length === 0 ? inside : [tag('td', attributes, inside)];
}

function readPanel(reading: Reading, cell: Element): Intent[] {
  return readChildren(reading, cell);
}

function without(attributes: IntentAttribute[], name: string): IntentAttribute[] {
  return attributes.flatMap((one) => {
    if (one.name !== 'class') return [one];
    const rest = (one.value ?? '').split(/\s+/).filter((word) => word !== name);
    return rest.length > 0 ? [{ ...one, value: rest.join(' ') }] : [];
  });
}

function readBlockGrid(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'block-grid')) return undefined;
  const size = classes(element).find((name) => name.endsWith('-up')) ?? '';
  const number = WORDS.indexOf(size.slice(0, -3)) + 1;
  const row = onlyRow(reading, element);
  if (!row || number < 2 || number > 8) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['block-grid', size] });
  return [call('blockGrid', [String(number)], attributes, readChildren(reading, row))];
}

function readSubColumns(reading: Reading, element: Element): Intent[] | undefined {
  if (!isCell(element) || !(hasClass(element, 'sub-columns') || hasClass(element, 'sub-column'))) return undefined;
  const number = numberOf(element);
  if (!number) return undefined;
  const known = ['sub-columns', 'sub-column', WORDS[number - 1]!, ...(isLastCell(element) ? ['last'] : [])];
  const attributes = ownAttributes(reading, element, { known });
  return [call('subColumns', [String(number)], attributes, readChildren(reading, element))];
}

/** Ink pads every cell in a column, those of other tables too; Jink pads its own. */
function readTableInColumn(reading: Reading, element: Element): Intent[] | undefined {
  if (element.name !== 'table' || classes(element).some((name) => INK.classes.has(name))) return undefined;
  if (!isTable(tableOf(element), 'columns', 'column')) return undefined;
  noteKept(reading, element);
  const table = readAsTag(reading, element);
  if (table.kind !== 'tag') return [table];
  const hasHeads = rowsOf(element).some((row) => childElements(row).some(({ name }) => name === 'th'));
  const padding = attribute(element, 'cellpadding') ?? '1';
  const around = reading.alignmentAround(element) ?? 'left';
  const align = around === 'left' ? '' : ' text-align: left;';
  const rules = [`& td { padding: 0 0 10px;${align} }`, ...(hasHeads ? [`& th { padding: ${padding}px; }`] : [])];
  const look = reading.looks.classFor('cells', rules);
  const known = table.attributes.find(({ name }) => name === 'class');
  const attributes = [
    { name: 'class', value: [known?.value, look].filter(Boolean).join(' ') },
    ...table.attributes.filter((one) => one !== known),
  ];
  return [{ ...table, attributes }];
}

function readVisibility(reading: Reading, element: Element): Intent[] | undefined {
  const kind = KINDS.find((name) => hasClass(element, name));
  if (element.name !== 'div' || !kind) return undefined;
  const attributes = ownAttributes(reading, element, { known: [kind] });
  return [call('visibility', [quote(kind, "'")], attributes, readChildren(reading, element))];
}

function numberOf(element: Element): number {
  return WORDS.findIndex((word) => hasClass(element, word)) + 1;
}

function isExpander(element: Element): boolean {
  return hasClass(element, 'expander');
}

function isLastCell(cell: Element): boolean {
  const cells = cellsOf(cell.parent!).filter((one) => !isExpander(one));
  return cells.at(-1) === cell;
}

function hasLooseText(reading: Reading, row: Element): boolean {
  return contentOf(reading, row).some(({ kind }) => kind !== 'element');
}

function onlyCell(reading: Reading, table: Element): Element | undefined {
  const row = onlyRow(reading, table);
  const cells = row ? childElements(row) : [];
  return row && cells.length === 1 && !hasLooseText(reading, row) && isCell(cells[0]!) ? cells[0] : undefined;
}
