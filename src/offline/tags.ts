/*
 * The start tags that a browser may find in a text. Emails come from anywhere, and what a tag is depends on what is
 * around it: `<style>` holds text, but markup within `<svg>`. Where both are possible, both are read. Nothing is built,
 * so no nesting is too deep.
 */

export interface Tag {
  /** In lower case. */
  name: string;
  start: number;
  /** Offset after `>`. */
  end: number;
  attributes: TagAttribute[];
}

export interface TagAttribute {
  /** In lower case. */
  name: string;
  /** Raw, between the quotes; empty for one without a value. */
  value: string;
  start: number;
  end: number;
}

/** The email is so tangled that reading all of its possible meanings would take too long. */
export class TooTangled extends Error {}

/** Elements whose content is text, to browsers that run no scripts or do, in HTML or not in SVG. */
const RAW = /^(style|title|textarea|xmp|iframe|noembed|noframes|script|noscript|plaintext)$/;

/** How often each letter may be read, on average. */
const PATIENCE = 12;

/** Each start tag once, in the order of their offsets. */
export function findTags(html: string): Tag[] {
  const found = new Map<number, Tag>();
  /** Where reading began outside of all tags: from there on the same is found again. */
  const seen = new Set<number>();
  const ends = new Map<string, number>();
  const starts = [0];
  let left = PATIENCE * html.length + 10_000;
  for (let start = starts.pop(); start !== undefined; start = starts.pop()) {
    let at = start;
    while (at < html.length) {
      const open = html.indexOf('<', at);
      if (open === -1 || seen.has(open)) break;
      seen.add(open);
      const after = readMarkup(html, open);
      left -= after.end - open;
      if (left < 0) throw new TooTangled();
      at = after.end;
      if (!after.tag) continue;
      found.set(open, after.tag);
      // What is in it is text here; behind it, and in it, reading goes on as well.
      if (RAW.test(after.tag.name)) {
        const end = endOfRaw(html, after.tag, ends);
        if (end !== undefined) starts.push(end);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** What begins at a `<`: a tag, a comment, or nothing but this sign. */
function readMarkup(html: string, open: number): { end: number; tag?: Tag } {
  const next = html[open + 1] ?? '';
  if (/[a-z]/i.test(next)) {
    const tag = readTag(html, open, open + 1);
    return tag ? { end: tag.end, tag } : { end: html.length };
  }
  if (next === '/' && /[a-z]/i.test(html[open + 2] ?? ''))
    return { end: readTag(html, open, open + 2)?.end ?? html.length };
  if (html.startsWith('<!--', open)) return { end: endOfComment(html, open) };
  if (next === '!' || next === '?' || next === '/') {
    const end = html.indexOf('>', open + 2);
    return { end: end === -1 ? html.length : end + 1 };
  }
  return { end: open + 1 };
}

function endOfComment(html: string, open: number): number {
  const short = /^<!--(-?>)/.exec(html.slice(open, open + 6));
  if (short) return open + short[0].length;
  COMMENT_END.lastIndex = open + 4;
  return COMMENT_END.test(html) ? COMMENT_END.lastIndex : html.length;
}

const COMMENT_END = /--!?>/g;

/** Reads a tag as the HTML standard does, letter for letter; undefined when the text ends in it. */
function readTag(html: string, start: number, from: number): Tag | undefined {
  const name = match(NAME, html, from);
  let at = from + name.length;
  const attributes: TagAttribute[] = [];
  for (;;) {
    at += match(BETWEEN, html, at).length;
    if (at >= html.length) return undefined;
    if (html[at] === '>') return { name: name.toLowerCase(), start, end: at + 1, attributes };
    const begin = at;
    const written = match(ATTRIBUTE_NAME, html, at);
    at += written.length;
    const equals = match(EQUALS, html, at);
    let value = '';
    if (equals) {
      at += equals.length;
      const quote = html[at];
      if (quote === '"' || quote === "'") {
        const end = html.indexOf(quote, at + 1);
        if (end === -1) return undefined;
        value = html.slice(at + 1, end);
        at = end + 1;
      } else {
        value = match(UNQUOTED, html, at);
        at += value.length;
      }
    }
    attributes.push({ name: written.toLowerCase(), value, start: begin, end: at });
  }
}

const NAME = /[^\t\n\f\r />]*/y;
const BETWEEN = /[\t\n\f\r /]*/y;
/** An equals sign at the beginning is part of the name. */
const ATTRIBUTE_NAME = /=?[^\t\n\f\r />=]*/y;
const EQUALS = /[\t\n\f\r ]*=[\t\n\f\r ]*/y;
const UNQUOTED = /[^\t\n\f\r >]*/y;

function match(pattern: RegExp, html: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(html)?.[0] ?? '';
}

/** @param ends where the end tags are that were looked for last, by name */
function endOfRaw(html: string, { name, end }: Tag, ends: Map<string, number>): number | undefined {
  let known = ends.get(name) ?? -1;
  if (known < end) {
    const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    closing.lastIndex = end;
    known = closing.exec(html)?.index ?? html.length;
    ends.set(name, known);
  }
  return known === html.length ? undefined : known;
}
