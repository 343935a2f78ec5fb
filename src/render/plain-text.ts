import { textOf } from './text-of.js';

/** The entities that people write; any other stays as it is. */
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  zwnj: '',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  times: '×',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
};

/** Elements that begin a line of their own. */
const LINES = /^(p|div|section|article|header|footer|ul|ol|dl|dt|dd|h[1-6]|table|tr|blockquote|pre|figure|hr|center)$/;

/** Stands where a paragraph begins or ends; no text has it. */
const PARAGRAPH = '\u0000';

/**
 * HTML that comes as data, for the plain-text part: its text in lines, list items with a star, links with their
 * address behind them.
 */
export function plainText(value: unknown): string {
  const html = textOf(value);
  if (!/[<&]/.test(html)) return html;
  const links: string[] = [];
  const text = html
    .replace(/<!--[\s\S]*?(?:-->|$)|<(style|script|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/[\s\u0000]+/g, ' ')
    .replace(/<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi, (_, end: string, tag: string, inside: string) => {
      const name = tag.toLowerCase();
      if (name === 'a' && !end) links.push(attribute(inside, 'href'));
      if (name === 'a') return end ? written(links.pop()) : '';
      if (name === 'br') return '\n';
      if (name === 'li') return end ? '' : '\n* ';
      if (name === 'img') return attribute(inside, 'alt');
      if (name === 'td' || name === 'th') return end ? ' ' : '';
      return LINES.test(name) ? PARAGRAPH : '';
    });
  return decode(text)
    .split(PARAGRAPH)
    .map((part) =>
      part
        .replace(/[ \t]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .trim(),
    )
    .filter(Boolean)
    .join('\n\n');
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
}

/** An address behind its link, as in the rest of the text part. */
function written(href = ''): string {
  return /^(https?:|mailto:|tel:)/i.test(href) ? ` <${href}>` : '';
}

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (all, hex, decimal, name) => {
    if (name) return NAMED[name] ?? all;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
