import { replaceMergeTags } from './merge-tags.js';
import { textIn } from './parse.js';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** What a text of HTML, or an attribute's, says: with its entities decoded, and merge tags as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  let out = '';
  let at = 0;
  replaceMergeTags(text, (tag, offset) => {
    out += decode(text.slice(at, offset)) + tag;
    at = offset + tag.length;
    return tag;
  });
  return out + decode(text.slice(at));
}

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (written, hex, decimal, name) => {
    if (hex) return codePoint(Number.parseInt(hex, 16), written);
    if (decimal) return codePoint(Number(decimal), written);
    return NAMED[name] ?? textIn(written);
  });
}

function codePoint(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
