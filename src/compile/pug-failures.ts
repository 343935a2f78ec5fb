import { existsSync } from 'node:fs';
import * as problems from '../diagnostics/problems.js';
import { lineAt } from '../document/positions.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { WORDS } from './grid-words.js';
import { isOwnFile, readMark } from './marks.js';
import { placeOfText } from './place-of-text.js';
import { explainCause, isEndless, LIST } from './pug-failure-causes.js';
import { isThrownByProgram, type ProgramPoint, pointAtWord, pointOf, positionInSource, wordAt } from './pug-places.js';
import type { Program } from './pug-program.js';
import type { ScopeInput } from './pug-scope.js';
import { type PugNode, walkTree } from './pug-tree.js';
import { SendTimeMisuse } from './send-time/misuse.js';
import { DEFAULT_NAME } from './send-time/rewrite.js';
import { isOwn, nameOf, readText, type Session } from './session.js';

/** What is known of a template that failed while it ran. */
export interface FailedRun extends Program {
  error: unknown;
  /** The author's file, absolute, and line that ran; unknown when it did not fail a second time. */
  file?: string;
  line?: number;
  /** The mixin calls that were running, as a mark. */
  calls: string;
  /** The helper that threw. */
  helper?: string;
}

export interface FailedInput extends ScopeInput {
  path: string;
  source: string;
  dataFile: string;
  /** What the template can call by name. */
  names: string[];
  /** Their values. */
  scope: Data;
}

/** Turns a failure at run time into a diagnostic at the author's line. */
export function explainFailure(session: Session, input: FailedInput, run: FailedRun): Diagnostic {
  const path = run.file && existsSync(run.file) ? run.file : input.path;
  const file = nameOf(session, path);
  const calls = readMark(session.files, run.calls).filter((call) => !isOwnFile(call.file));
  // A call is announced before its arguments are worked out: it did not lead to what is wrong with them.
  if (calls[0]?.file === file && calls[0].line === run.line && !isEndless(run.error)) calls.shift();
  const atCall = calls.length > 0 && (isOwn(path) || isEndless(run.error));
  const message = run.error instanceof Error ? run.error.message : String(run.error);
  const source = (path === input.path ? input.source : readText(path)).replace(/\r\n?/g, '\n');
  const point = atCall ? undefined : failingPoint(run, message);
  const place = atCall ? calls[0]! : placeIn(file, source, run.line ?? 1, point);
  const trail = distinct(calls, place);
  const before = point?.text.slice(0, point.index) ?? '';
  const { error, helper } = run;
  const depth = run.calls.split(',').length;
  const unknown = unknownNameOf(run);
  if (unknown) {
    const names = [...namesIn(run.tree), ...input.names].map((name) => (name === DEFAULT_NAME ? 'default' : name));
    return isGridWord(unknown)
      ? problems.wordWithoutQuotes(unknown, place, trail)
      : problems.unknownName(unknown, place, names, input.dataFile, trail);
  }
  if (error instanceof SendTimeMisuse) {
    const { value, hint } = error;
    const line = run.line ?? 1;
    const at = atCall
      ? calls[0]!
      : (placeOfText(file, source.split('\n'), line, 1, value) ?? placeIn(file, source, line, point));
    return problems.sendTimeMisuse(message, at, hint, distinct(calls, at));
  }
  const explanation = explainCause({ ...input, error, message, point, before, helper, depth });
  return problems.templateFailed(explanation.message, place, explanation.hint, trail);
}

/** The name that made a template fail because nobody defined it. */
export function unknownNameOf({ error, helper }: FailedRun): string | undefined {
  // In a helper it is the helper's mistake, and in Jink its own.
  if (helper !== undefined || !(error instanceof ReferenceError) || !isThrownByProgram(error)) return undefined;
  return /^(\S+) is not defined$/.exec(error.message)?.[1];
}

/** Where in the program it failed, led by the names that V8's messages speak of. */
function failingPoint(run: FailedRun, message: string): ProgramPoint | undefined {
  const point = pointOf(run.body, run.error);
  if (!point || isEndless(run.error)) return undefined;
  if (point.text.slice(0, point.index).endsWith('$$obj.')) {
    // Pug's loop over a list that it gave a name of its own.
    const index = point.above.findLastIndex((text) => text.includes(LIST));
    const text = point.above[index];
    return text === undefined
      ? point
      : { text, index: text.indexOf(LIST) + LIST.length, above: point.above.slice(0, index) };
  }
  if (message === 'Assignment to constant variable.') {
    // V8 points at the sign; the name stands before it.
    const name = /[\w$]+\s*$/.exec(point.text.slice(0, point.index));
    if (name) return { ...point, index: name.index };
  }
  const word = /^(?:\S+\.)?([\w$]+) is not (?:defined|a function)$/.exec(message)?.[1];
  return word ? pointAtWord(point, word) : point;
}

export function isGridWord(name: string): boolean {
  return name === 'last' || WORDS.some((word) => word === name);
}

/** The names that a template defines itself: with `const`, in loops, as parameters of mixins. */
function namesIn(tree: PugNode): string[] {
  const names: string[] = [];
  const add = (text: string | null | undefined) => names.push(...(text?.match(/[\p{L}_$][\p{L}\d_$]*/gu) ?? []));
  walkTree(tree, (node) => {
    if (node.type === 'Each' || node.type === 'EachOf') add(`${node.val} ${node.key ?? ''}`);
    else if (node.type === 'Mixin' && !node.call) add(node.args);
    else if (node.type === 'Code' && !node.buffer)
      for (const [, name] of (node.val ?? '').matchAll(/\b(?:const|let|var|function)\s+([\w$]+)/g)) add(name);
  });
  return names;
}

function placeIn(file: string, source: string, line: number, point: ProgramPoint | undefined): Place {
  const position = point && positionInSource(point, source, line);
  if (!point || !position) return { file, line, column: /^\s*/.exec(lineAt(source, line))![0].length + 1 };
  const { length } = wordAt(point);
  return { file, ...position, endLine: position.line, endColumn: position.column + length };
}

/** The calls that led to a place; of a mixin that calls itself, one call says enough. */
function distinct(calls: Place[], place: Place): Place[] | undefined {
  const different = new Map(calls.map((call) => [JSON.stringify(call), call]));
  different.delete(JSON.stringify(place));
  return different.size ? [...different.values()] : undefined;
}
