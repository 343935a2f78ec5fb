import type { Attribute, Comment, Document, Edit, Element, Node, Text } from '../model/document.js';
import { findAttribute } from './find.js';
import { hasConditionalAttributes } from './parse.js';

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
  document.edits.push({ start: node.start, end: node.start, text: html, side: 'before', node });
}

export function insertAfter(document: Document, node: Node, html: string): void {
  document.edits.push({ start: node.end, end: node.end, text: html, side: 'after', node });
}

export function prependTo(document: Document, element: Element, html: string): void {
  document.edits.push({ start: element.openEnd, end: element.openEnd, text: html, side: 'first', node: element });
}

export function appendTo(document: Document, element: Element, html: string): void {
  document.edits.push({ start: element.closeStart, end: element.closeStart, text: html, side: 'last', node: element });
}

/** Takes a node and all it holds out of the document. */
export function remove(document: Document, node: Node): void {
  document.edits.push({ start: node.start, end: node.end, text: '', side: 'open', node });
  const siblings = siblingsOf(node);
  siblings.splice(siblings.indexOf(node), 1);
  const gone = elementsIn(node);
  document.elements = document.elements.filter((element) => !gone.has(element));
}

/** A node, if it is an element, and all elements in it. */
function elementsIn(node: Node): Set<Element> {
  const found = new Set<Element>();
  const nodes = [node];
  for (let next = nodes.pop(); next; next = nodes.pop()) {
    if (next.kind === 'text') continue;
    if (next.kind === 'element') found.add(next);
    for (const child of next.children) nodes.push(child);
  }
  return found;
}

/** Writes something else where a text or a comment stands. */
export function replaceNode(document: Document, node: Text | Comment, text: string): void {
  document.edits.push({ start: node.start, end: node.end, text, side: 'open', node });
}

/** Replaces the source text between an element's tags, which no other edit touches. */
export function replaceInside(document: Document, element: Element, text: string): void {
  document.edits.push({ start: element.openEnd, end: element.closeStart, text, side: 'first', node: element });
}

/** Gives an element of the source another name. */
export function rename(document: Document, element: Element, name: string): void {
  const length = element.writtenName ?? element.name.length;
  const write = (start: number) =>
    document.edits.push({ start, end: start + length, text: name, side: 'inside', node: element });
  write(element.start + 1);
  if (element.closeStart < element.end) write(element.closeStart + 2);
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
  const { start } = before;
  const element = newElement(name, attributes, before.parent!, { start, end: start });
  const siblings = siblingsOf(before);
  siblings.splice(siblings.indexOf(before), 0, element);
  list(document, element);
  return element;
}

function addElement(
  document: Document,
  parent: Element,
  children: Node[],
  span: { start: number; end: number },
  name: string,
  attributes: Record<string, string>,
): Element {
  const element = newElement(name, attributes, parent, span);
  const [first] = children;
  const siblings = first ? siblingsOf(first) : parent.children;
  siblings.splice(first ? siblings.indexOf(first) : siblings.length, children.length, element);
  element.children = children;
  for (const child of children) child.parent = element;
  list(document, element);
  return element;
}

function newElement(
  name: string,
  attributes: Record<string, string>,
  parent: Element,
  { start, end }: { start: number; end: number },
): Element {
  return {
    kind: 'element',
    name,
    parent,
    children: [],
    attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, value })),
    start,
    openEnd: start,
    closeStart: end,
    end,
    added: true,
    changed: true,
  };
}

/** Puts an added element among the others, after those around it that begin at the same offset. */
function list({ elements }: Document, element: Element): void {
  const around = new Set<Element>();
  for (let outer = element.parent; outer; outer = outer.parent) around.add(outer);
  const next = elements.findIndex((other) => other.start >= element.start && !around.has(other));
  elements.splice(next === -1 ? elements.length : next, 0, element);
}

/** The list a node stands in: its parent's children, or those of a conditional comment. */
function siblingsOf(node: Node): Node[] {
  const { children } = node.parent!;
  if (children.includes(node)) return children;
  const comment = children.find((child) => child.kind === 'comment' && child.children.includes(node)) as Comment;
  return comment.children;
}

/** The document's text with all edits applied; everything else is the source, letter for letter. */
export function print(document: Document): string {
  const { source } = document;
  const edits = [...document.edits];
  for (const element of document.elements) if (element.changed) edits.push(...tagEdits(document, element));
  edits.sort((a, b) => a.start - b.start || turnOf(a) - turnOf(b));
  let out = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    if (start < at) continue; // inside something that was removed
    out += source.slice(at, start) + text;
    at = end;
  }
  return out + source.slice(at);
}

/**
 * What comes first where several edits meet at one offset: what ends there, from the inside out, before what begins
 * there, from the outside in.
 */
function turnOf({ side, node }: Edit): number {
  if (side === 'inside') return Number.POSITIVE_INFINITY;
  const depth = depthOf(node);
  switch (side) {
    case 'last':
      // Nothing stands between the tags of an empty element, where its first is also its last.
      return node.kind === 'element' && node.openEnd === node.closeStart ? 4 * depth + 3 : -4 * depth - 3;
    case 'close':
      return -4 * depth - 2;
    case 'after':
      return -4 * depth - 1;
    case 'before':
      return 4 * depth;
    case 'open':
      return 4 * depth + 1;
    case 'first':
      return 4 * depth + 2;
    case 'empty':
      // An added element without content: before its next sibling, else after its last one.
      return siblingsOf(node).at(-1) === node ? -4 * depth : 4 * depth - 1;
  }
}

function tagEdits(document: Document, element: Element): Edit[] {
  return element.added ? addedTags(element) : changedAttributes(document, element);
}

function addedTags(element: Element): Edit[] {
  const { start, end, parent } = element;
  if (start === end) {
    if (isEmptyAddition(parent!)) return []; // written with it
    return [{ start, end, text: writeEmpty(element), side: 'empty', node: element }];
  }
  return [
    { start, end: start, text: writeOpen(element), side: 'open', node: element },
    { start: end, end, text: `</${element.name}>`, side: 'close', node: element },
  ];
}

function isEmptyAddition({ added, start, end }: Element): boolean {
  return added && start === end;
}

/** An added element that holds nothing but others of its kind. */
function writeEmpty(element: Element): string {
  const inside = element.children.map((child) => (child.kind === 'element' ? writeEmpty(child) : ''));
  return `${writeOpen(element)}${inside.join('')}</${element.name}>`;
}

function writeOpen({ name, attributes }: Element): string {
  const written = attributes.filter(({ removed }) => !removed).map(writeAttribute);
  return `<${name}${written.join('')}>`;
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
    const text = removed ? '' : writeAttribute(attribute).slice(1);
    edits.push({ start: from, end, text, side: 'inside', node: element });
  }
  // First, because what follows at this offset may take the blank away with an attribute.
  if (added) edits.unshift({ start: last, end: last, text: added, side: 'inside', node: element });
  return edits;
}

/** Offset after the name in the start tag, as it stands in the source. */
function nameEnd({ start, name, writtenName }: Element): number {
  return start + 1 + (writtenName ?? name.length);
}

function writeAttribute({ name, value }: Attribute): string {
  return value === undefined ? ` ${name}` : ` ${name}="${value}"`;
}

function depthOf(node: Node): number {
  let depth = 0;
  for (let around = node.parent; around; around = around.parent) depth++;
  return depth;
}
