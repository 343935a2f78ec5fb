import { attribute, classes, closest, isBlank } from '../../document/find.js';
import type { Element, Node } from '../../model/document.js';
import { type Intent, tag } from '../intent.js';
import { contentOf, isTable, ownAttributes, type Reading } from './reading.js';

const WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/**
 * Ink lets every image float, Jink none: an image that something stands beside says so itself. One that fills its
 * column, or ends its cell, looks the same without.
 */
export function readFloatingImage(reading: Reading, element: Element): Intent[] | undefined {
  if (element.name !== 'img' || classes(element).includes('center')) return undefined;
  const style = attribute(element, 'style') ?? '';
  if (/\b(float|display)\s*:/.test(reading.ownStyle(element, style)) || attribute(element, 'align')) return undefined;
  const isAfterText = hasTextBefore(reading, element);
  if (!isAfterText && !hasContentAfter(reading, element)) return undefined;
  if (!isAfterText && fillsColumn(element) && !hasMarginAfter(reading, element)) return undefined;
  const attributes = ownAttributes(reading, element);
  const own = attributes.find(({ name }) => name === 'style');
  const value = [own?.value, 'float:left;clear:both'].filter(Boolean).join(';');
  return [tag('img', [...attributes.filter((one) => one !== own), { name: 'style', value }])];
}

function hasContentAfter({ document }: Reading, image: Element): boolean {
  for (let node: Element = image; node.parent && !/^t[dh]$/.test(node.name); node = node.parent) {
    const siblings: Node[] = node.parent.children;
    const after = siblings.slice(siblings.indexOf(node) + 1);
    if (after.some((one) => one.kind !== 'comment' && !isBlank(document, one) && !isBreak(one))) return true;
  }
  return false;
}

/** Text in whose line the image begins, and beside which it floats. */
function hasTextBefore(reading: Reading, image: Element): boolean {
  const parent = image.parent!;
  if (/^(a|span|b|strong|em|i|font)$/.test(parent.name)) return false;
  const content = contentOf(reading, parent);
  const before = content[content.indexOf(image) - 1];
  return (
    before?.kind === 'text' ||
    (before?.kind === 'element' && /^(a|b|strong|em|i|small|span|font|code|u)$/.test(before.name))
  );
}

/** Lists begin with a margin, which lies beside an image that floats and below one that does not. */
function hasMarginAfter(reading: Reading, image: Element): boolean {
  const siblings = image.parent ? contentOf(reading, image.parent) : [];
  const next = siblings[siblings.indexOf(image) + 1];
  return next?.kind === 'element' && /^(ul|ol|dl|blockquote|pre|hr|figure|fieldset)$/.test(next.name);
}

function isBreak(node: Node): boolean {
  return node.kind === 'element' && node.name === 'br';
}

function fillsColumn(image: Element): boolean {
  const columns = closest(image, (around) => isTable(around, 'columns', 'column'));
  const number = columns ? WORDS.findIndex((word) => classes(columns).includes(word)) + 1 : 0;
  return number > 0 && Number(attribute(image, 'width')) >= 50 * number - 20;
}
