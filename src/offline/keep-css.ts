import { isRemote } from './addresses.js';
import { HATCHING } from './placeholder.js';

/*
 * CSS is read token by token, as browsers do: `\75rl(`, comments between a function and its bracket, strings that end
 * with the line. Every address and every string that could become one is looked at; what is remote is replaced.
 */

const TOKEN =
  /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n\r\f]|\\(?:\r\n|[\s\S]))*"?|'(?:[^'\\\n\r\f]|\\(?:\r\n|[\s\S]))*'?|@?(?:[-\w\u0080-\uffff]|\\(?:[\da-f]{1,6}(?:\r\n|\s)?|[^\n\r\f]))+\(?|\s+|[\s\S]/gi;

/** Properties whose strings are words for readers. */
const WORDS =
  /^(content|quotes|font-family|font|font-feature-settings|font-variation-settings|grid(-.*)?|hyphenate-character|list-style(-type)?|text-overflow|string-set|text-emphasis(-style)?)$/;

/** Where a token stands. */
interface Context {
  /** The functions and brackets around it. */
  around: string[];
  /** The declaration's property; empty in selectors. */
  property: string;
  /** The at-rule that is being begun. */
  rule: string;
  /** The at-rules whose blocks are around it; an empty name for a rule with selectors. */
  blocks: string[];
}

/** A sheet, or the text of a `style` attribute, that leads nowhere. */
export function keepCss(css: string): string {
  if (!/[:/\\]/.test(css)) return css;
  const context: Context = { around: [], property: '', rule: '', blocks: [] };
  let out = '';
  let word = '';
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(css); found; found = TOKEN.exec(css)) {
    let [token] = found;
    const sign = token[0]!;
    if (sign === '"' || sign === "'") token = keepString(token, context);
    else if (token.length > 1 && token.endsWith('(')) {
      const name = decode(token.slice(0, -1)).toLowerCase();
      const address = name === 'url' ? readAddress(css, found.index + token.length) : undefined;
      if (address) {
        TOKEN.lastIndex = address.end;
        token = leadsAway(address.text, context) ? instead(context) : css.slice(found.index, address.end);
      } else context.around.push(name);
    } else if (/^[;{}]$/.test(sign)) {
      divide(context, sign);
      word = '';
    } else if (sign === '(' || sign === '[') context.around.push(sign);
    else if (sign === ')' || sign === ']') context.around.pop();
    else if (sign === '@') context.rule = decode(token.slice(1)).toLowerCase();
    else if (sign === ':') context.property ||= word;
    else if (!/^\s|^\/\*/.test(token)) word = decode(token).toLowerCase();
    out += token;
  }
  return out;
}

function divide(context: Context, sign: string): void {
  if (sign === '{') context.blocks.push(context.rule);
  if (sign === '}') context.blocks.pop();
  // In brackets a semicolon divides nothing; taking it as if it did must not make words of strings.
  if (sign !== ';' || context.around.length === 0) context.property = context.rule = '';
  if (sign !== ';') context.around = [];
}

function leadsAway(address: string, { rule }: Context): boolean {
  return isRemote(address) || (isImport(rule) && address.trim() !== '');
}

/** An address without quotes ends at its bracket; with quotes it is a string like others, and its function stays. */
function readAddress(css: string, from: number): { text: string; end: number } | undefined {
  UNQUOTED.lastIndex = from;
  const [whole, text] = UNQUOTED.exec(css) ?? [];
  return whole === undefined ? undefined : { text: decode(text ?? ''), end: from + whole.length };
}

const UNQUOTED = /\s*(?!["'\s])((?:[^)\\]|\\[\s\S])*)(?:\)|$)/y;

function keepString(token: string, context: Context): string {
  const { around, property, rule } = context;
  const isWord =
    around.length === 0 ? WORDS.test(property) || (property === '' && !isImport(rule)) : around.at(-1) === '[';
  if (isWord) return token;
  const isClosed = token.length > 1 && token.endsWith(token[0]!);
  const text = decode(token.slice(1, isClosed ? -1 : undefined));
  if (!leadsAway(text, context)) return token;
  return isImport(rule) || isFont(context) ? '""' : `"${HATCHING}"`;
}

function instead(context: Context): string {
  if (isImport(context.rule)) return 'url()';
  // A declaration that nobody can read is left out without a word.
  return isFont(context) ? 'none()' : `url("${HATCHING}")`;
}

function isFont({ blocks }: Context): boolean {
  return blocks.at(-1) === 'font-face';
}

/** What a token says: `\75 rl` is `url`. */
function decode(token: string): string {
  if (!token.includes('\\')) return token;
  return token.replace(/\\(?:([\da-f]{1,6})(?:\r\n|\s)?|\r\n|([\s\S]))/gi, (_, hex?: string, sign?: string) => {
    if (hex === undefined) return sign === '\n' || sign === '\f' || sign === '\r' || sign === undefined ? '' : sign;
    const code = Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

function isImport(rule: string): boolean {
  return /^import$/.test(rule);
}
