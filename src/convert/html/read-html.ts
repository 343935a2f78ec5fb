import { attribute, firstNamed, innerSource } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import { type EmailIntents, type Intent, text } from '../intent.js';
import { readAsIs } from './read-as-is.js';
import { readNodes } from './read-nodes.js';
import type { Reading } from './reading.js';

/** Heads that the layout writes by itself. */
const OF_LAYOUT = /^(content-type|x-ua-compatible|viewport|x-apple-disable-message-reformatting|format-detection)$/i;

/** A whole email, or a piece of one without a document around it. */
export function readHtml(reading: Reading): EmailIntents {
  const { document, vocabulary } = reading;
  const head = firstNamed(document, 'head');
  const body = firstNamed(document, 'body');
  const html = firstNamed(document, 'html');
  const title = firstNamed(document, 'title');
  const parts = body ? body.children : withoutDocument(document.root.children, html);
  return {
    layout: html || body ? vocabulary.layout : undefined,
    subject: title ? [text(innerSource(document, title))] : [],
    preheader: [],
    head: head ? readHead(reading, head) : [],
    body: readNodes(reading, parts),
  };
}

function withoutDocument(nodes: Element['children'], html: Element | undefined): Element['children'] {
  return html ? html.children.filter((node) => !(node.kind === 'element' && node.name === 'head')) : nodes;
}

function readHead(reading: Reading, head: Element): Intent[] {
  const kept = head.children.filter((node) => {
    if (node.kind !== 'element') return true;
    if (node.name === 'title') return false;
    if (node.name !== 'meta') return true;
    const says = attribute(node, 'name') ?? attribute(node, 'http-equiv') ?? '';
    return attribute(node, 'charset') === undefined && !OF_LAYOUT.test(says);
  });
  return readAsIs(reading, kept).filter((intent) => intent.kind !== 'text' || intent.html.trim() !== '');
}
