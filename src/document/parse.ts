import { Parser } from 'htmlparser2';
import type { Attribute, Comment, Document, Element, Text } from '../model/document.js';
import { hasTagBetween } from './find.js';
import { findMergeTags, hasMergeTag, maskMergeTags } from './merge-tags.js';
import { VOID_ELEMENTS } from './void-elements.js';

/** Browsers stop nesting at 512 elements; what is nested still deeper than this is no email, and stays text. */
const DEEPEST = 2500;

/**
 * Reads HTML into a tree of offsets. Nothing is repaired or moved: no `tbody` is invented and no text leaves its
 * table, because loops of merge tags stand in such places.
 */
export function parse(source: string): Document {
  const root = newElement('#root', undefined, 0);
  root.openEnd = 0;
  root.closeStart = source.length;
  root.end = source.length;
  const document: Document = { source, root, elements: [], edits: [], tagStarts: findMergeTags(source) };
  read(document, root, maskMergeTags(source), 0, source.length);
  return document;
}

/** Reads one stretch of the source as the children of `parent`; tells whether every element in it was closed there. */
function read(document: Document, parent: Element | Comment, masked: string, from: number, to: number): boolean {
  const around = parent.kind === 'element' ? parent : parent.parent;
  const stack: { element: Element; selfClosed: boolean }[] = [];
  const open: Element[] = [];
  let balanced = true;
  let opened = 0;
  let closed = 0;

  const current = (): Element | Comment => open.at(-1) ?? parent;
  // The parser keeps elements such as <o:p/> open, and grows slow with them.
  const isTooDeep = () => open.length > DEEPEST || stack.length > 8 * DEEPEST;
  const elementAround = (): Element => {
    const innermost = current();
    return innermost.kind === 'element' ? innermost : around;
  };

  const parser = new Parser(
    {
      onopentag(name) {
        // A stray `</p>` or `</br>` opens an element for a browser; as text it stays what it is.
        if (masked.startsWith('</', parser.startIndex)) {
          stack.push({ element: around, selfClosed: true });
          return;
        }
        const element = newElement(name, elementAround(), from + parser.startIndex);
        element.openEnd = from + parser.endIndex + 1;
        element.end = element.closeStart = element.openEnd;
        element.attributes = readAttributes(document.source, masked, element, from);
        current().children.push(element);
        document.elements.push(element);
        if (VOID_ELEMENTS.has(name)) {
          stack.push({ element, selfClosed: true });
          return;
        }
        const selfClosed = name.includes(':') && document.source[element.openEnd - 2] === '/';
        stack.push({ element, selfClosed });
        if (!selfClosed) {
          opened++;
          open.push(element);
        }
        if (isTooDeep()) parser.pause();
      },
      onclosetag(_name, implied) {
        const entry = stack.pop();
        if (!entry || entry.selfClosed) return;
        const { element } = entry;
        open.pop();
        if (implied) {
          element.closeStart = element.end = Math.min(from + parser.startIndex, to);
          balanced = false;
        } else {
          closed++;
          element.closeStart = from + parser.startIndex;
          element.end = from + parser.endIndex + 1;
        }
      },
      ontext() {
        const siblings = current().children;
        const start = from + parser.startIndex;
        const end = from + parser.endIndex + 1;
        const last = siblings.at(-1);
        if (last?.kind === 'text' && last.end === start) last.end = end;
        else siblings.push({ kind: 'text', parent: elementAround(), start, end } satisfies Text);
      },
      oncomment(content) {
        const start = from + parser.startIndex;
        const end = from + parser.endIndex + 1;
        const comment: Comment = { kind: 'comment', parent: elementAround(), start, end, children: [] };
        current().children.push(comment);
        readConditional(document, comment, masked.slice(start - from, end - from), content);
      },
    },
    { decodeEntities: false },
  );
  parser.write(masked);
  if (isTooDeep()) {
    for (const element of open) element.closeStart = element.end = to;
    document.unread = true;
    return false;
  }
  parser.end();
  return balanced && opened === closed && (masked.match(/<\//g)?.length ?? 0) === closed;
}

/** Parses what `<!--[if …]> … <![endif]-->` hides, if it is whole elements; halves of ghost tables stay a comment. */
function readConditional(document: Document, comment: Comment, masked: string, content: string): void {
  const opening = /^\[if [^\]]*\]>/.exec(content);
  if (!opening || !content.endsWith('<![endif]')) return;
  const from = 4 + opening[0].length;
  const to = masked.length - 3 - '<![endif]'.length;
  if (isHalf(masked.slice(from, to))) return;
  const known = document.elements.length;
  const whole = read(document, comment, masked.slice(from, to), comment.start + from, comment.start + to);
  if (!whole) {
    document.elements.length = known;
    comment.children = [];
  }
}

/** Halves of elements, which most comments for Outlook hold, are cheap to see. */
function isHalf(html: string): boolean {
  const first = /<(\/?)[a-z]/i.exec(html);
  if (first?.[1]) return true;
  return first !== null && !html.includes('</') && !/<(img|br|hr|meta|link|input)\b|\/>/i.test(html);
}

function newElement(name: string, parent: Element | undefined, start: number): Element {
  return {
    kind: 'element',
    name,
    parent,
    children: [],
    attributes: [],
    start,
    openEnd: start,
    closeStart: start,
    end: start,
    added: false,
    changed: false,
  };
}

const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** The attributes of one start tag: found on the masked text, read from the source. */
function readAttributes(source: string, masked: string, element: Element, base: number): Attribute[] {
  const nameEnd = element.start + 1 + element.name.length;
  if (nameEnd >= element.openEnd - 1) return [];
  const tag = masked.slice(nameEnd - base, element.openEnd - 1 - base);
  const attributes: Attribute[] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(tag); match; match = ATTRIBUTE.exec(tag)) {
    const start = nameEnd + match.index;
    const end = start + match[0].length;
    const quoted = match[2] ?? match[3];
    let value: string | undefined;
    if (quoted !== undefined) value = source.slice(end - 1 - quoted.length, end - 1);
    else if (match[4] !== undefined) value = source.slice(end - match[4].length, end);
    attributes.push({ name: source.slice(start, start + match[1]!.length), value, start, end });
  }
  return attributes;
}

/** Whether something in the element's start tag, outside of its attributes' values, is filled in later. */
export function hasConditionalAttributes(document: Document, element: Element): boolean {
  if (element.added || !hasTagBetween(document, element.start, element.openEnd)) return false;
  let at = element.start;
  let between = '';
  for (const { start, end } of element.attributes) {
    if (start === undefined || end === undefined) continue;
    between += document.source.slice(at, start);
    at = end;
  }
  return hasMergeTag(between + document.source.slice(at, element.openEnd));
}

/** What a piece of HTML says to a reader: without tags, and with every entity decoded. Blanks stay as they are. */
export function textIn(html: string): string {
  let text = '';
  const parser = new Parser({
    ontext: (written) => {
      text += written;
    },
    onopentag: (name) => {
      if (/^(br|p|div|td|h[1-6]|li)$/.test(name)) text += ' ';
    },
  });
  parser.end(html);
  return text;
}
