import type { Place } from '../model/place.js';

/** How many lines below a tag's first one its attributes may stand. */
const MOST_LINES = 20;

/**
 * Where a text stands, from a position on; undefined when it is not soon found.
 * @param all the file's lines
 */
export function placeOfText(
  file: string,
  all: readonly string[],
  line: number,
  column: number,
  text: string,
): Place | undefined {
  const lines = all.slice(line - 1, line + MOST_LINES);
  for (const [i, content] of lines.entries()) {
    const start = indexOfWord(content, text, i === 0 ? column - 1 : 0) + 1;
    if (start > 0) return { file, line: line + i, column: start, endLine: line + i, endColumn: start + text.length };
  }
  return undefined;
}

/** `name` is not found in `username`. */
function indexOfWord(content: string, text: string, from: number): number {
  for (let at = content.indexOf(text, from); at !== -1; at = content.indexOf(text, at + 1)) {
    const isInside = /[\w$.]/.test(content[at - 1] ?? '') || /[\w$]/.test(content[at + text.length] ?? '');
    if (!isInside) return at;
  }
  return -1;
}
