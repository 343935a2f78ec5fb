import type { Place } from '../model/place.js';

const LINES_AROUND = 2;
const WIDEST = 160;

/**
 * The author's own lines around a place, the line itself marked and a caret under the column.
 * Tabs count as one column and are shown as one space, so that the caret stands right. Empty for what is no text.
 */
export function codeFrame(source: string, place: Pick<Place, 'line' | 'column' | 'endLine' | 'endColumn'>): string {
  const lines = source.split(/\r\n|\r|\n/);
  if (place.line > lines.length || source.includes('\0')) return '';
  const first = Math.max(1, place.line - LINES_AROUND);
  const last = Math.min(lines.length, place.line + LINES_AROUND);
  const gutter = String(last).length;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const isMarked = number === place.line;
    const { text, from } = cut(lines[number - 1]!, isMarked ? place.column : 1);
    frame.push(`${isMarked ? '>' : ' '} ${String(number).padStart(gutter)} | ${text}`.trimEnd());
    if (!isMarked) continue;
    const width = place.endLine === place.line && place.endColumn ? place.endColumn - place.column : 1;
    const column = Math.max(0, place.column - 1 - from);
    const carets = '^'.repeat(Math.max(1, Math.min(width, text.length - column)));
    frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(column)}${carets}`);
  }
  return frame.join('\n');
}

/** The part of a line around a column, and the offset at which it begins; `…` stands for what was left out. */
function cut(line: string, column: number): { text: string; from: number } {
  // Nothing in a file may steer the terminal.
  const plain = line.replace(/\t/g, ' ').replace(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD');
  if (plain.length <= WIDEST) return { text: plain, from: 0 };
  const from = Math.max(0, Math.min(column - WIDEST / 2, plain.length - WIDEST));
  const text = plain.slice(from, from + WIDEST);
  const start = from > 0 ? '…' : '';
  const end = from + WIDEST < plain.length ? '…' : '';
  return { text: start + text.slice(start.length, text.length - end.length) + end, from };
}
