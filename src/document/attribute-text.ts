import { textIn } from './parse.js';

const COMMON: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Those that browsers read without a semicolon, too, and that can be part of an address or of CSS. */
const WITHOUT_END = /^(amp|lt|gt|quot)$/i;

/** What an attribute's raw text says, as browsers decode it. */
export function decodeAttribute(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#x([0-9a-f]+);?|#(\d+);?|([a-z][a-z\d]*)(;?)(=?))/gi,
    (written, hex: string, decimal: string, name: string, end: string, equals: string) => {
      if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return codePoint(Number(decimal));
      if (end) return (COMMON[name] ?? textIn(`&${name};`)) + equals;
      return WITHOUT_END.test(name) && !equals ? COMMON[name.toLowerCase()]! : written;
    },
  );
}

/** Text for between double quotes. */
export function encodeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

function codePoint(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
