import { parse } from '../document/parse.js';
import { MARK, writeMark } from './marks.js';
import { nameOf, type Session } from './session.js';
import type { WrittenHtml, WrittenText } from './text-places.js';

/** HTML as it is, but with every element's place, straight after its name as Pug's are. */
export function markHtml(session: Session, path: string, source: string): string {
  return markHtmlExactly(session, path, source).html;
}

/** The same, and the place of every line. */
export function markHtmlExactly(session: Session, path: string, source: string): WrittenHtml {
  const starts = lineStarts(source);
  const file = nameOf(session, path);
  let line = 0;
  let html = '';
  let at = 0;
  for (const { start, name } of parse(source).elements) {
    while (line + 1 < starts.length && starts[line + 1]! <= start) line++;
    const nameEnd = start + 1 + name.length;
    const mark = writeMark(session.files, file, line + 1, start - starts[line]! + 1);
    html += `${source.slice(at, nameEnd)} ${MARK}="${mark}"`;
    at = nameEnd;
  }
  html += source.slice(at);
  const texts: WrittenText[] = [];
  let from = 0;
  for (const [i, { length }] of html
    .split(/(?<=\n)/)
    .map((text) => ({ length: text.length }))
    .entries()) {
    texts.push({ start: from, end: from + length, mark: writeMark(session.files, file, i + 1, 1), isLiteral: true });
    from += length;
  }
  return { html, texts };
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}
