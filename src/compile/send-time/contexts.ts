import type { Document } from '../../model/document.js';
import type { Expression } from './expression.js';
import { readToken, replaceTokens, type SendTimeTokens } from './tokens.js';

/**
 * Where a value stands, which decides how it is made harmless: `url` is the beginning of an address, `style` a style
 * attribute, `css` a style element, `plain` is no HTML at all.
 */
export type Context = 'text' | 'attribute' | 'url' | 'style' | 'css' | 'plain';

/** Attributes whose value a client may go to. */
export const URL_ATTRIBUTES = new Set(
  'href src background action formaction cite poster longdesc xlink:href'.split(' '),
);

/** A stretch of HTML whose tokens stand in another context than text. */
interface Stretch {
  start: number;
  end: number;
  context: (offset: number) => Context;
}

/** Says for each offset of a document where it stands. Must be asked from front to back. */
export function readContexts(document: Document): (offset: number) => Context {
  const html = document.source;
  const stretches = document.elements.flatMap((element): Stretch[] => {
    const attributes = element.attributes.flatMap(({ name, start, end }): Stretch[] => {
      if (start === undefined || end === undefined) return [];
      const context = attributeContext(name.toLowerCase(), html, start, end);
      return [{ start, end, context }];
    });
    if (element.name !== 'style') return attributes;
    return [...attributes, { start: element.openEnd, end: element.closeStart, context: () => 'css' }];
  });
  stretches.sort((a, b) => a.start - b.start);
  let at = 0;
  return (offset) => {
    while (at < stretches.length && stretches[at]!.end <= offset) at++;
    const stretch = stretches[at];
    return stretch && stretch.start <= offset ? stretch.context(offset) : 'text';
  };
}

function attributeContext(name: string, html: string, start: number, end: number): (offset: number) => Context {
  if (name === 'style') return () => 'style';
  if (!URL_ATTRIBUTES.has(name)) return () => 'attribute';
  const beginnings = valuesAtBeginning(html, start, end);
  return (offset) => (beginnings.has(offset) ? 'url' : 'attribute');
}

/** The values before which nothing settles what kind of address it is. */
function valuesAtBeginning(html: string, start: number, end: number): Set<number> {
  const found = new Set<number>();
  const value = html.slice(start, end);
  const first = /^[^=]*=\s*["']?/.exec(value)?.[0].length ?? 0;
  const open: boolean[] = [];
  let isBeginning = true;
  let at = first;
  const passText = (to: number) => {
    if (/[/?#:]/.test(value.slice(at, to))) isBeginning = false;
  };
  replaceTokens(value, (kind, _, offset) => {
    passText(offset);
    const length = value.indexOf('\uE011', offset) + 1 - offset;
    at = offset + length;
    if (kind === 'value' && isBeginning) found.add(start + offset);
    if (kind === 'if' || kind === 'each') open.push(isBeginning);
    if (kind === 'else') isBeginning = open.at(-1) ?? isBeginning;
    if (kind === 'end') isBeginning = open.pop() ?? isBeginning;
    return '';
  });
  return found;
}

/**
 * Addresses of several values, `#{scheme}://#{host}`, become one value: each of them alone may be harmless when all
 * together are not.
 * @param setValue replaces an attribute's value
 */
export function joinAddresses(
  document: Document,
  tokens: SendTimeTokens,
  decode: (html: string) => string,
  setValue: (element: Document['elements'][number], name: string, value: string) => void,
): void {
  for (const element of document.elements) {
    for (const { name, value = '' } of element.attributes) {
      if (!URL_ATTRIBUTES.has(name.toLowerCase()) || !value.startsWith('\uE010')) continue;
      const parts = partsOf(value, tokens, decode);
      if (parts && parts.length > 1 && !settlesKind(parts[1]))
        setValue(element, name, tokens.add({ kind: 'value', expression: { kind: 'joined', parts }, raw: false }));
    }
  }
}

/** Texts and values in their order; undefined when there are conditions or merge tags between them. */
function partsOf(value: string, tokens: SendTimeTokens, decode: (html: string) => string): Expression[] | undefined {
  const parts: Expression[] = [];
  for (const piece of value.split(/(\uE010[a-z]\d+\uE011)/)) {
    if (piece === '') continue;
    const token = readToken(piece);
    if (!token) {
      if (/\{\{|\{%|<%/.test(piece)) return undefined;
      parts.push({ kind: 'literal', value: decode(piece) });
      continue;
    }
    const entry = tokens.entry(token.number);
    if (token.kind !== 'value' || entry.kind !== 'value') return undefined;
    parts.push(entry.expression);
  }
  return parts;
}

/** After a slash, a question or a number sign, no address can change its kind. */
function settlesKind(part: Expression | undefined): boolean {
  return part?.kind === 'literal' && /^[/?#]/.test(String(part.value));
}
