import type { MjmlElement, MjmlNode } from '../../document/parse-mjml.js';
import { call, type Intent, type IntentAttribute, text } from '../intent.js';
import { baseValues, bordersWidth, printSides, sidesOf, type Values } from './attributes.js';
import { readRow, readRows } from './columns.js';
import { commentIntents, readContents, readRaw } from './contents.js';
import { includeOf } from './include.js';
import { type Around, classesOf, type MjmlReading, note, values } from './reading.js';
import { attributesOf, backgroundStyle, differing } from './style.js';

/** What stands in the body: sections, and what is between them. */
export function readSections(reading: MjmlReading, nodes: readonly MjmlNode[], around: Around): Intent[] {
  return nodes.flatMap((node): Intent[] => {
    if (node.kind === 'text') return [text(reading.source.slice(node.start, node.end))];
    if (node.kind === 'comment') return commentIntents(reading.source.slice(node.start, node.end));
    if (node.name === 'mj-section') return readSection(reading, node, around);
    if (node.name === 'mj-wrapper') return readWrapper(reading, node, around);
    if (node.name === 'mj-hero') return readHero(reading, node, around);
    if (node.name === 'mj-raw') return readRaw(reading, node);
    if (node.name === 'mj-include') return includeOf(node);
    if (node.name === 'mj-column' || node.name === 'mj-group')
      return [call('row', [], [], readRow(reading, [node], around))];
    return readContents(reading, [node], around);
  });
}

function readSection(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  const own = values(reading, node, around);
  const inner = { width: innerWidth(own, around), classes: classesOf(node, around) };
  const rows = readRows(reading, node, inner);
  if (isFullWidth(own)) {
    const padding = paddingClass(reading, own, 'mj-section', ':where(.row&) > tr > td');
    const attributes = boxAttributes(reading, own, 'mj-section', padding);
    const [only] = rows;
    return [call('fullWidthRow', [], attributes, rows.length === 1 && only?.kind === 'call' ? only.children : rows)];
  }
  return [
    call('container', [], boxAttributes(reading, own, 'mj-section', paddingClass(reading, own, 'mj-section')), rows),
  ];
}

function isFullWidth(own: Values): boolean {
  return own['full-width'] !== undefined && own['full-width'] !== 'false';
}

/** A box around several sections. */
function readWrapper(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  const own = values(reading, node, around);
  const inner = { width: innerWidth(own, around), classes: classesOf(node, around) };
  const attributes = boxAttributes(reading, own, 'mj-wrapper', paddingClass(reading, own, 'mj-wrapper'));
  if (isFullWidth(own)) note(reading, 'full-width', 'a wrapper is as wide as the email', node.start);
  const inside = node.children.flatMap((child): Intent[] => {
    if (child.kind !== 'element' || child.name !== 'mj-section') return readSections(reading, [child], inner);
    const section = values(reading, child, inner);
    const row = { width: innerWidth(section, inner), classes: classesOf(child, inner) };
    const style = [
      `padding:${printSides(sidesOf(section, 'padding'))}`,
      ...backgroundStyle(section),
      ...borders(section),
    ];
    return [call('panel', [], attributesOf(style, section['css-class']), readRows(reading, child, row))];
  });
  return [call('container', [], attributes, inside)];
}

/** A section with a picture behind it. */
function readHero(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  const own = values(reading, node, around);
  const inner = { width: innerWidth(own, around), classes: classesOf(node, around) };
  const padding = printSides(sidesOf(own, 'padding'));
  const height = Number.parseFloat(own.height ?? '0');
  if (height > 0 && own.mode !== 'fluid-height')
    note(reading, '<mj-hero>', 'its content stands where it stood only if the height is the same', node.start);
  const style = [
    ...backgroundStyle({
      ...own,
      'background-repeat': own['background-repeat'] ?? 'no-repeat',
      'background-size': own['background-size'] ?? 'cover',
    }),
    ...borders(own),
  ];
  const heightOf = height > 0 && own.mode !== 'fluid-height' ? [`height:${height}px`] : [];
  const cell = [
    '&:where(.container) > tr > td { padding: ',
    padding,
    heightOf.length ? `; ${heightOf[0]!.replace(':', ': ')}; vertical-align: ${own['vertical-align'] ?? 'top'}` : '',
    '; }',
  ].join('');
  const look = reading.looks.classFor('hero', [cell]);
  return [
    call(
      'container',
      [],
      [...attributesOf(style, own['css-class'], look)],
      readContents(reading, node.children, inner),
    ),
  ];
}

function boxAttributes(
  reading: MjmlReading,
  own: Values,
  name: string,
  padding: string | undefined,
): IntentAttribute[] {
  const base = baseValues(reading.defaults, name);
  const background = backgroundStyle(own);
  const isBase = background.join() === backgroundStyle(base).join();
  const dir = own.direction === 'rtl' ? [{ name: 'dir', value: 'rtl' }] : [];
  return [...attributesOf([...(isBase ? [] : background), ...borders(own)], own['css-class'], padding), ...dir];
}

function borders(own: Values): string[] {
  return differing(['border', 'border-top', 'border-right', 'border-bottom', 'border-left', 'border-radius'], own, {});
}

/** A class for the padding of the cell in a container, which is the mixin's own. */
function paddingClass(
  reading: MjmlReading,
  own: Values,
  name: string,
  selector = '&:where(.container) > tr > td',
): string | undefined {
  const padding = printSides(sidesOf(own, 'padding'));
  if (padding === printSides(sidesOf(baseValues(reading.defaults, name), 'padding'))) return undefined;
  return reading.looks.classFor(`pad-${padding.replace(/px/g, '').replaceAll(' ', '-')}`, [
    `${selector} { padding: ${padding}; }`,
  ]);
}

function innerWidth(own: Values, around: Around): number {
  const { left, right } = sidesOf(own, 'padding');
  return around.width - left - right - bordersWidth(own);
}
