import { replaceMergeTags } from '../../document/merge-tags.js';
import { textIn } from '../../document/parse.js';

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** What a text of HTML says: with its entities decoded, and merge tags as they are. */
export function decodeText(html: string): string {
  if (!html.includes('&')) return html;
  let out = '';
  let at = 0;
  replaceMergeTags(html, (tag, offset) => {
    out += decode(html.slice(at, offset)) + tag;
    at = offset + tag.length;
    return tag;
  });
  return out + decode(html.slice(at));
}

function decode(html: string): string {
  return html.replace(/&(?:#x[0-9a-f]+|#\d+|\w+);/gi, (written) => {
    const name = written.slice(1, -1);
    const number = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    if (name.startsWith('#')) return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : written;
    return NAMED[name] ?? textIn(written);
  });
}
