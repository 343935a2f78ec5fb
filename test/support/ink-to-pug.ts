import { attribute, classes } from '../../dist/document/find.js';
import { parse } from '../../dist/document/parse.js';
import type { Document, Element, Node } from '../../dist/model/document.js';

/** Writes a page of Ink's markup as an author would with Jink's mixins. Only for the small pages of the geometry. */
export function inkToPug(html: string): string {
  const document = parse(html);
  return `${lines(document, document.root.children, 0).join('\n')}\n`;
}

function lines(document: Document, nodes: Node[], depth: number): string[] {
  return nodes.flatMap((node) => {
    const indent = '  '.repeat(depth);
    if (node.kind === 'comment') return [];
    if (node.kind === 'text') return [`${indent}| ${document.source.slice(node.start, node.end).replace(/\n/g, ' ')}`];
    const written = call(node);
    if (!written) return lines(document, node.children, depth);
    if (written.drop) return [];
    const children = written.inside ?? node.children;
    return [`${indent}${written.line}`, ...lines(document, children, depth + 1)];
  });
}

interface Call {
  line: string;
  inside?: Node[];
  drop?: boolean;
}

/** The line for an element; undefined for one that a mixin brings by itself. */
function call(element: Element): Call | undefined {
  const names = classes(element);
  const others = (...known: string[]) => names.filter((name) => !known.includes(name));
  if (names.includes('expander')) return { line: '', drop: true };
  if (element.name === 'tbody' || element.name === 'tr') return undefined;
  if (element.name === 'table') {
    if (names.includes('container')) return { line: mixin('container', element, others('container')) };
    if (names.includes('row') && isFullWidth(element)) return { line: mixin('fullWidthRow', element, others('row')) };
    if (names.includes('row')) return { line: mixin('row', element, others('row')) };
    if (names.includes('columns')) return { line: columns(element, others('columns')) };
    if (names.includes('block-grid')) {
      const size = names.find((name) => name.endsWith('-up'))!;
      return { line: mixin(`blockGrid('${size.replace('-up', '')}')`, element, others('block-grid', size)) };
    }
    const button = names.find((name) => name.endsWith('button'));
    if (button) return buttonCall(element, others('button'));
  }
  if (element.name === 'td') {
    const around = element.parent?.parent;
    if (names.includes('wrapper')) return undefined;
    if (names.includes('panel') && !names.includes('sub-grid'))
      return { line: mixin('panel', element, others('panel')) };
    const sub = names.find((name) => name === 'sub-columns');
    if (sub) {
      const rest = others('sub-columns', 'last');
      return { line: mixin(`subColumns('${rest[0]}')`, element, rest.slice(1)) };
    }
    if (names.includes('center') && around && isFullWidth(around)) return undefined;
    if (around && classes(around).includes('container')) return undefined;
  }
  if (element.name === 'center' && element.parent?.name === 'td') return undefined;
  return { line: tag(element) };
}

function isFullWidth(row: Element): boolean {
  const cell = row.children.flatMap((tr) => (tr.kind === 'element' ? tr.children : []))[0];
  return cell?.kind === 'element' && classes(cell).includes('center');
}

function columns(element: Element, names: string[]): string {
  const wrapper = classes(element.parent!).filter((name) => name !== 'wrapper' && name !== 'last');
  const args = [`'${names.join(' ')}'`, ...(wrapper.length ? [`'${wrapper.join(' ')}'`] : [])];
  return mixin(`columns(${args.join(', ')})`, element, []);
}

function buttonCall(table: Element, names: string[]): Call {
  const cell = find(table, 'td')!;
  const link = find(cell, 'a')!;
  return {
    line: mixin('button', table, names, { href: attribute(link, 'href')! }),
    inside: link.children,
  };
}

function find(element: Element, name: string): Element | undefined {
  for (const child of element.children) {
    if (child.kind !== 'element') continue;
    if (child.name === name) return child;
    const inside = find(child, name);
    if (inside) return inside;
  }
  return undefined;
}

function mixin(name: string, element: Element, names: readonly string[], more: Record<string, string> = {}): string {
  const attributes = { ...ownAttributes(element), ...more, ...(names.length && { class: names.join(' ') }) };
  const written = writeAttributes(attributes);
  const called = name.includes('(') || !written ? name : `${name}()`;
  return `+${called}${written}`;
}

function tag(element: Element): string {
  const attributes = ownAttributes(element);
  const names = classes(element);
  return `${element.name}${writeAttributes({ ...attributes, ...(names.length && { class: names.join(' ') }) })}`;
}

function ownAttributes(element: Element): Record<string, string> {
  return Object.fromEntries(
    element.attributes.filter(({ name }) => name !== 'class').map(({ name, value }) => [name, value ?? '']),
  );
}

function writeAttributes(attributes: Record<string, string>): string {
  const list = Object.entries(attributes).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return list.length ? `(${list.join(' ')})` : '';
}
