import { findAttribute } from './find.js';
import { hasConditionalAttributes } from './parse.js';
import type { Attribute, Document, Edit, Element, Node } from './tree.js';

/** What comes first where several edits meet at one offset: what ends there before what begins there. */
const RANK = { prepend: 0, close: 1, append: 2, after: 3, remove: 4, before: 5, open: 6, tag: 7 } as const;

/** Writes an attribute; `value` is text that may stand between double quotes as it is. */
export function setAttribute(element: Element, name: string, value: string): void {
  const existing = findAttribute(element, name);
  if (existing?.value === value) return;
  if (name === 'class') element.classNames = undefined;
  if (existing) {
    existing.value = value;
    existing.changed = true;
  } else {
    element.attributes.push({ name, value });
  }
  element.changed = true;
}

export function removeAttribute(element: Element, name: string): void {
  const existing = findAttribute(element, name);
  if (!existing) return;
  existing.removed = true;
  element.changed = true;
}

export function addClass(element: Element, name: string): void {
  const value = findAttribute(element, 'class')?.value;
  setAttribute(element, 'class', value ? `${value} ${name}` : name);
}

export function insertBefore(document: Document, node: Node, html: string): void {
  edit(document, node.start, node.start, html, RANK.before);
}

export function insertAfter(document: Document, node: Node, html: string): void {
  edit(document, node.end, node.end, html, RANK.after);
}

export function prependTo(document: Document, element: Element, html: string): void {
  edit(document, element.openEnd, element.openEnd, html, RANK.prepend);
}

export function appendTo(document: Document, element: Element, html: string): void {
  edit(document, element.closeStart, element.closeStart, html, RANK.append);
}

/** Takes a node and all it holds out of the document. */
export function remove(document: Document, node: Node): void {
  edit(document, node.start, node.end, '', RANK.remove);
  node.parent!.children = node.parent!.children.filter((child) => child !== node);
  if (node.kind === 'element')
    document.elements = document.elements.filter((element) => element.start < node.start || element.start >= node.end);
}

/** Replaces a stretch of source text that no other edit touches. */
export function replaceText(document: Document, start: number, end: number, text: string): void {
  edit(document, start, end, text, RANK.remove);
}

/** Gives an element another name. */
export function rename(document: Document, element: Element, name: string): void {
  const { start, closeStart, end } = element;
  const length = element.name.length;
  replaceText(document, start + 1, start + 1 + length, name);
  if (end > closeStart) replaceText(document, closeStart + 2, closeStart + 2 + length, name);
  element.name = name;
  element.writtenName = length;
}

/** Puts a new element around neighbouring children of `parent`, or an empty one at its end when there are none. */
export function wrap(
  document: Document,
  parent: Element,
  children: Node[],
  name: string,
  attributes: Record<string, string> = {},
): Element {
  const start = children[0]?.start ?? parent.closeStart;
  return addElement(document, parent, children, { start, end: children.at(-1)?.end ?? start }, name, attributes);
}

/** Puts a new, empty element before a node. */
export function insertElement(
  document: Document,
  before: Node,
  name: string,
  attributes: Record<string, string> = {},
): Element {
  const { parent, start } = before;
  const element = addElement(document, parent!, [], { start, end: start }, name, attributes);
  parent!.children.splice(parent!.children.indexOf(element), 1);
  parent!.children.splice(parent!.children.indexOf(before), 0, element);
  return element;
}

function addElement(
  document: Document,
  parent: Element,
  children: Node[],
  { start, end }: { start: number; end: number },
  name: string,
  attributes: Record<string, string>,
): Element {
  const element: Element = {
    kind: 'element',
    name,
    parent,
    children,
    attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, value })),
    start,
    openEnd: start,
    closeStart: end,
    end,
    added: true,
    changed: true,
  };
  const at = children.length ? parent.children.indexOf(children[0]!) : parent.children.length;
  parent.children.splice(at, children.length, element);
  for (const child of children) child.parent = element;
  const before = document.elements.findIndex((other) => other.start >= start && other !== parent);
  document.elements.splice(before === -1 ? document.elements.length : before, 0, element);
  return element;
}

/** The document's text with all edits applied; everything else is the source, letter for letter. */
export function print(document: Document): string {
  const { source } = document;
  const edits = [
    ...document.edits,
    ...document.elements.flatMap((element) => (element.changed ? tagEdits(document, element) : [])),
  ];
  edits.sort((a, b) => a.start - b.start || a.rank - b.rank || a.order - b.order);
  let out = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    if (start < at) continue; // inside something that was removed
    out += source.slice(at, start) + text;
    at = end;
  }
  return out + source.slice(at);
}

function tagEdits(document: Document, element: Element): Edit[] {
  return element.added ? addedTags(element) : changedAttributes(document, element);
}

function addedTags(element: Element): Edit[] {
  const attributes = element.attributes.filter(({ removed }) => !removed).map(writeAttribute);
  const open = `<${element.name}${attributes.join('')}>`;
  const close = `</${element.name}>`;
  const { start, end } = element;
  const depth = depthOf(element);
  if (start === end) return [{ start, end, text: open + close, rank: RANK.open, order: depth }];
  return [
    { start, end: start, text: open, rank: RANK.open, order: depth },
    { start: end, end, text: close, rank: RANK.close, order: -depth },
  ];
}

/** Touches only the attributes that changed: between the others merge tags may stand that make some conditional. */
function changedAttributes(document: Document, element: Element): Edit[] {
  const edits: Edit[] = [];
  let added = '';
  let last = nameEnd(element);
  const conditional = hasConditionalAttributes(document, element);
  for (const attribute of element.attributes) {
    const { start, end, removed, changed } = attribute;
    if (start === undefined || end === undefined) {
      if (!removed) added += writeAttribute(attribute);
      continue;
    }
    if (!conditional) last = end;
    if (!removed && !changed) continue;
    // The one blank before the attribute goes with it.
    const from = removed && /\s/.test(document.source[start - 1]!) ? start - 1 : start;
    edits.push({ start: from, end, text: removed ? '' : writeAttribute(attribute).slice(1), rank: RANK.tag, order: 0 });
  }
  if (added) edits.push({ start: last, end: last, text: added, rank: RANK.tag, order: 1 });
  return edits;
}

/** Offset after the name in the start tag, as it stands in the source. */
function nameEnd({ start, name, writtenName }: Element): number {
  return start + 1 + (writtenName ?? name.length);
}

function writeAttribute({ name, value }: Attribute): string {
  return value === undefined ? ` ${name}` : ` ${name}="${value}"`;
}

function depthOf(element: Element): number {
  let depth = 0;
  for (let around = element.parent; around; around = around.parent) depth++;
  return depth;
}

function edit(document: Document, start: number, end: number, text: string, rank: number): void {
  document.edits.push({ start, end, text, rank, order: document.edits.length });
}
