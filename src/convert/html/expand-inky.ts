import { attribute, childElements, classes, closest, sourceOf } from '../../document/find.js';
import { parse } from '../../document/parse.js';
import type { Document, Element, Node } from '../../model/document.js';
import { fillGaps } from './fill-gaps.js';

/** Inky's own tags; `column` is what its documentation calls `columns`. */
const TAGS = /^(container|row|columns?|button|callout|spacer|menu|item|block-grid|wrapper|center|h-line|raw|inky)$/;

/** Tags that people close in themselves, as XML does and HTML does not. */
const SELF_CLOSED =
  /<(spacer|h-line|columns?|row|container|item|callout|wrapper|inky)\b((?:"[^"]*"|'[^']*'|[^'">])*)\/>/gi;

/** Attributes that say how a tag is expanded; all others go on the table or cell. */
const CONSUMED = /^(class|id|href|size|size-sm|size-lg|large|small|target|no-expander|up|rel|title)$/i;

/**
 * Inky's tags as the tables that Inky makes of them, by its documentation. Everything else stays as written, and every
 * line where it was, so that diagnostics still find it.
 */
export function expandInky(source: string): string {
  const document = fillGaps(parse(source.replace(SELF_CLOSED, '<$1$2></$1>')));
  return expandNodes(document, document.root.children);
}

function expandNodes(document: Document, nodes: readonly Node[]): string {
  return nodes.map((node) => expandNode(document, node)).join('');
}

function expandNode(document: Document, node: Node): string {
  if (node.kind !== 'element') return sourceOf(document, node);
  if (TAGS.test(node.name)) return expandTag(document, node);
  const { source } = document;
  const start = source.slice(node.start, node.openEnd);
  return start + expandNodes(document, node.children) + source.slice(node.closeStart, node.end);
}

function expandTag(document: Document, element: Element): string {
  const inside = () => expandNodes(document, element.children);
  const table = (names: string[], cells: string, more = '') =>
    `<table class="${[...names, ...classes(element)].join(' ')}"${more}${others(element)}><tbody><tr>${cells}</tr></tbody></table>`;
  switch (element.name) {
    case 'container':
      return table(['container'], `<td>${inside()}</td>`, ' align="center"');
    case 'wrapper':
      return table(['wrapper'], `<td class="wrapper-inner">${inside()}</td>`, ' align="center"');
    case 'row':
      return table(['row'], inside());
    case 'column':
    case 'columns':
      return column(document, element, inside());
    case 'block-grid':
      return table(['block-grid', `up-${attribute(element, 'up') ?? ''}`], inside());
    case 'button':
      return button(element, inside());
    case 'callout':
      return `<table class="callout"><tbody><tr><th class="${['callout-inner', ...classes(element)].join(' ')}"${others(element)}>${inside()}</th><th class="expander"></th></tr></tbody></table>`;
    case 'menu':
      return table(['menu'], `<td><table><tbody><tr>${inside()}</tr></tbody></table></td>`);
    case 'item':
      return `<th class="${['menu-item', ...classes(element), ...(isInCentre(element) ? ['float-center'] : [])].join(' ')}"${others(element)}>${link(element, inside())}</th>`;
    case 'spacer':
      return spacers(element);
    case 'h-line':
      return `<table class="${['h-line', ...classes(element)].join(' ')}"${others(element)}><tr><th>&nbsp;</th></tr></table>`;
    case 'center':
      return `<center${others(element)}>${element.children.map((child) => centred(document, child)).join('')}</center>`;
    case 'raw':
      return document.source.slice(element.openEnd, element.closeStart);
    default:
      return '';
  }
}

/** Inky centres the items of every menu that stands in a `center`, however deep: the one of its layout does. */
function isInCentre(element: Element): boolean {
  return closest(element, ({ name }) => name === 'center') !== undefined;
}

function column(document: Document, element: Element, inside: string): string {
  const siblings = columnsIn(document, element.parent!);
  const small = attribute(element, 'small') ?? '12';
  const large = attribute(element, 'large') ?? attribute(element, 'small') ?? String(Math.floor(12 / siblings.length));
  const names = [
    ...classes(element),
    `small-${small}`,
    `large-${large}`,
    'columns',
    ...(siblings[0] === element ? ['first'] : []),
    ...(siblings.at(-1) === element ? ['last'] : []),
  ];
  const without = attribute(element, 'no-expander');
  const holdsRow = childElements(element).some((child) => child.name === 'row' || classes(child).includes('row'));
  const expander = large === '12' && !holdsRow && (without === undefined || without === 'false');
  const cell = expander ? '<th class="expander"></th>' : '';
  return `<th class="${names.join(' ')}"${others(element)}><table><tbody><tr><th>${inside}</th>${cell}</tr></tbody></table></th>`;
}

/** The columns of each row, found once. */
const known = new WeakMap<Document, Map<Element, Element[]>>();

function columnsIn(document: Document, row: Element): Element[] {
  const rows = known.get(document) ?? new Map<Element, Element[]>();
  known.set(document, rows);
  const columns = rows.get(row) ?? childElements(row).filter(({ name }) => /^columns?$/.test(name));
  rows.set(row, columns);
  return columns;
}

function button(element: Element, inside: string): string {
  const expanded = classes(element).some((name) => name === 'expand' || name === 'expanded');
  const label = expanded
    ? `<center>${link(element, inside, ' align="center" class="float-center"')}</center>`
    : link(element, inside);
  const expander = expanded ? '<td class="expander"></td>' : '';
  return `<table class="${['button', ...classes(element)].join(' ')}"${others(element)}><tbody><tr><td><table><tbody><tr><td>${label}</td></tr></tbody></table></td>${expander}</tr></tbody></table>`;
}

function link(element: Element, inside: string, more = ''): string {
  const href = attribute(element, 'href');
  if (href === undefined) return inside;
  const rest = ['target', 'rel', 'title'].map((name) => {
    const value = attribute(element, name);
    return value === undefined ? '' : ` ${name}="${value}"`;
  });
  return `<a href="${href}"${rest.join('')}${more}>${inside}</a>`;
}

function spacers(element: Element): string {
  const spacer = (size: string, kind: string) => {
    const height = size.replace(/px$/, '');
    const names = ['spacer', ...classes(element), ...(kind ? [kind] : [])].join(' ');
    return `<table class="${names}"${others(element)}><tbody><tr><td height="${height}" style="font-size:${height}px;line-height:${height}px;">&nbsp;</td></tr></tbody></table>`;
  };
  const small = attribute(element, 'size-sm');
  const large = attribute(element, 'size-lg');
  if (small === undefined && large === undefined) return spacer(attribute(element, 'size') ?? '16', '');
  return (
    (small === undefined ? '' : spacer(small, 'hide-for-large')) +
    (large === undefined ? '' : spacer(large, 'show-for-large'))
  );
}

/** Inky marks what stands in the middle, because `center` alone moves no tables. */
function centred(document: Document, node: Node): string {
  const written = expandNode(document, node);
  if (node.kind !== 'element') return written;
  const end = /^<[\w-]+/.exec(written)?.[0].length ?? 0;
  const tagEnd = written.indexOf('>', end);
  const start = written.slice(0, tagEnd);
  const aligned = /\salign=/.test(start) ? start : `${start} align="center"`;
  const named = /\sclass="/.test(aligned)
    ? aligned.replace(/(\sclass="[^"]*)"/, '$1 float-center"')
    : `${aligned} class="float-center"`;
  return end > 0 ? named + written.slice(tagEnd) : written;
}

function others(element: Element): string {
  return element.attributes
    .filter(({ name }) => !CONSUMED.test(name))
    .map(({ name, value }) => (value === undefined ? ` ${name}` : ` ${name}="${value.replaceAll('"', '&quot;')}"`))
    .join('');
}
