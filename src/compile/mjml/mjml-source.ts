import { maskMergeTags } from '../../document/merge-tags.js';
import { type MjmlElement, tagsIn } from '../../document/parse-mjml.js';
import { lineStarts } from '../../document/positions.js';
import { MARK, writeMark } from '../marks.js';
import { nameOf, type Session } from '../session.js';
import { TEXT_END, TEXT_START, TEXT_TOLD } from '../text-places.js';

/** One text of MJML, which knows who wrote what in it. */
export interface MjmlSource {
  /** Absolute path of the file whose folder includes are relative to, where elements do not say more. */
  path: string;
  text: string;
  /** Pug wrote it: its elements bring their marks along. */
  isMarked: boolean;
  markAt(offset: number): string;
  markOf(element: MjmlElement): string;
  /** HTML between two offsets, every element marked, and every text when asked for. */
  content(from: number, to: number): string;
}

const MARKS = new RegExp(` ${MARK}="[^"]*"`, 'g');
const TEXT_MARKS = new RegExp(`${TEXT_START}[\\d:,]*=?${TEXT_TOLD}|${TEXT_END}`, 'g');

/** MJML as its author wrote it. @param trail the marks of the includes that led here, innermost first */
export function writtenMjml(session: Session, path: string, text: string, trail: string[], exact: boolean): MjmlSource {
  const starts = lineStarts(text);
  const file = nameOf(session, path);
  const markAt = (offset: number) => {
    const line = lineOf(starts, offset);
    return [writeMark(session.files, file, line + 1, offset - starts[line]! + 1), ...trail].join();
  };
  const content = (from: number, to: number) => {
    let html = '';
    let at = from;
    const addText = (end: number) => {
      html += exact ? tellLines(text.slice(at, end), (offset) => markAt(at + offset)) : text.slice(at, end);
    };
    for (const { kind, name, start, end } of tagsIn(maskMergeTags(text.slice(from, to)))) {
      addText(from + start);
      const written = text.slice(from + start, from + end);
      html += kind === 'open' ? `<${name} ${MARK}="${markAt(from + start)}"${written.slice(1 + name.length)}` : written;
      at = from + end;
    }
    addText(to);
    return html;
  };
  return { path, text, isMarked: false, markAt, markOf: ({ start }) => markAt(start), content };
}

/** A text with the place of each of its lines, whose indentation may be lost on the way. */
function tellLines(text: string, markAt: (offset: number) => string): string {
  return text.replace(
    /[^\s][^\r\n]*/g,
    (line, offset: number) => `${TEXT_START}${markAt(offset)}=${TEXT_TOLD}${line}${TEXT_END}`,
  );
}

/** MJML as Pug wrote it. @param otherwise the mark of what has none */
export function renderedMjml(path: string, text: string, otherwise: string): MjmlSource {
  const markIn = (written: string) => new RegExp(` ${MARK}="([^"]*)"`).exec(written)?.[1];
  const markAt = (offset: number) => {
    const end = text.indexOf('>', offset);
    const before = text.slice(0, offset);
    const told = new RegExp(`^\\s*${TEXT_START}([\\d:,]*)`).exec(text.slice(offset))?.[1];
    const inTag = text[offset] === '<' && end !== -1 ? markIn(text.slice(offset, end)) : undefined;
    return told ?? inTag ?? markIn(before.slice(before.lastIndexOf(MARK) - 1)) ?? otherwise;
  };
  return {
    path,
    text,
    isMarked: true,
    markAt,
    markOf: ({ start, openEnd }) => markIn(text.slice(start, openEnd)) ?? markAt(start),
    content: (from, to) => text.slice(from, to),
  };
}

/** HTML without any marks, for where no element can stand. */
export function withoutMarks(html: string): string {
  return html.replace(MARKS, '').replace(TEXT_MARKS, '');
}

/** The same, as far as texts are concerned. */
export function withoutTextMarks(html: string): string {
  return html.includes(TEXT_TOLD) || html.includes(TEXT_END) ? html.replace(TEXT_MARKS, '') : html;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
