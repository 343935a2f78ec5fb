import { maskMergeTags } from './merge-tags.js';

/*
 * Reads MJML into a tree of offsets. MJML's own parser closes what is open, drops what it does not expect and knows no
 * columns; this one tells of all that, and leaves what to make of it to its callers.
 */

export interface MjmlElement {
  kind: 'element';
  /** In lower case. */
  name: string;
  attributes: MjmlAttribute[];
  /** Empty where the element's content is HTML, CSS or a text. */
  children: MjmlNode[];
  /** Offset of `<`. */
  start: number;
  /** Offset after the start tag's `>`. */
  openEnd: number;
  /** Offset of the end tag's `<`; equal to `openEnd` for an element that closes itself. */
  closeStart: number;
  end: number;
}

export interface MjmlAttribute {
  name: string;
  /** Raw, entities and merge tags as written; undefined for an attribute without a value. */
  value: string | undefined;
  start: number;
}

/** A text that stands between elements. */
export interface MjmlText {
  kind: 'text';
  start: number;
  end: number;
}

export interface MjmlComment {
  kind: 'comment';
  start: number;
  end: number;
}

export type MjmlNode = MjmlElement | MjmlText | MjmlComment;

/** What an author got wrong about tags, each told once. */
export interface MjmlMistake {
  kind: 'unclosed' | 'closes-nothing' | 'too-deep';
  /** `<mj-text>`, `</mj-text>` or `<!--`. */
  tag: string;
  offset: number;
}

export interface MjmlDocument {
  source: string;
  nodes: MjmlNode[];
  mistakes: MjmlMistake[];
}

/** Elements whose content MJML takes as it is. */
export const VERBATIM_ELEMENTS: ReadonlySet<string> = new Set([
  'mj-accordion-text',
  'mj-accordion-title',
  'mj-breakpoint',
  'mj-button',
  'mj-carousel-image',
  'mj-html-attribute',
  'mj-navbar-link',
  'mj-preview',
  'mj-raw',
  'mj-social-element',
  'mj-style',
  'mj-table',
  'mj-text',
  'mj-title',
]);

/** No email nests its elements deeper; MJML calls itself for each level. */
const DEEPEST = 200;

/** A start tag, an end tag or a comment. */
export interface Tag {
  kind: 'open' | 'close' | 'comment';
  name: string;
  start: number;
  end: number;
  /** Where its attributes begin and end. */
  attributesStart: number;
  attributesEnd: number;
  closesItself: boolean;
  /** It goes on to the end of the text. */
  isCut: boolean;
}

const BEGIN = /<(?:!--|!\[CDATA\[|[!?]|(\/?)([a-z][^\s/>]*))/gi;

/** HTML in which nothing is a tag but the end. */
const RAW_TEXT = /^(script|style|textarea|title|xmp)$/;

/** The tags of a text with its merge tags blanked out, from front to back. */
export function* tagsIn(masked: string, from = 0, to = masked.length): Generator<Tag> {
  const begin = new RegExp(BEGIN);
  begin.lastIndex = from;
  for (let found = begin.exec(masked); found && found.index < to; found = begin.exec(masked)) {
    const { 0: text, 1: slash, 2: written, index: start } = found;
    const after = start + text.length;
    if (written === undefined) {
      const close = text === '<!--' ? '-->' : text === '<![CDATA[' ? ']]>' : '>';
      const at = masked.indexOf(close, text === '<!--' ? start + 2 : after);
      const end = at === -1 || at >= to ? to : at + close.length;
      const isCut = at === -1 || at >= to;
      if (text === '<!--' || isCut)
        yield {
          kind: 'comment',
          name: text,
          start,
          end,
          attributesStart: end,
          attributesEnd: end,
          closesItself: false,
          isCut,
        };
      begin.lastIndex = end;
      continue;
    }
    const close = endOfTag(masked, after, to);
    const isCut = close === -1;
    const end = isCut ? to : close + 1;
    const closesItself = !isCut && masked[close - 1] === '/';
    const name = written.toLowerCase();
    yield {
      kind: slash ? 'close' : 'open',
      name,
      start,
      end,
      attributesStart: after,
      attributesEnd: isCut ? to : closesItself ? close - 1 : close,
      closesItself,
      isCut,
    };
    begin.lastIndex = end;
    if (!slash && !closesItself && RAW_TEXT.test(name)) {
      const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
      closing.lastIndex = end;
      begin.lastIndex = closing.exec(masked)?.index ?? end;
    }
  }
}

/** The offset of a tag's `>`; one between quotes does not count. */
function endOfTag(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const char = text[i]!;
    if (char === '>') return i;
    if ((char === '"' || char === "'") && /[=\s]/.test(text[i - 1]!)) {
      i = text.indexOf(char, i + 1);
      if (i === -1 || i >= to) return -1;
    }
  }
  return -1;
}

const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** The attributes of a start tag: found on the masked text, read from the source. */
export function attributesIn(source: string, masked: string, { attributesStart, attributesEnd }: Tag): MjmlAttribute[] {
  if (attributesEnd <= attributesStart) return [];
  return [...masked.slice(attributesStart, attributesEnd).matchAll(ATTRIBUTE)].map((match) => {
    const start = attributesStart + match.index;
    const end = start + match[0].length;
    const quoted = match[2] ?? match[3];
    const bare = match[4];
    const value =
      quoted !== undefined
        ? source.slice(end - 1 - quoted.length, end - 1)
        : bare === undefined
          ? undefined
          : source.slice(end - bare.length, end);
    return { name: source.slice(start, start + match[1]!.length), value, start };
  });
}

/** Reads MJML. What cannot be read to its end is told of and left out. */
export function parseMjml(source: string): MjmlDocument {
  const masked = maskMergeTags(source);
  const nodes: MjmlNode[] = [];
  const mistakes: MjmlMistake[] = [];
  const open: MjmlElement[] = [];
  /** In an element with HTML in it, how many of the same name are open. */
  let verbatim = 0;
  let at = 0;
  const siblings = () => open.at(-1)?.children ?? nodes;
  const addText = (to: number) => {
    if (to > at && source.slice(at, to).trim()) siblings().push({ kind: 'text', start: at, end: to });
  };
  const tell = (kind: MjmlMistake['kind'], tag: string, offset: number) => mistakes.push({ kind, tag, offset });
  for (const tag of tagsIn(masked)) {
    const { kind, name, start, end, closesItself, isCut } = tag;
    if (verbatim > 0) {
      const own = open.at(-1)!.name === name;
      // The end of an element around it: its own was forgotten.
      const isAround =
        kind === 'close' && !own && name.startsWith('mj') && open.some((element) => element.name === name);
      if (own && !closesItself) verbatim += kind === 'open' ? 1 : -1;
      if (isAround) verbatim = 0;
      if (verbatim > 0 && !isCut) continue;
    } else addText(start);
    at = end;
    if (isCut) {
      tell(
        'unclosed',
        source.slice(start, start + (kind === 'close' ? 2 : kind === 'open' ? 1 : 0) + name.length),
        start,
      );
      return { source, nodes, mistakes };
    }
    if (kind === 'comment') siblings().push({ kind: 'comment', start, end });
    else if (kind === 'open') {
      const attributes = attributesIn(source, masked, tag);
      const ends = { start, openEnd: end, closeStart: end, end };
      const element: MjmlElement = { kind: 'element', name, attributes, children: [], ...ends };
      siblings().push(element);
      if (closesItself) continue;
      open.push(element);
      if (VERBATIM_ELEMENTS.has(name)) verbatim = 1;
      if (open.length > DEEPEST) {
        tell('too-deep', `<${name}>`, start);
        return { source, nodes, mistakes };
      }
    } else {
      const index = open.findLastIndex((element) => element.name === name);
      if (index === -1) {
        tell('closes-nothing', `</${name}>`, start);
        continue;
      }
      for (const unclosed of open.splice(index + 1)) tell('unclosed', `<${unclosed.name}>`, unclosed.start);
      const element = open.pop()!;
      element.closeStart = start;
      element.end = end;
    }
  }
  const innermost = open.at(-1);
  // In a file that was cut off all are open; one says enough.
  if (innermost) tell('unclosed', `<${innermost.name}>`, innermost.start);
  else addText(source.length);
  return { source, nodes, mistakes };
}
