import { replaceMergeTags } from '../document/merge-tags.js';
import { textIn } from '../document/parse.js';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** What an attribute's text says: with its entities decoded, and merge tags as they are. */
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

/**
 * CSS for between double quotes: its quotes become single ones where that changes nothing, others entities, and so do
 * ampersands that would begin an entity. Merge tags stay as they are.
 */
export function encodeQuotes(style: string): string {
  if (!/["&]/.test(style)) return style;
  const tags: string[] = [];
  const masked = replaceMergeTags(style, (tag) => `\uE000${tags.push(tag) - 1}\uE001`);
  const encoded = masked
    .replace(/&(?=#|\w+(?![\w=]))/g, '&amp;')
    .replace(/\\"|'(?:[^'\\]|\\.)*'|"([^"'\\]*)"|"/g, (found, quoted?: string) =>
      quoted === undefined ? found.replaceAll('"', '&quot;') : `'${quoted}'`,
    );
  return encoded.replace(/\uE000(\d+)\uE001/g, (_, number) => tags[Number(number)]!);
}

/** Text for between tags. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
