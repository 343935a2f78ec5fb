/** A rule or an at-rule of a style sheet, with its text as written. */
export interface CssRule {
  /** `@media …` around it, without the `@media`; '' outside of any. */
  media: string;
  selectors: string[];
  declarations: Declaration[];
  /** As written, without comments. */
  text: string;
  /** An at-rule with anything else in it than rules, such as `@font-face`; it has no selectors. */
  isOther?: boolean;
}

export interface Declaration {
  /** In lower case. */
  name: string;
  value: string;
  important: boolean;
}

/** The rules of a sheet in their order. What is no CSS is left out. */
export function parseCss(css: string, media = ''): CssRule[] {
  const rules: CssRule[] = [];
  let at = 0;
  let from = 0;
  while (at < css.length) {
    const stop = nextOf(css, at, '{;}');
    if (stop === -1) break;
    if (css[stop] !== '{') {
      const statement = css.slice(from, stop + 1).trim();
      if (/@import/.test(statement)) rules.push(other(media, statement));
      at = from = stop + 1;
      continue;
    }
    const end = endOfBlock(css, stop);
    const prelude = stripComments(css.slice(from, stop));
    const body = css.slice(stop + 1, end);
    const text = `${stripComments(css.slice(from, end))}${css[end] === '}' ? '}' : ' }'}`;
    if (/^@media\b/i.test(prelude)) rules.push(...parseCss(body, prelude.replace(/^@media\s*/i, '').trim()));
    else if (prelude.startsWith('@')) rules.push(other(media, text));
    else rules.push({ media, selectors: splitTop(prelude, ','), declarations: parseDeclarations(body), text });
    at = from = end + 1;
  }
  return rules;
}

function other(media: string, text: string): CssRule {
  return { media, selectors: [], declarations: [], text, isOther: true };
}

/** `color: red; margin: 0 !important` */
export function parseDeclarations(style: string): Declaration[] {
  return splitTop(stripComments(style), ';').flatMap((part) => {
    const colon = part.indexOf(':');
    if (colon < 1) return [];
    const [, value = '', bang] = /^([\s\S]*?)\s*(!\s*important)?$/i.exec(part.slice(colon + 1).trim())!;
    const name = part.slice(0, colon).trim();
    return value ? [{ name: name.toLowerCase(), value, important: bang !== undefined }] : [];
  });
}

/** The parts of a list, not cut inside of quotes and brackets. */
export function splitTop(list: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = nextOf(list, 0, separator); at !== -1; at = nextOf(list, from, separator)) {
    parts.push(list.slice(from, at));
    from = at + 1;
  }
  parts.push(list.slice(from));
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** The offset of the first of some characters that stands in no text, comment or bracket. */
function nextOf(css: string, from: number, wanted: string): number {
  let depth = 0;
  for (let at = from; at < css.length; at++) {
    const char = css[at]!;
    if (char === '/' && css[at + 1] === '*') {
      const end = css.indexOf('*/', at + 2);
      if (end === -1) return -1;
      at = end + 1;
    } else if (char === '"' || char === "'") {
      const end = css.indexOf(char, at + 1);
      if (end === -1) return -1;
      at = end;
    } else if (char === '(') depth++;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && wanted.includes(char)) return at;
  }
  return -1;
}

/** The offset of the brace that closes the one at `open`, or the text's end. */
function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at !== -1; at = nextOf(css, at + 1, '{}')) {
    depth += css[at] === '{' ? 1 : -1;
    if (depth === 0) return at;
  }
  return css.length;
}

function stripComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/g, '').trim();
}
