import type { Place } from '../model/place.js';

const LINES_AROUND = 2;
const WIDEST = 160;

/**
 * The author's own lines around a place, the line itself marked and a caret under the column.
 * Tabs count as one column and are shown as one space, so that the caret stands right.
 */
export function codeFrame(source: string, place: Pick<Place, 'line' | 'column' | 'endLine' | 'endColumn'>): string {
  const lines = source.split(/\r\n|\r|\n/);
  if (place.line > lines.length) return '';
  const first = Math.max(1, place.line - LINES_AROUND);
  const last = Math.min(lines.length, place.line + LINES_AROUND);
  const gutter = String(last).length;
  const window = cut(lines[place.line - 1]!, place.column);
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = (lines[number - 1] ?? '').replace(/\t/g, ' ').slice(window.from, window.to);
    const marker = number === place.line ? '>' : ' ';
    frame.push(`${marker} ${String(number).padStart(gutter)} | ${text}`.trimEnd());
    if (number === place.line) {
      const width = place.endLine === place.line && place.endColumn ? Math.max(1, place.endColumn - place.column) : 1;
      const caret = ' '.repeat(Math.max(0, place.column - 1 - window.from)) + '^'.repeat(width);
      frame.push(`  ${' '.repeat(gutter)} | ${caret}`);
    }
  }
  return frame.join('\n');
}

/** Which part of a very long line to show: the one with the column in it. */
function cut(line: string, column: number): { from: number; to: number } {
  if (line.length <= WIDEST) return { from: 0, to: WIDEST };
  const from = Math.max(0, column - WIDEST / 2);
  return { from, to: from + WIDEST };
}
