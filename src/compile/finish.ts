import { parse } from '../document/parse.js';
import type { Document, Element } from '../document/tree.js';
import type { Place } from '../model/place.js';
import { authorsPlace, type MarkedFiles, takeMarks } from './marks.js';
import type { Printed } from './send-time/handlebars.js';

export interface Finished {
  html: string;
  placeAt(offset: number): Place | undefined;
}

/** The mark of the element around an offset. */
export type MarkAt = (offset: number) => string | undefined;

/** Prints what is left for send time: gets the HTML without marks, its document if asked for, and the marks around. */
type Print = (html: string, read: () => Document, markAt: MarkAt) => Printed;

/** Takes the marks out, has the rest printed, and tells for each place of the finished HTML who wrote it. */
export function finish(html: string, files: MarkedFiles, print: Print): Finished {
  const taken = takeMarks(html);
  let document: Document | undefined;
  const read = () => {
    document ??= parse(taken.html);
    return document;
  };
  const printed = print(taken.html, read, createMarkFinder(read, taken.marks));
  const marks = taken.marks.map(({ offset, mark }) => ({ offset: printed.offsetOf(offset), mark }));
  const markAt = createMarkFinder(() => parse(printed.text), marks);
  return { html: printed.text, placeAt: (offset) => authorsPlace(files, markAt(offset)).place };
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
