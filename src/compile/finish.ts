import { parse } from '../document/parse.js';
import type { Element } from '../document/tree.js';
import type { Place } from '../model/place.js';
import { authorsPlace, type MarkedFiles, takeMarks } from './marks.js';
import type { Printed } from './send-time/handlebars.js';

export interface Finished {
  html: string;
  placeAt(offset: number): Place | undefined;
}

/** The mark of the element around an offset. */
export type MarkAt = (offset: number) => string | undefined;

/**
 * Takes the marks out, prints what is left for send time, and tells for each place of the finished HTML who wrote it.
 * @param print gets HTML without marks, and the mark of the element around an offset of it
 */
export function finish(html: string, files: MarkedFiles, print: (html: string, markAt: MarkAt) => Printed): Finished {
  const taken = takeMarks(html);
  const printed = print(taken.html, createMarkFinder(taken.html, taken.marks));
  const marks = taken.marks.map(({ offset, mark }) => ({ offset: printed.offsetOf(offset), mark }));
  const markAt = createMarkFinder(printed.text, marks);
  return { html: printed.text, placeAt: (offset) => authorsPlace(files, markAt(offset)).place };
}

/** The mark of the innermost element around an offset that has one. */
function createMarkFinder(html: string, marks: readonly { offset: number; mark: string }[]): MarkAt {
  let elements: Element[] | undefined;
  let byStart: Map<number, string> | undefined;
  return (offset) => {
    byStart ??= new Map(marks.map(({ offset: at, mark }) => [at, mark]));
    elements ??= parse(html).elements;
    const innermost = elements.findLast((element) => element.start <= offset && offset < element.end);
    for (let element = innermost; element; element = element.parent) {
      const mark = byStart.get(element.start);
      if (mark !== undefined) return mark;
    }
    return undefined;
  };
}
