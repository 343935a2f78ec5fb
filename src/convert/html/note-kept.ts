import * as problems from '../../diagnostics/problems.js';
import { classes, closest } from '../../document/find.js';
import { positionAt } from '../../document/positions.js';
import type { Element } from '../../model/document.js';
import type { Reading } from './reading.js';

/** Lists a table that no mixin stands for, unless it stands in one that is listed. */
export function noteKept(reading: Reading, element: Element): void {
  const { document, file, kept, vocabulary } = reading;
  const name = classes(element).find((one) => vocabulary.classes.has(one));
  if (element.name !== 'table') return;
  const isInside = closest(element, (around) => kept.has(around)) !== undefined;
  kept.add(element);
  if (isInside && name === undefined) return;
  const reason = name ? `it is not nested as ${vocabulary.name} nests "${name}"` : 'no mixin stands for it';
  const written = name ? `<table class="${classes(element).join(' ')}">` : 'This <table>';
  const place = { file, ...positionAt(document.source, element.start) };
  reading.notes.push(problems.keptAsHtml(written, reason, place));
}
