import { existsSync } from 'node:fs';
import { nearest } from '../diagnostics/nearest.js';
import * as problems from '../diagnostics/problems.js';
import { lineAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { WORDS } from './grid-words.js';
import { isOwnFile, readMark } from './marks.js';
import { MOST_CALLS } from './mixin-runtime.js';
import { type ProgramPoint, pointAtWord, pointOf, positionInSource, wordAt } from './pug-places.js';
import type { Program } from './pug-run.js';
import { type PugNode, walkTree } from './pug-tree.js';
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

export interface FailedInput {
  path: string;
  source: string;
  dataFile: string;
  /** What the template can call by name. */
  names: string[];
}

/** One failure, with all that its message may need. */
interface Failure extends FailedInput {
  message: string;
  place: Place;
  /** What stands before the place in the program, up to where the expression begins. */
  before: string;
  point: ProgramPoint | undefined;
  run: FailedRun;
}

interface Explanation {
  message: string;
  hint?: string;
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
  const failure: Failure = { ...input, message, place, before, point, run };

  const unknown = unknownName(failure);
  if (unknown) {
    const names = [...namesIn(run.tree), ...input.names];
    return isGridWord(unknown)
      ? problems.wordWithoutQuotes(unknown, place, trail)
      : problems.unknownName(unknown, place, names, input.dataFile, trail);
  }
  const explain = (what: (typeof EXPLANATIONS)[number]) => what(failure);
  const { message: said, hint } = EXPLANATIONS.map(explain).find((explanation) => explanation !== undefined) ?? {
    message: `The template failed: ${withStop(message) || 'it does not say why.'}`,
  };
  return problems.templateFailed(said, place, hint, trail);
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
  const word = /^(?:\S+\.)?([\w$]+) is not (?:defined|a function)$/.exec(message)?.[1];
  return word ? pointAtWord(point, word) : point;
}

const LIST = 'var $$obj = ';

function isEndless(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

function unknownName({ message, run }: Failure): string | undefined {
  return run.error instanceof ReferenceError ? /^(\S+) is not defined$/.exec(message)?.[1] : undefined;
}

function isGridWord(name: string): boolean {
  return name === 'last' || WORDS.some((word) => word === name);
}

/** The first that has something to say is right. */
const EXPLANATIONS: ((failure: Failure) => Explanation | undefined)[] = [
  ({ run, message }) =>
    run.helper ? { message: `The helper "${run.helper}" failed: ${withStop(message)}` } : undefined,
  ({ run, message }) => (run.error instanceof Error ? undefined : { message: `The template threw "${message}".` }),
  explainEndlessCalls,
  explainEmptyLoop,
  explainMissingOwner,
  explainNoFunction,
  ({ message }) => {
    const value = /^(.+) is not iterable/.exec(message)?.[1];
    return value ? { message: `"${value}" is not a list, so there is nothing to loop over.` } : undefined;
  },
  ({ message, before }) => {
    if (message !== 'Assignment to constant variable.') return undefined;
    const name = /([\w$]+)\s*$/.exec(before)?.[1] ?? 'This name';
    return { message: `"${name}" cannot get another value.`, hint: 'Define it with "let" instead of "const".' };
  },
  ({ message }) => {
    const name = /^Cannot access '(.+)' before initialization$/.exec(message)?.[1];
    return name ? { message: `"${name}" is used before it is defined.`, hint: 'Define it further up.' } : undefined;
  },
];

function explainEndlessCalls({ run }: Failure): Explanation | undefined {
  if (!isEndless(run.error)) return undefined;
  return run.calls.split(',').length === MOST_CALLS
    ? { message: 'This mixin calls itself without end.', hint: 'Let it end: put the call under an "if".' }
    : { message: 'Something here calls itself without end.' };
}

function explainEmptyLoop({ point, before, message, dataFile }: Failure): Explanation | undefined {
  if (!point || !before.endsWith(LIST)) return undefined;
  const list = point.text.slice(before.length).replace(/;$/, '');
  const value = message.includes('null') ? 'null' : 'undefined';
  return {
    message: `"${list}" is ${value}, so there is nothing to loop over.`,
    hint: `Give it a value in ${dataFile}, or allow for it: ${list} ?? []`,
  };
}

function explainMissingOwner({ message, before, dataFile }: Failure): Explanation | undefined {
  const destructured = /^Cannot destructure .*of '(.+)' as it is (undefined|null)\.$/.exec(message);
  if (destructured) return { message: `"${destructured[1]}" is ${destructured[2]}, so nothing can be taken from it.` };
  const [, verb, value, property] =
    /^Cannot (read|set) properties of (undefined|null) \((?:reading|setting) '(.+)'\)$/.exec(message) ?? [];
  if (!verb) return undefined;
  const owner = /([\w$]+(?:\??\.[\w$]+|\[[^\]]*\]|\(\))*)(?:\.|\[['"]?)$/.exec(before)?.[1];
  const what = owner ? `"${owner}"` : 'Something here';
  if (verb === 'set') return { message: `${what} is ${value}, so it cannot get a "${property}".` };
  const allow =
    owner && /^[\w$]+$/.test(property!) && !/^\d/.test(property!) ? `, or allow for it: ${owner}?.${property}` : '';
  return {
    message: `${what} is ${value}, so it has no "${property}".`,
    hint: `Give it a value in ${dataFile}${allow}`,
  };
}

/** What texts, lists, numbers and dates can do, for "did you mean". */
const METHODS = [String, Array, Number, Date].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));

function explainNoFunction({ message, names }: Failure): Explanation | undefined {
  const called = /^(\S+) is not a function$/.exec(message)?.[1];
  if (!called) return undefined;
  const dynamic = /^pug_mixins\[(.+)\]/.exec(called)?.[1];
  if (dynamic)
    return {
      message: `"${dynamic}" is not the name of a mixin here.`,
      hint: 'A mixin that is called by a value must be defined in the template.',
    };
  const name = called.split('.').at(-1)!;
  const candidates = called.includes('.') ? METHODS : names;
  const near = nearest(
    name,
    candidates.filter((candidate) => candidate !== name),
  );
  return { message: `"${called}" is not a function.`, ...(near && { hint: `Did you mean "${near}"?` }) };
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

function withStop(message: string): string {
  const text = message.trim().replace(/\s+/g, ' ');
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
