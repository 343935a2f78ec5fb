import * as problems from '../../diagnostics/problems.js';
import { maskMergeTags } from '../../document/merge-tags.js';
import {
  type MjmlElement,
  type MjmlText,
  VERBATIM_ELEMENTS,
  type MjmlNode as Written,
} from '../../document/parse-mjml.js';
import { findUnpaired } from '../../document/structure.js';
import { includeMjml } from './include-mjml.js';
import { type MjmlSource, withoutMarks, withoutTextMarks } from './mjml-source.js';
import type { MjmlNode } from './mjml-tree.js';
import { addElement, addNode, markOfText, mayGoOn, type Reading, sayText, tell } from './reading.js';

/** Where MJML renders raw HTML among its own elements, and so a condition or a loop. */
const HOLDS_RAW = new Set(
  'mj-body mj-wrapper mj-section mj-group mj-column mj-hero mj-navbar mj-social mj-accordion'.split(' '),
);

/** Others of MJML's own elements; what is in none of them is told of together with the element. */
const KNOWN = new Set([
  ...HOLDS_RAW,
  ...VERBATIM_ELEMENTS,
  ...'mjml mj-head mj-attributes mj-all mj-class mj-font mj-html-attributes mj-selector'.split(' '),
  ...'mj-accordion-element mj-carousel mj-divider mj-image mj-include mj-spacer'.split(' '),
]);

/** @param above the files whose includes led here */
export function readChildren(
  reading: Reading,
  source: MjmlSource,
  children: readonly Written[],
  parent: MjmlNode,
  above: readonly string[],
): void {
  for (const child of children) {
    if (!mayGoOn(reading, 0, parent.mark)) return;
    readChild(reading, source, child, parent, above);
  }
}

function readChild(
  reading: Reading,
  source: MjmlSource,
  written: Written,
  parent: MjmlNode,
  above: readonly string[],
): void {
  if (written.kind === 'text') readText(reading, source, written, parent);
  else if (written.kind === 'comment') {
    const comment = withoutTextMarks(source.text.slice(written.start, written.end));
    // Elsewhere MJML would take it for one of the elements that it counts.
    if (HOLDS_RAW.has(parent.tagName) || parent === reading.head)
      parent.children.push(addNode(reading, 'mj-raw', parent.mark, comment));
  } else if (written.name === 'mj-include') {
    const found = includeMjml(reading, source, written, above);
    if (!found) return;
    if ('raw' in found) parent.children.push(found.raw);
    else readIncluded(reading, found.source, found.nodes, parent, found.above);
  } else if (VERBATIM_ELEMENTS.has(written.name)) readVerbatim(reading, source, written, parent);
  else {
    const node = addElement(reading, source, written);
    parent.children.push(node);
    readChildren(reading, source, written.children, node, above);
  }
}

/** A part has a document of its own, or is what stands in one. */
function readIncluded(
  reading: Reading,
  source: MjmlSource,
  nodes: readonly Written[],
  parent: MjmlNode,
  above: readonly string[],
): void {
  for (const node of nodes) {
    const name = node.kind === 'element' ? node.name : '';
    const inside = node.kind === 'element' ? node.children : [];
    if (name === 'mjml') readIncluded(reading, source, inside, parent, above);
    else if (name === 'mj-head') readChildren(reading, source, inside, reading.head, above);
    else if (name === 'mj-body') readChildren(reading, source, inside, parent, above);
    else readChildren(reading, source, [node], parent, above);
  }
}

/** Between elements only a condition or a loop of Pug's can stand; MJML drops texts. */
export function readText(reading: Reading, source: MjmlSource, { start, end }: MjmlText, parent: MjmlNode): void {
  const text = withoutTextMarks(source.text.slice(start, end)).trim();
  if (!text || !KNOWN.has(parent.tagName)) return;
  const mark = markOfText(reading, source, start, end);
  const isBlock = /^(?:\uE010[a-uw-z]\d+\uE011|\s)+$/.test(text);
  if (!isBlock) tell(reading, problems.mjmlLostText(sayText(reading, text), parent.tagName), mark);
  else if (HOLDS_RAW.has(parent.tagName)) parent.children.push(addNode(reading, 'mj-raw', parent.mark, text));
  else if (/\uE010[ie]/.test(text)) tell(reading, problems.mjmlBlockPlace(parent.tagName), mark);
}

/** An element with HTML, CSS or a text in it. */
function readVerbatim(reading: Reading, source: MjmlSource, element: MjmlElement, parent: MjmlNode): void {
  const { name, openEnd, closeStart } = element;
  const inside = source.text.slice(openEnd, closeStart);
  const from = openEnd + inside.length - inside.trimStart().length;
  const to = Math.max(from, openEnd + inside.trimEnd().length);
  const node = addElement(reading, source, element);
  const { mark } = node;
  if (/^mj-(breakpoint|carousel-image)$/.test(name)) {
    const text = withoutMarks(source.text.slice(from, to)).trim();
    if (text) tell(reading, problems.mjmlLostText(sayText(reading, text), name), markOfText(reading, source, from, to));
  } else if (/^mj-(style|title|preview|html-attribute)$/.test(name))
    node.content = withoutMarks(source.text.slice(from, to));
  else {
    node.content = source.content(from, to);
    if (name !== 'mj-raw') checkContent(reading, source, from, to);
  }
  const { content = '' } = node;
  if (name === 'mj-title') reading.titleMark = mark;
  if (name === 'mj-style') reading.styles.push({ css: content, isInline: node.attributes.inline === 'inline', mark });
  if (name === 'mj-preview') reading.preview = { html: content, mark };
  // Jink writes these two.
  if (name !== 'mj-style' && name !== 'mj-preview') parent.children.push(node);
  else if (parent !== reading.head) tell(reading, problems.mjmlLostElement(name, 'it belongs in mj-head'), mark);
}

/** Tags of the HTML in an element; with merge tags around them they may pair up only when they are filled in. */
function checkContent(reading: Reading, source: MjmlSource, from: number, to: number): void {
  const html = source.text.slice(from, to);
  if (!html.includes('<') || /\{\{~?\s*[#^/]|\{%|<%|\uE010[iel]/.test(html)) return;
  const masked = maskMergeTags(html).replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length));
  for (const { name, offset, message, isHarmless } of findUnpaired(masked)) {
    const mark = source.markAt(from + offset);
    if (message.endsWith('closes nothing')) tell(reading, problems.mjmlClosesNothing(`</${name}>`), mark);
    else if (!isHarmless && message.includes('closed')) tell(reading, problems.mjmlUnclosed(`<${name}>`), mark);
  }
}
