import { hasMergeTag } from '../../document/merge-tags.js';
import type { Element } from '../../model/document.js';
import { call, type Intent, type IntentAttribute } from '../intent.js';
import { decodeText } from '../pug/decode-text.js';
import { quote } from '../pug/quote.js';
import { readChildren } from './read-nodes.js';
import { isTable, onlyChild, onlyRow, ownAttributes, type Reading } from './reading.js';

const BUTTONS = ['button', 'tiny-button', 'small-button', 'medium-button', 'large-button'];

/** What `+button` puts on the link; anything else on it has no place in the mixin. */
const OF_LINK = /^(href|target|rel|title|download|clicktracking)$/i;

/** A table of one cell with one link. */
export function readButton(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, ...BUTTONS)) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  const link = cell && onlyChild(reading, cell);
  if (!cell || link?.name !== 'a' || ownAttributes(reading, cell, { dropped: ['align'] }).length > 0) return undefined;
  const ofLink = ownAttributes(reading, link);
  if (ofLink.some(({ name }) => !OF_LINK.test(name))) return undefined;
  return [writeButton(readChildren(reading, link), ofLink, ownAttributes(reading, element, { known: ['button'] }))];
}

/** `+button('Open')(href="…")`, or with a block where the label is more than text. */
export function writeButton(label: Intent[], ofLink: IntentAttribute[], attributes: IntentAttribute[]): Intent {
  const plain = plainText(label);
  const all = [...ofLink, ...attributes];
  return plain === undefined ? call('button', [], all, label) : call('button', [quote(plain, "'")], all);
}

/** What a label says, when it is text that Pug's escaping leaves as it is. */
function plainText(label: Intent[]): string | undefined {
  if (label.some(({ kind }) => kind !== 'text')) return undefined;
  const html = label.map((one) => (one.kind === 'text' ? one.html : '')).join('');
  const written = decodeText(html.replace(/[ \t\r\n\f]+/g, ' ').trim());
  if (written === '' || (hasMergeTag(written) && /[<>&"]/.test(written))) return undefined;
  return written;
}
