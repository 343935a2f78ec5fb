import { decodeEntities } from '../../document/decode-entities.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import type { Element } from '../../model/document.js';
import { call, type Intent, type IntentAttribute } from '../intent.js';
import { quote } from '../pug/quote.js';
import { readChildren } from './read-nodes.js';
import { isTable, onlyChild, onlyRow, ownAttributes, type Reading } from './reading.js';

const BUTTONS = ['button', 'tiny-button', 'small-button', 'medium-button', 'large-button'];

/** What `+button` puts on the link; anything else on it has no place in the mixin. */
const OF_LINK = /^(href|target|rel|title|download|clicktracking)$/i;

/** A table of one cell with one link. What its cell and link look like, when they differ from a button's, becomes a class. */
export function readButton(reading: Reading, element: Element): Intent[] | undefined {
  if (!isTable(element, ...BUTTONS)) return undefined;
  const row = onlyRow(reading, element);
  const cell = row && onlyChild(reading, row);
  const link = cell && onlyChild(reading, cell);
  if (!cell || link?.name !== 'a') return undefined;
  const ofCell = lookOf(ownAttributes(reading, cell, { dropped: ['align', 'valign'] }));
  const allOfLink = ownAttributes(reading, link);
  const ofLink = allOfLink.filter(({ name }) => OF_LINK.test(name));
  const lookOfLink = lookOf(allOfLink.filter((one) => !ofLink.includes(one)));
  if (ofCell === undefined || lookOfLink === undefined) return undefined;
  const attributes = ownAttributes(reading, element, { known: ['button'] });
  const rules = [...(ofCell ? [`& td { ${ofCell} }`] : []), ...(lookOfLink ? [`& a { ${lookOfLink} }`] : [])];
  if (rules.length > 0) addClass(attributes, reading.looks.classFor('look', rules));
  return [writeButton(readChildren(reading, link), ofLink, attributes)];
}

/** Attributes as declarations; undefined when one of them is about more than looks. */
export function lookOf(attributes: IntentAttribute[]): string | undefined {
  const declarations = attributes.map(({ name, value = '' }) => {
    if (name === 'style')
      return value
        .replace(/;\s*$/, '')
        .replace(/\s*;\s*/g, '; ')
        .replace(/:(?=\S)/g, ': ');
    return name.toLowerCase() === 'bgcolor' ? `background-color: ${value}` : undefined;
  });
  if (declarations.includes(undefined)) return undefined;
  return declarations.map((one) => `${one};`).join(' ');
}

function addClass(attributes: IntentAttribute[], name: string): void {
  const known = attributes.find((one) => one.name === 'class');
  if (known) known.value = `${known.value} ${name}`;
  else attributes.unshift({ name: 'class', value: name });
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
  const written = decodeEntities(html.replace(/[ \t\r\n\f]+/g, ' ').trim());
  if (written === '' || (hasMergeTag(written) && /[<>&"]/.test(written))) return undefined;
  return written;
}
