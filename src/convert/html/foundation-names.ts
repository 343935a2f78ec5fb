import { classes } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import type { IntentAttribute } from '../intent.js';
import { onlyChild, type Reading } from './reading.js';

/** Classes that show an element on one kind of window only. */
export const KINDS = ['show-for-large', 'hide-for-large'];

export function unwrapCentre(reading: Reading, cell: Element): Element | undefined {
  const only = onlyChild(reading, cell);
  return only?.name === 'center' ? onlyChild(reading, only) : only;
}

export function numberAfter(element: Element, prefix: string): number {
  const found = classes(element).find(
    (name) => name.startsWith(`${prefix}-`) && /^\d+$/.test(name.slice(prefix.length + 1)),
  );
  return found ? Number(found.slice(prefix.length + 1)) : 0;
}

export function namesIn(attributes: readonly IntentAttribute[]): string[] {
  return (attributes.find(({ name }) => name === 'class')?.value ?? '').split(/\s+/).filter(Boolean);
}
