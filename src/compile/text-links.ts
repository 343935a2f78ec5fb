import { setAttribute } from '../document/edit.js';
import { replaceMergeTags } from '../document/merge-tags.js';
import type { Document, Element } from '../model/document.js';
import { stepOf } from './branches.js';

/*
 * A link that only has an address on a condition, `<a {{#if url}}href="…"{{/if}}>`: in the text the condition has to
 * stand around the address too. Marks carry it through the conversion.
 */

const SIDE = '\uE002';
const MIDDLE = '\uE003';

/** Notes in each address the conditions that it stands under. */
export function markConditionalLinks(document: Document): void {
  for (const element of document.elements) if (element.name === 'a') markLink(document, element);
}

function markLink({ source }: Document, element: Element): void {
  const link = element.attributes.find(({ name, removed }) => !removed && name.toLowerCase() === 'href');
  if (link?.value === undefined || link.start === undefined || link.end === undefined) return;
  const opening: string[] = [];
  let divided = false;
  replaceMergeTags(source.slice(element.start, link.start), (tag) => {
    const step = stepOf(tag);
    if (step === 'in') opening.push(tag);
    if (step === 'out') opening.pop();
    if (step === 'over') divided = true;
    return tag;
  });
  if (opening.length === 0 || divided) return;
  const closing: string[] = [];
  let depth = 0;
  replaceMergeTags(source.slice(link.end, element.openEnd), (tag) => {
    const step = stepOf(tag);
    if (step === 'in') depth++;
    if (step === 'out' && depth-- === 0) {
      closing.push(tag);
      depth = 0;
    }
    return tag;
  });
  if (closing.length !== opening.length) return;
  const parts = [opening.join(''), link.value, closing.join('')];
  setAttribute(element, 'href', SIDE + parts.join(MIDDLE) + SIDE);
}

/** Puts the conditions that were noted around the address with its brackets. */
export function printConditionalLinks(text: string): string {
  return text
    .replace(/( ?)<\uE002([^\uE002\uE003]*)\uE003([^\uE002\uE003]*)\uE003([^\uE002\uE003]*)\uE002>/g, '$2$1<$3>$4')
    .replace(/[\uE002\uE003]/g, '');
}
