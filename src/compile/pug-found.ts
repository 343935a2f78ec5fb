import { positionAt } from '../document/positions.js';
import type { Place } from '../model/place.js';

/** An error of Pug's and the file it stands in. */
export interface PugFound {
  file: string;
  /** With `\n` only, as Pug counts. */
  source: string;
  /** What Pug says. */
  message: string;
  line: number;
  column: number;
  /** The whole line. */
  text: string;
  /** Where what Pug read last began, as an offset. */
  token: number;
}

/** Places in the file by offset. */
export function placeIn({ file, source }: PugFound): (offset: number, length?: number) => Place {
  return (offset, length = 1) => {
    const start = positionAt(source, offset);
    return { file, ...start, endLine: start.line, endColumn: start.column + length };
  };
}

/** A place on the line by index. */
export function placeOnLine({ file, line }: PugFound, index: number, length = 1): Place {
  return { file, line, column: index + 1, endLine: line, endColumn: index + 1 + length };
}

/** The white space that a line begins with. */
export function indentOf(text: string): string {
  return /^[ \t]*/.exec(text)![0];
}

/** As much of a text as a message can hold. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
