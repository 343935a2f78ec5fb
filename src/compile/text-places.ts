import { attribute } from '../document/find.js';
import { parse } from '../document/parse.js';
import type { Document, Element, Node } from '../model/document.js';
import { MARK } from './marks.js';

/*
 * Marks for texts. Unlike those of elements they would be in everybody's way, so they leave the HTML as soon as Pug has
 * written it: what remains is a list of stretches. A text of the finished HTML is found among them by the element
 * around it, whose mark did survive, and by what it says.
 */

export const TEXT_START = '\uE004';
export const TEXT_TOLD = '\uE005';
export const TEXT_END = '\uE006';

const TOKEN = /\uE004([\d:,]*)(=?)\uE005|\uE006/g;

const MARKS = new RegExp(` ${MARK}="[^"]*"`, 'g');

/** A stretch of HTML that one line of an author's wrote. */
export interface WrittenText {
  start: number;
  end: number;
  mark: string;
  /** Letter for letter: columns go on with it. */
  isLiteral: boolean;
}

/** HTML as the template's engine wrote it, and who wrote its texts. */
export interface WrittenHtml {
  html: string;
  texts: WrittenText[];
}

/** Takes the marks of texts out again, and marks the elements that an author wrote as text. */
export function takeTexts(told: string): WrittenHtml {
  const texts: WrittenText[] = [];
  const open: WrittenText[] = [];
  let taken = 0;
  const html = told.replace(TOKEN, (token, mark: string | undefined, literal: string, offset: number) => {
    const at = offset - taken;
    taken += token.length;
    if (mark === undefined) {
      const text = open.pop();
      if (text) text.end = at;
    } else {
      const text = { start: at, end: at, mark, isLiteral: literal === '=' };
      texts.push(text);
      open.push(text);
    }
    return '';
  });
  return { html, texts };
}

/** The HTML with marks on the elements, too, that an author wrote as text. */
export function markWrittenElements({ html, texts }: WrittenHtml): string {
  let marked = '';
  let at = 0;
  for (const element of parse(html).elements) {
    const mark = attribute(element, MARK) === undefined ? markOf(texts, element.start, html) : undefined;
    if (mark === undefined) continue;
    const nameEnd = element.start + 1 + element.name.length;
    marked += `${html.slice(at, nameEnd)} ${MARK}="${mark}"`;
    at = nameEnd;
  }
  return marked + html.slice(at);
}

/** The mark of what is written at an offset of the engine's HTML. */
function markOf(texts: readonly WrittenText[], offset: number, html: string): string | undefined {
  const text = texts.findLast(({ start, end }) => start <= offset && offset < end);
  const before = text?.isLiteral ? html.slice(text.start, offset).replace(MARKS, '') : '';
  if (!text || !before) return text?.mark;
  // Lines of HTML are one text: they have lost the indentation that they share.
  const lines = before.split('\n');
  const [more, along] = [lines.length - 1, lines.at(-1)!.length];
  return text.mark.replace(
    /^(\d+:)(\d+):(\d+)/,
    (_, file, line, column) => `${file}${Number(line) + more}:${Number(column) + along}`,
  );
}

/** The texts and comments of a document by the element around them and by what they say. */
type Said = Map<string, number[]>;

function keyOf(document: Document, node: Node, marks: (element: Element) => string | undefined): string {
  let around: Element | undefined = node.parent;
  let mark: string | undefined;
  while (around && mark === undefined) {
    mark = marks(around);
    around = around.parent;
  }
  const written = document.source.slice(node.start, node.end);
  const says = node.kind === 'comment' ? written.slice(0, 24) : written.trim();
  return `${node.kind} ${mark ?? ''} ${says}`;
}

function collect(document: Document, marks: (element: Element) => string | undefined): Said {
  const said: Said = new Map();
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (node.kind !== 'element') {
        const key = keyOf(document, node, marks);
        const list = said.get(key);
        if (list) list.push(contentStart(document, node));
        else said.set(key, [contentStart(document, node)]);
      }
      if (node.kind !== 'text') visit(node.children);
    }
  };
  visit(document.root.children);
  return said;
}

function contentStart({ source }: Document, { start, end }: Node): number {
  return start + (/^\s*/.exec(source.slice(start, end))![0].length % (end - start));
}

/**
 * Finds the marks of texts in the finished HTML.
 * @param finished the HTML without marks
 * @param marks the mark of an element of `finished`
 */
export function findTexts(
  written: WrittenHtml,
  finished: Document,
  marks: (element: Element) => string | undefined,
): (offset: number) => string | undefined {
  const { html, texts } = written;
  const before = collect(parse(html), (element) => attribute(element, MARK) ?? markOf(texts, element.start, html));
  const after = collect(finished, marks);
  const starts = new Map<number, number>();
  for (const [key, offsets] of after)
    for (const [i, offset] of offsets.entries()) {
      const source = before.get(key)?.[i];
      if (source !== undefined) starts.set(offset, source);
    }
  const known = [...starts.keys()].sort((a, b) => a - b);
  return (offset) => {
    const start = known.findLast((candidate) => candidate <= offset);
    if (start === undefined) return undefined;
    return markOf(texts, follow(html, starts.get(start)!, finished.source.slice(start, offset)), html);
  };
}

/** The offset behind `text` from `start` on, though lines may have been broken in it since. */
function follow(source: string, start: number, text: string): number {
  if (source.startsWith(text, start)) return start + text.length;
  let left = text.replace(/\s/g, '').length;
  let at = start;
  for (; at < source.length && left > 0; at++) if (/\S/.test(source[at]!)) left--;
  if (/\s$/.test(text)) while (/\s/.test(source[at] ?? '')) at++;
  return at;
}
