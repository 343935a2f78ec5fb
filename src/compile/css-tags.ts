import { replaceMergeTags } from '../document/merge-tags.js';
import { stepOf } from './branches.js';

/** What a merge tag that stands for itself is to the CSS parser: an at-rule of this name. */
export const TAG_RULE = 'jink-tag';

const MASK = /\uE000(\d+)\uE001/g;

/**
 * CSS with its merge tags hidden from a parser: within a statement as letters, between statements as an at-rule.
 * `restore` puts them back.
 */
export function maskCssTags(css: string): { text: string; restore: (written: string) => string } {
  const tags: string[] = [];
  let before = '';
  let at = 0;
  const text = replaceMergeTags(css, (tag, offset) => {
    before = lastOf(before, css.slice(at, offset));
    at = offset + tag.length;
    const mask = `\uE000${tags.push(tag) - 1}\uE001`;
    const between = /^[{};]?$/.test(before) && (stepOf(tag) !== 'stay' || standsAlone(css, at));
    if (!between) before = 'x';
    return between ? `@${TAG_RULE} ${mask};` : mask;
  });
  if (tags.length === 0) return { text: css, restore: (written) => written };
  return { text, restore: (written) => written.replace(MASK, (_, number) => tags[Number(number)]!) };
}

/** The last character that means something. */
function lastOf(before: string, text: string): string {
  const rest = text.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, '').trimEnd();
  return rest === '' ? before : rest.at(-1)!;
}

/** Whether a tag that prints something prints whole statements: what follows does not go on with one. */
function standsAlone(css: string, end: number): boolean {
  return /^\s*($|[};]|\{\{|\{%|<%|\*\||%%)|^[^\S\n]*\n/.test(css.slice(end, end + 200));
}
