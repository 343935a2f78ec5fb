import type { Position } from '../document/positions.js';

/** The name of a template's program in V8's messages. */
export const PROGRAM = 'jink-program';

/** How many lines one element or statement of Pug may go over. */
const LINES = 60;

/** A line of the program that Pug made, and an index in it. */
export interface ProgramPoint {
  text: string;
  index: number;
  /** The lines before it. */
  above: string[];
}

/** Where an error was thrown in the program, the innermost call of the template's own. */
export function pointOf(program: string, error: unknown): ProgramPoint | undefined {
  const [, line, column] =
    new RegExp(`${PROGRAM}:(\\d+):(\\d+)`).exec(error instanceof Error ? (error.stack ?? '') : '') ?? [];
  return line && column ? pointAt(program, { line: Number(line), column: Number(column) }) : undefined;
}

/** Whether the template's own code threw an error, and nothing that it called. */
export function isThrownByProgram({ stack = '' }: Error): boolean {
  return /^\s+at .*$/m.exec(stack)?.[0].includes(PROGRAM) ?? false;
}

export function pointAt(program: string, { line, column }: Position): ProgramPoint | undefined {
  const lines = program.split('\n');
  const text = lines[line - 1];
  return text === undefined ? undefined : { text, index: column - 1, above: lines.slice(0, line - 1) };
}

/** The author's file and line that Pug noted last before a point of a program that was made for debugging. */
export function notedAbove({ above }: ProgramPoint): { path: string; line: number } | undefined {
  const note = above.findLast((text) => text.includes('pug_debug_line = '));
  const [, line, path] = /pug_debug_line = (\d+);pug_debug_filename = (".*");$/.exec(note ?? '') ?? [];
  return line && path ? { line: Number(line), path: JSON.parse(path) as string } : undefined;
}

/** The point moved to a word that V8's message names: for a call it tells only the statement. */
export function pointAtWord(point: ProgramPoint, word: string): ProgramPoint {
  const pattern = new RegExp(`(?<![\\w$])${word.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'g');
  pattern.lastIndex = point.index;
  const found = pattern.exec(point.text);
  return found ? { ...point, index: found.index } : point;
}

/** The word, or the one character, at a point. */
export function wordAt({ text, index }: ProgramPoint): string {
  return /^[\p{L}\d_$]+|^./u.exec(text.slice(index))?.[0] ?? '';
}

/**
 * The author's position of a point of the program: Pug copies expressions as they are, so the longest text around
 * the point that also stands in the author's lines is it.
 */
export function positionInSource(point: ProgramPoint, source: string, line: number): Position | undefined {
  const { text, index } = point;
  const window = source
    .split('\n')
    .slice(line - 1, line - 1 + LINES)
    .join('\n');
  let from = index;
  let to = index + wordAt(point).length;
  if (to === from || !window.includes(text.slice(from, to))) return undefined;
  while (to < text.length && window.includes(text.slice(from, to + 1))) to++;
  while (from > 0 && window.includes(text.slice(from - 1, to))) from--;
  const before = window.slice(0, window.indexOf(text.slice(from, to)) + index - from).split('\n');
  return { line: line + before.length - 1, column: before.at(-1)!.length + 1 };
}
