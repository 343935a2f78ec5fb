import * as problems from '../../diagnostics/problems.js';
import { classes, closest } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import type { Reading } from './reading.js';

/** Lists an element that stays HTML, unless it stands in a table that is listed. */
export function noteKept(reading: Reading, element: Element, because?: string): void {
  const { kept, vocabulary } = reading;
  const name = classes(element).find((one) => vocabulary.classes.has(one));
  const isInside = closest(element, (around) => kept.has(around)) !== undefined;
  if (element.name === 'table') kept.add(element);
  if (isInside && name === undefined && because === undefined) return;
  const reason =
    because ?? (name ? `it is not nested as ${vocabulary.name} nests "${name}"` : 'no mixin stands for it');
  const written = name ? `<${element.name} class="${classes(element).join(' ')}">` : `This <${element.name}>`;
  reading.notes.push(problems.keptAsHtml(written, reason, reading.placeOf(element)));
}
