import { attribute, firstNamed, innerSource } from '../../document/find.js';
import type { Element, Node } from '../../model/document.js';
import { type EmailIntents, type Intent, tag, text } from '../intent.js';
import { isSheetLink, ownSheet } from './head-styles.js';
import { takePreheader } from './preheader.js';
import { readAsIs } from './read-as-is.js';
import { readNodes } from './read-nodes.js';
import type { Reading } from './reading.js';
import { shellRules } from './shell.js';

/** What the layout writes in the head by itself. */
const OF_LAYOUT =
  /^(content-type|x-ua-compatible|viewport|x-apple-disable-message-reformatting|format-detection|color-scheme|supported-color-schemes)$/i;

/** A sheet that was linked to while the email was made, and that Jink has an equal of. */
const FRAMEWORK_SHEET = /\b(?:ink|foundation(?:-emails)?|app)(?:\.min)?\.css\b/i;

/** A whole email, or a piece of one without a document around it. */
export function readHtml(reading: Reading): EmailIntents {
  const { document, vocabulary } = reading;
  const head = firstNamed(document, 'head');
  const body = firstNamed(document, 'body');
  const html = firstNamed(document, 'html');
  const title = firstNamed(document, 'title');
  const nodes = body
    ? body.children
    : (html ?? document.root).children.filter((node) => !isPartOfHead(node) && !isDoctype(reading, node));
  const { preheader, rest } = takePreheader(reading, nodes);
  const isWhole = html !== undefined || body !== undefined;
  const kept = head ? readHead(reading, head) : [];
  const content = readNodes(reading, rest);
  // The looks are known when everything is read.
  const sheets = [ownSheet(reading.sheets, vocabulary.sheet), shellRules(reading), reading.looks.css()];
  const rules = sheets.filter(Boolean).join('\n');
  const style = rules ? [tag('style', [], [text(rules)])] : [];
  return {
    layout: isWhole || vocabulary.layout !== 'jink/layout' ? vocabulary.layout : undefined,
    subject: title ? [text(innerSource(document, title))] : [],
    preheader,
    head: isWhole ? [...kept, ...style] : [],
    body: isWhole ? content : [...style, ...content],
  };
}

function isPartOfHead(node: Node): boolean {
  return node.kind === 'element' && (/^(head|title|meta)$/.test(node.name) || isSheetLink(node));
}

function isDoctype({ document }: Reading, node: Node): boolean {
  return node.kind === 'text' && /^\s*<(?:!doctype|\?xml)/i.test(document.source.slice(node.start, node.end));
}

function readHead(reading: Reading, head: Element): Intent[] {
  const kept = head.children.filter((node) => {
    if (node.kind === 'comment')
      return /^<!--(\[if|<!\[endif)/.test(reading.document.source.slice(node.start, node.end));
    if (node.kind === 'text' || /^(title|style|base)$/.test(node.name)) return false;
    if (isSheetLink(node)) return !isKnownSheet(reading, node);
    if (node.name !== 'meta') return true;
    const says = attribute(node, 'name') ?? attribute(node, 'http-equiv') ?? '';
    return attribute(node, 'charset') === undefined && !OF_LAYOUT.test(says);
  });
  return readAsIs(reading, kept);
}

function isKnownSheet(reading: Reading, link: Element): boolean {
  const href = attribute(link, 'href') ?? '';
  return reading.readLinked(href) !== undefined || FRAMEWORK_SHEET.test(href);
}
