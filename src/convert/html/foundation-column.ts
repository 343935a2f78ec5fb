import { attribute, cellsOf, classes, closest, hasClass } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import { call, type Intent, tag } from '../intent.js';
import { quote } from '../pug/quote.js';
import { KINDS, namesIn, numberAfter } from './foundation-names.js';
import { readChildren } from './read-nodes.js';
import { isCell, onlyChild, onlyRow, ownAttributes, type Reading } from './reading.js';

/** Classes that only say what the nesting says as well. */
const STRUCTURE = ['first', 'last', 'columns', 'column', 'float-center'];

export function isInColumn(element: Element): boolean {
  return closest(element, (around) => isCell(around) && isColumn(around)) !== undefined;
}

export function isColumn(cell: Element): boolean {
  return hasClass(cell, 'columns') || hasClass(cell, 'column');
}

export function readColumn(reading: Reading, element: Element): Intent[] | undefined {
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
