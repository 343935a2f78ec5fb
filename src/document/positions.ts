/** A line and a column, both from 1. Lines end with `\n`, `\r\n` or `\r`. */
export interface Position {
  line: number;
  column: number;
}

/** The offset at which each line of a text begins. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

export function positionAt(text: string, offset: number): Position {
  const starts = lineStarts(text.slice(0, offset));
  return { line: starts.length, column: offset - starts.at(-1)! + 1 };
}

/** The offset of a position; the text's end for one behind it. */
export function offsetAt(text: string, { line, column }: Position): number {
  const start = lineStarts(text)[line - 1];
  return start === undefined ? text.length : Math.min(text.length, start + column - 1);
}

/** One line of a text, without its end; empty when there is no such line. */
export function lineAt(text: string, line: number): string {
  return text.split(/\r\n|\r|\n/, line)[line - 1] ?? '';
}
