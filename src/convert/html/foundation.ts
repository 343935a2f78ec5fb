import { attribute, cellsOf, classes, closest, hasClass, innerSource, tableOf } from '../../document/find.js';
import type { Element, Node } from '../../model/document.js';
import { FOUNDATION_SHEET, FOUNDATION_STRUCTURE } from '../css/foundation-sheet.js';
import { frameworkSheet } from '../css/own-rules.js';
import { call, type Intent, type IntentAttribute, tag } from '../intent.js';
import { quote } from '../pug/quote.js';
import { writeButton } from './button.js';
import { readCentre } from './centre.js';
import { readChildren, readNodes } from './read-nodes.js';
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

/** Classes that only say what the nesting says as well. */
const STRUCTURE = ['first', 'last', 'columns', 'column', 'float-center'];

const KINDS = ['show-for-large', 'hide-for-large'];

/** Foundation for Emails 2: the tables that Inky's tags become. */
export const FOUNDATION: Vocabulary = {
  name: 'Foundation',
  layout: 'jink/foundation',
  sheet: frameworkSheet(FOUNDATION_SHEET, FOUNDATION_STRUCTURE, rewriteSelector),
  overruled: ({ name }) => (/^(td|th|tr|p|h[1-6])$/.test(name) ? ['align', 'valign'] : []),
  isIdleClass: (_reading, { name }, one) =>
    (one === 'float-center' && name !== 'table' && name !== 'img') ||
    (/^text-(center|left|right)$/.test(one) && name === 'div'),
  classes: new Set('body container row wrapper block-grid button callout menu spacer h-line'.split(' ')),
  recognisers: [
    readShell,
    readExpander,
    readContainer,
    readWrapper,
    readRow,
    readColumn,
    readBlockGrid,
    readButton,
    readCallout,
    readSpacer,
    readLine,
    readMenu,
    readCentre,
    readHidden,
  ],
};

/** Foundation's columns are Jink's wrappers, its wrappers full-width rows, its callouts panels. */
function rewriteSelector(selector: string): string {
  return selector
    .replace(/\b(?:table)?\.wrapper\b(?!-)/g, '.full-width')
    .replace(/(?:t[dh])?\.wrapper-inner\b/g, '.full-width > tr > .center')
    .replace(/(?:t[dh])?\.columns?\b/g, '.wrapper')
    .replace(/(?:t[dh])?\.callout-inner\b/g, '.panel')
    .replace(/(?:table)?\.callout\b/g, '.panel')
    .replace(/\.button((?:\.[\w-]+|:[\w-]+)*)\s+table\b/g, '.button$1')
    .replace(/(?:t[dh])?\.menu-item\b/g, '.menu-item');
}

function readShell(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'body')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  if (!cell) return undefined;
  const centre = onlyChild(reading, cell);
  return readChildren(reading, centre?.name === 'center' ? centre : cell);
}

function readExpander(reading: Reading, element: Element): Intent[] | undefined {
  return isCell(element) && hasClass(element, 'expander') && contentOf(reading, element).length === 0 ? [] : undefined;
}

function readContainer(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'container')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  if (!cell || ownAttributes(reading, cell).length > 0) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['container', 'float-center'], dropped: ['align'] });
  return [call('container', [], attributes, readChildren(reading, cell))];
}

/** A band as wide as the window around a container; one inside of a container stays a table. */
function readWrapper(reading: Reading, element: Element): Intent[] | undefined {
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

function readRow(reading: Reading, element: Element): Intent[] | undefined {
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

function isInColumn(element: Element): boolean {
  return closest(element, (around) => isCell(around) && isColumn(around)) !== undefined;
}

/** Whether a row is all that its column holds. */
function isAlone(reading: Reading, element: Element): boolean {
  const cell = element.parent;
  const column = cell && tableOf(cell)?.parent;
  return column !== undefined && isCell(column) && isColumn(column) && onlyChild(reading, cell!) === element;
}

function isColumn(cell: Element): boolean {
  return hasClass(cell, 'columns') || hasClass(cell, 'column');
}

function readColumn(reading: Reading, element: Element): Intent[] | undefined {
  if (!isCell(element) || !isColumn(element)) return undefined;
  const table = onlyChild(reading, element);
  const row = table?.name === 'table' ? onlyRow(reading, table) : undefined;
  const large = numberAfter(element, 'large');
  if (!row || !large) return undefined;
  const content = cellsOf(row).filter((cell) => !hasClass(cell, 'expander'));
  const [cell] = content;
  if (!cell || content.length > 1) return undefined;
  const kind = KINDS.find((name) => hasClass(element, name));
  const offset = numberAfter(element, 'large-offset');
  const small = numberAfter(element, 'small');
  const known = [
    ...STRUCTURE,
    ...(kind ? [kind] : []),
    ...classes(element).filter((name) => /^(large|small|large-offset)-\d+$|^text-(center|left|right)$/.test(name)),
  ];
  const own = ownAttributes(reading, element, { known, dropped: ['align', 'valign'] });
  const vertical = attribute(element, 'valign');
  const look = [
    ...(vertical && vertical !== 'top' ? [`vertical-align: ${vertical};`] : []),
    ...own.filter(({ name }) => name === 'style').map(({ value = '' }) => `${value.replace(/;\s*$/, '')};`),
  ].join(' ');
  const names = [
    ...namesIn(own),
    ...(small && small < 12 ? [reading.looks.classFor(`small-${small}`, [phoneWidth(small)])] : []),
    ...(look ? [reading.looks.classFor('cell', [`& { ${look} }`])] : []),
  ];
  const attributes = own.filter(({ name }) => name !== 'class' && name !== 'style');
  const inside = readColumnContent(reading, cell);
  if (isInColumn(element)) {
    const classNames = names.length > 0 ? [{ name: 'class', value: names.join(' ') }] : [];
    return [call('subColumns', [String(large)], [...classNames, ...attributes], inside)];
  }
  const args = [
    String(large),
    ...(names.length > 0 ? [quote(names.join(' '), "'")] : []),
    ...(offset ? [`offset=${offset}`] : []),
    ...(kind ? [`visibility=${quote(kind)}`] : []),
  ];
  return [call('columns', args, attributes, inside)];
}

/** Columns that stay beside each other on phones. */
function phoneWidth(small: number): string {
  const share = `${Math.floor((small / 12) * 1e6) / 1e4}%`;
  return `@media only screen and (max-width: 596px) {\n  tr td& { display: inline-block; width: ${share}; }\n}`;
}

function readColumnContent(reading: Reading, cell: Element): Intent[] {
  const attributes = ownAttributes(reading, cell, { known: ['float-center'] });
  const inside = readChildren(reading, cell);
  return attributes.length > 0 ? [tag('td', attributes, inside)] : inside;
}

function readBlockGrid(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'block-grid')) return undefined;
  const size = numberAfter(element, 'up');
  const row = onlyRow(reading, element);
  if (!row || size < 2 || size > 8) return undefined;
  const known = ['block-grid', `up-${size}`, 'float-center'];
  const attributes = ownAttributes(reading, element, { known, dropped: ['align'] });
  return [call('blockGrid', [String(size)], attributes, readChildren(reading, row))];
}

/** A table in a table: the inner one is the button, the outer one its place. */
function readButton(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'button')) return undefined;
  const row = onlyRow(reading, element);
  const outer = row && cellsOf(row).filter((cell) => !hasClass(cell, 'expander'));
  const inner = outer?.length === 1 ? onlyChild(reading, outer[0]!) : undefined;
  const innerRow = inner?.name === 'table' ? onlyRow(reading, inner) : undefined;
  const cell = innerRow && onlyChild(reading, innerRow);
  const link = cell && unwrapCentre(reading, cell);
  if (!cell || link?.name !== 'a') return undefined;
  const ofLink = ownAttributes(reading, link, { known: ['float-center'], dropped: ['align'] });
  const look = (attributes: IntentAttribute[]) =>
    attributes
      .map(({ name, value = '' }) =>
        name === 'style' ? `${value.replace(/;\s*$/, '')};` : `background-color: ${value};`,
      )
      .join(' ');
  const style = ofLink.filter(({ name }) => name === 'style');
  const ofCell = ownAttributes(reading, cell, { dropped: ['align', 'valign'] }).filter(
    ({ name }) => name === 'style' || name === 'bgcolor',
  );
  const rules = [
    ...(ofCell.length > 0 ? [`& td { ${look(ofCell)} }`] : []),
    ...(style.length > 0 ? [`& a { ${look(style)} }`] : []),
  ];
  const known = ['button', ...(isTable(element, 'float-center') && isInCentre(element) ? ['float-center'] : [])];
  const attributes = ownAttributes(reading, element, { known, dropped: ['align'] });
  if (rules.length > 0) {
    const names = [...namesIn(attributes), reading.looks.classFor('look', rules)].join(' ');
    attributes.splice(
      0,
      attributes.length,
      { name: 'class', value: names },
      ...attributes.filter(({ name }) => name !== 'class'),
    );
  }
  const rest = ofLink.filter(({ name }) => name !== 'style');
  return [writeButton(readChildren(reading, link), rest, attributes)];
}

function isInCentre(element: Element): boolean {
  return element.parent?.name === 'center';
}

/** A panel, with the space that Foundation leaves below. */
function readCallout(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'callout')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && cellsOf(row).find((one) => hasClass(one, 'callout-inner'));
  if (!cell) return undefined;
  const outer = ownAttributes(reading, element, { known: ['callout', 'float-center'], dropped: ['align'] });
  const own = ownAttributes(reading, cell, { known: ['callout-inner'] });
  const names = [...namesIn(outer), ...namesIn(own)];
  const attributes = [
    ...(names.length > 0 ? [{ name: 'class', value: names.join(' ') }] : []),
    ...[...outer, ...own].filter(({ name }) => name !== 'class'),
  ];
  return [call('panel', [], attributes, readChildren(reading, cell)), call('spacer')];
}

function readSpacer(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'spacer')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  const height = Number.parseInt(cell ? (attribute(cell, 'height') ?? '') : '', 10);
  if (!cell || !(height > 0) || !/^(\s|&nbsp;|&#xA0;|&#160;|\u00A0)*$/.test(innerSource(reading.document, cell)))
    return undefined;
  const attributes = ownAttributes(reading, element, { known: ['spacer', 'float-center'], dropped: ['align'] });
  return [call('spacer', height === 16 ? [] : [String(height)], attributes)];
}

function readLine(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'h-line', 'hr')) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['h-line', 'hr', 'float-center'], dropped: ['align'] });
  return [call('divider', [], attributes)];
}

/** A row of links: a table of cells, one table less than Inky writes. */
function readMenu(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'menu')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  const inner = cell && onlyChild(reading, cell);
  const items = isCell(cell ?? element) && inner?.name === 'table' ? onlyRow(reading, inner) : undefined;
  if (!items) return undefined;
  const cells = items.children.flatMap((child) => {
    if (child.kind !== 'element' || !isCell(child)) return readNodes(reading, [child]);
    const attributes = ownAttributes(reading, child, { known: ['float-center'], dropped: ['align'] });
    return [tag('td', attributes, readChildren(reading, child))];
  });
  const own = ownAttributes(reading, element);
  const isCentred = cellsOf(items).every((item) => hasClass(item, 'float-center'));
  const names = [...namesIn(own), ...(isCentred ? ['text-center'] : [])];
  const attributes = [{ name: 'class', value: names.join(' ') }, ...own.filter(({ name }) => name !== 'class')];
  return [tag('table', attributes, [tag('tr', [], cells)])];
}

function readHidden(reading: Reading, element: Element): Intent[] | undefined {
  const kind = KINDS.find((name) => hasClass(element, name));
  if (element.name !== 'div' || !kind) return undefined;
  const attributes = ownAttributes(reading, element, { known: [kind] });
  return [call('visibility', [quote(kind, "'")], attributes, readChildren(reading, element))];
}

function unwrapCentre(reading: Reading, cell: Element): Element | undefined {
  const only = onlyChild(reading, cell);
  return only?.name === 'center' ? onlyChild(reading, only) : only;
}

function numberAfter(element: Element, prefix: string): number {
  const found = classes(element).find(
    (name) => name.startsWith(`${prefix}-`) && /^\d+$/.test(name.slice(prefix.length + 1)),
  );
  return found ? Number(found.slice(prefix.length + 1)) : 0;
}

function namesIn(attributes: readonly IntentAttribute[]): string[] {
  return (attributes.find(({ name }) => name === 'class')?.value ?? '').split(/\s+/).filter(Boolean);
}
