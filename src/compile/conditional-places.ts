import { hasMergeTag } from '../document/merge-tags.js';
import type { Document, Element } from '../model/document.js';
import { type Block, findBlocks } from './blocks.js';

const WITHOUT_CONTENT = /^(html|head|title|meta|link|style|script|base|noscript|body)$/;

const REVEALING = /<!--\[if [^\]<>]*\]><!(?:-- ?)?-->/g;
const END = '<![endif]-->';

/**
 * Tells of an element whether it is there on a condition that does not hold for all of the content: between merge tags
 * that may leave it out, or hidden from Outlook.
 */
export function conditionalPlaces(document: Document): (element: Element) => boolean {
  const { source, elements } = document;
  const blocks = hasMergeTag(source) ? findBlocks(document) : new Map<Element, Block>();
  const regions = revealedRegions(source);
  if (blocks.size === 0 && regions.length === 0) return () => false;
  const content = elements.filter(({ name }) => !WITHOUT_CONTENT.test(name));
  const first = content[0]?.start ?? source.length;
  const last = content.at(-1)?.start ?? 0;
  const leavesOut = ({ start, end }: { start: number; end: number }) => first < start || last >= end;
  return (element) => {
    for (let block = blocks.get(element); block; block = block.around) if (leavesOut(block)) return true;
    return regions.some((region) => region.start < element.start && element.start < region.end && leavesOut(region));
  };
}

/** What `<!--[if !mso]><!-->` hides from Outlook. */
function revealedRegions(source: string): { start: number; end: number }[] {
  const regions: { start: number; end: number }[] = [];
  let end = 0;
  for (const { index } of source.matchAll(REVEALING)) {
    if (end <= index) end = source.indexOf(END, index) + END.length;
    if (end < END.length) break;
    regions.push({ start: index, end });
  }
  return regions;
}
