import type { MjmlElement, MjmlNode } from '../../document/parse-mjml.js';
import { call, type Intent } from '../intent.js';
import { baseValues, bordersWidth, printSides, sidesOf } from './attributes.js';
import { readContents } from './contents.js';
import { type Around, classesOf, elementsIn, type MjmlReading, values } from './reading.js';
import { readSections } from './sections.js';
import { attributesOf, differing } from './style.js';

/** Columns in rows: what is more than a whole begins another one. */
export function readRows(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  const isColumn = (child: MjmlNode) => child.kind === 'element' && /^mj-(column|group)$/.test(child.name);
  const count = node.children.filter(isColumn).length;
  const lines: MjmlNode[][] = [[]];
  let used = 0;
  for (const child of node.children) {
    const width = isColumn(child) ? columnWidth(reading, child as MjmlElement, around, count) : 0;
    if (isColumn(child) && used + width > around.width * 1.005 && used > 0) {
      lines.push([]);
      used = 0;
    }
    used += width;
    lines.at(-1)!.push(child);
  }
  const own = values(reading, node, around);
  return lines.flatMap((line): Intent[] => {
    const columns = line.filter(isColumn);
    if (columns.length === 0) return readSections(reading, line, around);
    return [call('row', [], [], readRow(reading, line, around, count, own['text-align']))];
  });
}

function columnWidth(reading: MjmlReading, column: MjmlElement, around: Around, count: number): number {
  const { width } = values(reading, column, around);
  if (!width) return around.width / count;
  const number = Number.parseFloat(width);
  return width.endsWith('%') ? (around.width * number) / 100 : number || around.width / count;
}

export function readRow(
  reading: MjmlReading,
  line: readonly MjmlNode[],
  around: Around,
  count = line.length,
  align = 'center',
): Intent[] {
  const columns = elementsIn(line).filter(({ name }) => /^mj-(column|group)$/.test(name));
  const widths = columns.map((column) => columnWidth(reading, column, around, count));
  const spans = spansOf(widths, around.width);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const free = around.width - total;
  const before = align === 'center' ? free / 2 : align === 'right' ? free : 0;
  // Beside columns at the top, browsers show one in the middle at the top as well.
  const aligned = new Set(columns.map((column) => values(reading, column, around)['vertical-align']));
  const place = aligned.size === 1 ? [...aligned][0] : undefined;
  let index = -1;
  return line.flatMap((child): Intent[] => {
    if (child.kind !== 'element' || !/^mj-(column|group)$/.test(child.name))
      return readSections(reading, [child], around);
    index++;
    const width = widths[index]!;
    const left = index === 0 && before > 0.5 ? before : 0;
    return [readColumn(reading, child, { width, span: spans[index]!, left, place }, around)];
  });
}

/** Twelfths for widths, no more than twelve together. */
function spansOf(widths: readonly number[], whole: number): number[] {
  const exact = widths.map((width) => (12 * width) / whole);
  const spans = exact.map((span) => Math.max(1, Math.round(span)));
  const isFull = exact.reduce((sum, span) => sum + span, 0) > 11.9;
  for (let sum = total(spans); isFull ? sum !== 12 : sum > 12; sum = total(spans)) {
    const by = sum > 12 ? -1 : 1;
    // The one that is farthest from its share gives or takes one.
    const errors = spans.map((span, i) =>
      spans[i]! + by < 1 ? Number.POSITIVE_INFINITY : Math.abs(span + by - exact[i]!),
    );
    const at = errors.indexOf(Math.min(...errors));
    if (!Number.isFinite(errors[at]!)) break;
    spans[at]! += by;
  }
  return spans;
}

function total(spans: readonly number[]): number {
  return spans.reduce((sum, span) => sum + span, 0);
}

function readColumn(
  reading: MjmlReading,
  node: MjmlElement,
  { width, span, left, place: wanted }: { width: number; span: number; left: number; place: string | undefined },
  around: Around,
): Intent {
  const own = values(reading, node, around);
  const base = baseValues(reading.defaults, node.name);
  const isExact = Math.abs(width - 50 * span) < 0.5;
  const place = wanted === 'middle' || wanted === 'bottom' ? wanted : undefined;
  const offset = Math.round((12 * left) / around.width);
  const isOffset = offset >= 1 && offset + span <= 12 && Math.abs(left - 50 * offset) < 0.5;
  const style = [
    ...(isExact ? [] : [`width:${round(width)}px`]),
    ...(left > 0 && !isOffset ? [`margin-left:${round(left)}px`] : []),
    ...differing(
      ['background-color', 'border', 'border-top', 'border-right', 'border-bottom', 'border-left', 'border-radius'],
      own,
      base,
    ),
  ];
  const padding = sidesOf(own, 'padding');
  const hasPadding = printSides(padding) !== '0';
  const innerWidth = width - padding.left - padding.right - bordersWidth(own);
  const inside = { width: innerWidth, classes: classesOf(node, around) };
  const content =
    node.name === 'mj-group' ? readGroup(reading, node, inside) : readContents(reading, node.children, inside);
  const inner =
    hasPadding || own['inner-background-color']
      ? [
          call(
            'panel',
            [],
            attributesOf([
              `padding:${printSides(padding)}`,
              ...(own['inner-background-color'] ? [`background-color:${own['inner-background-color']}`] : []),
            ]),
            content,
          ),
        ]
      : content;
  const args = [String(span), ...(place ? [`'${place}'`] : [])];
  const attributes = [
    ...(isOffset ? [{ name: 'offset', value: String(offset) }] : []),
    ...attributesOf(style, own['css-class']),
  ];
  return call('columns', args, attributes, inner);
}

/** Columns that stay side by side on phones. */
function readGroup(reading: MjmlReading, node: MjmlElement, around: Around): Intent[] {
  const columns = elementsIn(node.children).filter(({ name }) => name === 'mj-column');
  const widths = columns.map((column) => columnWidth(reading, column, around, columns.length));
  const spans = spansOf(widths, around.width);
  let index = -1;
  return node.children.flatMap((child): Intent[] => {
    if (child.kind !== 'element' || child.name !== 'mj-column') return readSections(reading, [child], around);
    index++;
    const own = values(reading, child, around);
    const width = widths[index]!;
    const span = spans[index]!;
    const isExact = Math.abs(width / around.width - span / 12) < 0.001;
    const style = [
      ...(isExact ? [] : [`width:${round((100 * width) / around.width)}%`]),
      ...differing(['background-color', 'vertical-align'], own, { 'vertical-align': 'top' }),
      ...(own.padding ? [`padding:${printSides(sidesOf(own, 'padding'))}`] : []),
    ];
    const { left, right } = sidesOf(own, 'padding');
    const inside = { width: width - left - right, classes: classesOf(child, around) };
    return [
      call(
        'subColumns',
        [String(span)],
        attributesOf(style, own['css-class']),
        readContents(reading, child.children, inside),
      ),
    ];
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
