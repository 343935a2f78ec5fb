import { decodeEntities } from '../../document/decode-entities.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import type { IntentAttribute } from '../intent.js';
import { quote } from './quote.js';

const PLAIN_NAME = /^-?[_a-zA-Z][\w-]*$/;

/** `a.button(href="…")`: classes and the id in shorthand where their names allow it, `div` left out with them. */
export function printAttributes(head: string, attributes: IntentAttribute[]): string {
  const isCall = head.startsWith('+');
  const names = (attributes.find(({ name }) => name === 'class')?.value ?? '').split(/\s+/).filter(Boolean);
  const short = names.every((name) => PLAIN_NAME.test(name));
  const id = attributes.find(({ name }) => name === 'id')?.value;
  const shortId = id !== undefined && PLAIN_NAME.test(id) && !isCall;
  let written = head;
  // A call's shorthand could be read as the mixin's name going on, unless brackets end it.
  if (shortId) written += `#${id}`;
  if (short) written += names.map((name) => `.${name}`).join('');
  if (head === 'div' && written !== head) written = written.slice(3);
  const rest = attributes.filter(({ name, value }) => {
    if (name === 'class') return !short && value !== '';
    return !(name === 'id' && shortId);
  });
  if (rest.length === 0) return written;
  return `${written}(${rest.map(printAttribute).join(' ')})`;
}

function printAttribute({ name, value }: IntentAttribute): string {
  const key = /^[\w:.@-]+$/.test(name) ? name : `'${name}'`;
  if (value === undefined) return key;
  const decoded = decodeEntities(value);
  // Pug's escaping would change merge tags such as `<%= url %>` or `{{#if a > b}}`.
  if (hasMergeTag(value) && /[<>&"]/.test(decoded)) return `${key}!=${quote(value)}`;
  return `${key}=${quote(decoded)}`;
}
