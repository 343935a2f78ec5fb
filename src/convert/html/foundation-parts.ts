import { attribute, cellsOf, hasClass, innerSource } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import { call, type Intent, type IntentAttribute, tag } from '../intent.js';
import { quote } from '../pug/quote.js';
import { writeButton } from './button.js';
import { KINDS, namesIn, unwrapCentre } from './foundation-names.js';
import { readChildren, readNodes } from './read-nodes.js';
import { isCell, isTable, onlyChild, onlyRow, ownAttributes, type Reading } from './reading.js';

/* What stands in columns. */

/** A table in a table: the inner one is the button, the outer one its place. */
export function readButton(reading: Reading, element: Element): Intent[] | undefined {
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
export function readCallout(reading: Reading, element: Element): Intent[] | undefined {
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

export function readSpacer(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'spacer')) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  const height = Number.parseInt(cell ? (attribute(cell, 'height') ?? '') : '', 10);
  if (!cell || !(height > 0) || !/^(\s|&nbsp;|&#xA0;|&#160;|\u00A0)*$/.test(innerSource(reading.document, cell)))
    return undefined;
  const attributes = ownAttributes(reading, element, { known: ['spacer', 'float-center'], dropped: ['align'] });
  return [call('spacer', height === 16 ? [] : [String(height)], attributes)];
}

export function readLine(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, 'h-line', 'hr')) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['h-line', 'hr', 'float-center'], dropped: ['align'] });
  return [call('divider', [], attributes)];
}

/** A row of links: a table of cells, one table less than Inky writes. */
export function readMenu(reading: Reading, element: Element): Intent[] | undefined {
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

export function readHidden(reading: Reading, element: Element): Intent[] | undefined {
  const kind = KINDS.find((name) => hasClass(element, name));
  if (element.name !== 'div' || !kind) return undefined;
  const attributes = ownAttributes(reading, element, { known: [kind] });
  return [call('visibility', [quote(kind, "'")], attributes, readChildren(reading, element))];
}
