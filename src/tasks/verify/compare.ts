import type { TextBlock } from './measure.js';

/** How far a block of text has moved, in pixels; how far off its farthest edge is. */
export interface Moved {
  text: string;
  /** Where it stood, and where it stands; undefined for one that is only in the other. */
  before: TextBlock | undefined;
  after: TextBlock | undefined;
  distance: number;
}

/** Each block of the original with the same text in the result, in the same order. */
export function compareBlocks(before: readonly TextBlock[], after: readonly TextBlock[]): Moved[] {
  const moved: Moved[] = [];
  let next = 0;
  for (const block of before) {
    const found = after.findIndex(({ text }, i) => i >= next && text === block.text);
    if (found === -1) {
      moved.push({ text: block.text, before: block, after: undefined, distance: Number.POSITIVE_INFINITY });
      continue;
    }
    for (const extra of after.slice(next, found)) moved.push(added(extra));
    next = found + 1;
    moved.push({ text: block.text, before: block, after: after[found], distance: distance(block, after[found]!) });
  }
  for (const extra of after.slice(next)) moved.push(added(extra));
  return moved;
}

function added(block: TextBlock): Moved {
  return { text: block.text, before: undefined, after: block, distance: Number.POSITIVE_INFINITY };
}

function distance(a: TextBlock, b: TextBlock): number {
  const edges = [a.left - b.left, a.top - b.top, a.right - b.right, a.bottom - b.bottom];
  return Math.round(Math.max(...edges.map(Math.abs)) * 10) / 10;
}
