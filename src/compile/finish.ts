import { parse } from '../document/parse.js';
import type { Element } from '../document/tree.js';
import type { Place } from '../model/place.js';
import { authorsPlace, type MarkedFiles, takeMarks } from './marks.js';

/** Takes the marks out and tells for each place of the finished HTML who wrote it. */
export function finish(
  html: string,
  files: MarkedFiles,
): { html: string; placeAt: (offset: number) => Place | undefined } {
  const taken = takeMarks(html);
  let elements: Element[] | undefined;
  let marks: Map<number, string> | undefined;
  return {
    html: taken.html,
    placeAt(offset) {
      marks ??= new Map(taken.marks.map(({ offset: at, mark }) => [at, mark]));
      elements ??= parse(taken.html).elements;
      const innermost = elements.findLast((element) => element.start <= offset && offset < element.end);
      for (let element = innermost; element; element = element.parent) {
        const mark = marks.get(element.start);
        if (mark !== undefined) return authorsPlace(files, mark).place;
      }
      return undefined;
    },
  };
}
