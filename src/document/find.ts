import type { Attribute, Comment, Document, Element, Node } from '../model/document.js';
import { outsideConditions } from './merge-tags.js';

export function findAttribute(element: Element, name: string): Attribute | undefined {
  // Asked more often than anything else: most names differ in their length.
  for (const attribute of element.attributes) {
    const written = attribute.name;
    if (written.length !== name.length || attribute.removed) continue;
    if (written === name || written.toLowerCase() === name) return attribute;
  }
  return undefined;
}

/** The attribute's raw text, `''` when it has no value, undefined when it is not there. */
export function attribute(element: Element, name: string): string | undefined {
  const found = findAttribute(element, name);
  return found && (found.value ?? '');
}

/** The class names that an element has whatever the data are, as written. */
export function classes(element: Element): readonly string[] {
  element.classNames ??= outsideConditions(attribute(element, 'class') ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return element.classNames;
}

export function hasClass(element: Element, name: string): boolean {
  return classes(element).includes(name);
}

/** The children that are elements, without those in comments. */
export function childElements(element: Element): Element[] {
  return element.children.filter((child): child is Element => child.kind === 'element');
}

/** The rows of a table that stand in it directly or in its own `tbody`, `thead` or `tfoot`. */
export function rowsOf(table: Element): Element[] {
  return childElements(table).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return /^t(body|head|foot)$/.test(child.name) ? childElements(child).filter((row) => row.name === 'tr') : [];
  });
}

/** The cells of a row, also those that a conditional comment shows to Outlook alone. */
export function cellsOf(row: Element): Element[] {
  const nodes = row.children.flatMap((child) => (child.kind === 'comment' ? child.children : [child]));
  return nodes.filter((node): node is Element => node.kind === 'element' && /^t[dh]$/.test(node.name));
}

/** The nearest element around `element` that `test` holds for. */
export function closest(element: Element, test: (element: Element) => boolean): Element | undefined {
  for (let around = element.parent; around; around = around.parent) if (test(around)) return around;
  return undefined;
}

/** The table a cell or row belongs to. */
export function tableOf(element: Element): Element | undefined {
  return closest(element, (around) => around.name === 'table');
}

/** The source text of a node's inside. */
export function innerSource(document: Document, element: Element): string {
  return document.source.slice(element.openEnd, element.closeStart);
}

export function isBlank(document: Document, node: Node): boolean {
  return node.kind === 'text' && document.source.slice(node.start, node.end).trim() === '';
}

export function sourceOf(document: Document, node: Element | Comment | { start: number; end: number }): string {
  return document.source.slice(node.start, node.end);
}

/** The first element of a name, anywhere. */
export function firstNamed(document: Document, name: string): Element | undefined {
  return document.elements.find((element) => element.name === name);
}

/** Whether a merge tag begins in a stretch of the source. */
export function hasTagBetween({ tagStarts }: Document, from: number, to: number): boolean {
  let low = 0;
  let high = tagStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tagStarts[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low < tagStarts.length && tagStarts[low]! < to;
}
