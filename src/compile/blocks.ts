import { replaceMergeTags } from '../document/merge-tags.js';
import type { Document, Element } from '../model/document.js';
import { opensCondition, stepOf } from './branches.js';

/** A stretch of a document between a merge tag that opens a block and the one that closes it. */
export interface Block {
  start: number;
  end: number;
  around: Block | undefined;
  /** In it names mean other data, as in Handlebars' `each`. */
  changesContext: boolean;
  /** What stands in it is there once or not at all, and names mean what they mean around it. */
  isCondition: boolean;
}

/** The innermost block around each element that stands in one. */
export function findBlocks(document: Document): Map<Element, Block> {
  const blocks = readBlocks(document.source);
  const found = new Map<Element, Block>();
  if (blocks.length === 0) return found;
  let at = 0;
  let current: Block | undefined;
  for (const element of document.elements) {
    while (at < blocks.length && blocks[at]!.start < element.start) current = blocks[at++];
    while (current && current.end <= element.start) current = current.around;
    if (current) found.set(element, current);
  }
  return found;
}

function readBlocks(source: string): Block[] {
  const blocks: Block[] = [];
  const open: Block[] = [];
  replaceMergeTags(source, (tag, offset) => {
    const step = stepOf(tag);
    if (step === 'in') {
      const changesContext = /^\{\{~?\s*#/.test(tag) && !/^\{\{~?\s*#\s*(if|unless)\b/.test(tag);
      const block: Block = {
        start: offset,
        end: source.length,
        around: open.at(-1),
        changesContext,
        isCondition: opensCondition(tag),
      };
      blocks.push(block);
      open.push(block);
    } else if (step === 'out') {
      const closed = open.pop();
      if (closed) closed.end = offset + tag.length;
    }
    return tag;
  });
  return blocks;
}

export function isInLoop(block: Block | undefined): boolean {
  for (let around = block; around; around = around.around) if (around.changesContext) return true;
  return false;
}
