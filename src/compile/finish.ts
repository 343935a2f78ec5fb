import { parse } from '../document/parse.js';
import type { Document, Element } from '../model/document.js';
import type { SourceOf } from './draft.js';
import { authorsPlace, isOwnMark, type MarkedFiles, takeMarks } from './marks.js';
import type { Printed } from './send-time/handlebars.js';
import { findTexts, type WrittenHtml } from './text-places.js';

export interface Finished {
  html: string;
  sourceAt: SourceOf;
}

/** The mark of the element around an offset. */
export type MarkAt = (offset: number) => string | undefined;

/** Prints what is left for send time: gets the HTML without marks, its document if asked for, and the marks around. */
type Print = (html: string, read: () => Document, markAt: MarkAt) => Printed;

/**
 * Takes the marks out, has the rest printed, and tells for each place of the finished HTML who wrote it.
 * @param written what the engine wrote, to tell the places of texts as exactly
 */
export function finish(html: string, files: MarkedFiles, print: Print, written?: WrittenHtml): Finished {
  const taken = takeMarks(html);
  let document: Document | undefined;
  const read = () => {
    document ??= parse(taken.html);
    return document;
  };
  const printed = print(taken.html, read, createMarkFinder(read, taken.marks));
  const marks = taken.marks.map(({ offset, mark }) => ({ offset: printed.offsetOf(offset), mark }));
  const readPrinted = () => (printed.text === taken.html ? read() : parse(printed.text));
  return { html: printed.text, sourceAt: createSourceFinder(readPrinted, marks, files, written) };
}

/** Who wrote what stands at an offset: by the texts of the engine where they are known, else by the element around. */
function createSourceFinder(
  read: () => Document,
  marks: readonly { offset: number; mark: string }[],
  files: MarkedFiles,
  written: WrittenHtml | undefined,
): SourceOf {
  let document: Document | undefined;
  let byStart: Map<number, string> | undefined;
  let textMark: MarkAt | undefined;
  return (offset) => {
    byStart ??= new Map(marks.map(({ offset: at, mark }) => [at, mark]));
    document ??= read();
    const innermost = document.elements.findLast((element) => element.start <= offset && offset < element.end);
    const isTag = !innermost || offset < innermost.openEnd || offset >= innermost.closeStart;
    if (!isTag && written) {
      textMark ??= findTexts(written, document, (element) => byStart!.get(element.start));
      const mark = textMark(offset);
      if (mark !== undefined) return { ...authorsPlace(files, mark), isOwn: false };
    }
    const isAdded = innermost !== undefined && !byStart.has(innermost.start);
    for (let element = innermost; element; element = element.parent) {
      const mark = byStart.get(element.start);
      if (mark !== undefined) return { ...authorsPlace(files, mark), isOwn: isAdded || isOwnMark(files, mark) };
    }
    return undefined;
  };
}

/** The mark of the innermost element around an offset that has one. */
function createMarkFinder(read: () => Document, marks: readonly { offset: number; mark: string }[]): MarkAt {
  let elements: Element[] | undefined;
  let byStart: Map<number, string> | undefined;
  return (offset) => {
    byStart ??= new Map(marks.map(({ offset: at, mark }) => [at, mark]));
    elements ??= read().elements;
    const innermost = elements.findLast((element) => element.start <= offset && offset < element.end);
    for (let element = innermost; element; element = element.parent) {
      const mark = byStart.get(element.start);
      if (mark !== undefined) return mark;
    }
    return undefined;
  };
}
