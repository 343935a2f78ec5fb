import * as problems from '../diagnostics/problems.js';
import { offsetAt, positionAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { writtenTag } from './written-tag.js';

/*
 * Exceptions from rules, where they are made: `//- jink-disable-next-line rule, other-rule: the reason` in Pug, the
 * same after `//` in Sass or in a comment of HTML and CSS.
 */

/** One rule that one line need not obey. */
export interface Exception {
  /** Empty when the comment names none. */
  rule: string;
  /** Of the rule's name in the comment. */
  place: Place;
  reason: string;
  /** The lines it is about: the next statement. */
  from: number;
  to: number;
}

const COMMENT =
  /^([ \t]*)(?:\/\/-?|\/\*+|<!--)[ \t]*jink-disable-next-line\b[ \t]*([^:\r\n]*?)[ \t]*(?::[ \t]*(.*?))?[ \t]*(?:\*\/|-->)?[ \t]*$/gm;

export function readExceptions(source: string, file: string): Exception[] {
  return [...source.matchAll(COMMENT)].flatMap((match) => {
    const [written, , list = '', reason = ''] = match;
    const end = match.index + written.length;
    const next = nextStatement(source, end);
    const names = [...list.matchAll(/[^\s,]+/g)];
    const from = match.index + written.indexOf(list, written.indexOf('next-line') + 9);
    if (names.length === 0) {
      const word = 'jink-disable-next-line';
      const place = placeOf(source, file, match.index + written.indexOf(word), word.length);
      return [{ rule: '', reason, ...next, place }];
    }
    return names.map(({ 0: rule, index }) => ({
      rule,
      reason,
      ...next,
      place: placeOf(source, file, from + index, rule.length),
    }));
  });
}

function placeOf(source: string, file: string, offset: number, length: number): Place {
  const { line, column } = positionAt(source, offset);
  return { file, line, column, endLine: line, endColumn: column + length };
}

/** The lines of what follows a comment: blank lines and further comments are passed over. */
function nextStatement(source: string, end: number): { from: number; to: number } {
  const lines = source.slice(end).split(/\r\n|\r|\n/);
  const first = positionAt(source, end).line;
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '' || /jink-disable-next-line/.test(line)) continue;
    const from = first + i;
    const place = { file: '', line: from, column: line.search(/\S/) + 1 };
    const tag = writtenTag(source, place);
    const last = Math.max(from, positionAt(source, Math.max(offsetAt(source, place), tag.end - 1)).line);
    const end = source[tag.end - 1] === '.' ? tag.end - 1 : tag.end;
    const [rest = '', ...below] = source.slice(end).split(/\r\n|\r|\n/);
    return { from, to: last + countTextLines(rest, below, place.column - 1) };
  }
  return { from: first + 1, to: first + 1 };
}

export interface Excepted<Found extends Diagnostic> {
  /** What is left to tell. */
  diagnostics: Found[];
  /** What the exceptions themselves have wrong. */
  problems: Diagnostic[];
}

/**
 * Leaves out what is excepted.
 * @param known the ids of all rules
 * @param isComplete whether everything was checked that these exceptions may be about, so that unused ones are known
 */
export function applyExceptions<Found extends Diagnostic>(
  diagnostics: readonly Found[],
  exceptions: readonly Exception[],
  known: readonly string[],
  isComplete: (file: string) => boolean,
): Excepted<Found> {
  const used = new Set<Exception>();
  const left = diagnostics.filter((diagnostic) => {
    const matching = exceptions.filter((exception) => exception.reason && isAbout(exception, diagnostic));
    for (const exception of matching) used.add(exception);
    return matching.length === 0;
  });
  const wrong = exceptions.flatMap((exception): Diagnostic[] => {
    const { rule, place, reason } = exception;
    if (!rule) return [problems.exceptionWithoutRule(place)];
    if (!known.includes(rule)) return [problems.unknownRule(rule, place, known)];
    if (!reason) return [problems.exceptionWithoutReason(rule, place)];
    return used.has(exception) || !isComplete(place.file) ? [] : [problems.unusedException(rule, place)];
  });
  return { diagnostics: left, problems: wrong };
}

/** An exception at the call of a mixin holds for what the call brings about. */
function isAbout({ rule, place, from, to }: Exception, { code, place: at, trail = [] }: Diagnostic): boolean {
  if (rule !== code || !at) return false;
  return [at, ...trail].some(({ file, line }) => file === place.file && from <= line && line <= to);
}

/**
 * How many lines of text follow a Pug tag: all of a block after a dot, where no comment could stand between, else those
 * that begin with a bar.
 * @param rest of the line on which the tag ends, from its end
 */
function countTextLines(rest: string, below: readonly string[], indentation: number): number {
  const isText = /^\.[ \t]*$/.test(rest) ? /^/ : /^\s*\|/;
  const end = below.findIndex((line) => line.trim() !== '' && (line.search(/\S/) <= indentation || !isText.test(line)));
  return end === -1 ? below.length : end;
}
