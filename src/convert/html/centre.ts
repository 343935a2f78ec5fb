import type { Element } from '../../model/document.js';
import { call, type Intent } from '../intent.js';
import { readAsTag, readChildren } from './read-nodes.js';
import { isCell, onlyChild, ownAttributes, type Reading } from './reading.js';

/**
 * `center` alone in its cell is Jink's mixin. Beside other content it stays the element it is: a mixin would bring a
 * table, whose cell keeps margins apart that were one before.
 */
export function readCentre(reading: Reading, element: Element): Intent[] | undefined {
  if (element.name !== 'center') return undefined;
  const { parent } = element;
  if (!parent || !isCell(parent) || onlyChild(reading, parent) !== element) return [readAsTag(reading, element)];
  return [call('center', [], ownAttributes(reading, element), readChildren(reading, element))];
}
