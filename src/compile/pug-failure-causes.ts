import { nearest } from '../diagnostics/nearest.js';
import type { Data } from '../model/config.js';
import { EndlessLoop } from './mixin-runtime.js';
import type { ProgramPoint } from './pug-places.js';
import { isSendTime } from './send-time/values.js';

/** A failure with all that its message may need. */
export interface Failure {
  error: unknown;
  /** What the error says. */
  message: string;
  /** Where in the program it happened. */
  point: ProgramPoint | undefined;
  /** The program's text before that point, on its line. */
  before: string;
  /** The helper that threw. */
  helper: string | undefined;
  /** How many mixin calls were running. */
  depth: number;
  /** What the template can call by name, and the values. */
  names: string[];
  scope: Data;
  /** Where the template's data stands. */
  dataFile: string;
}

export interface Explanation {
  message: string;
  hint?: string;
}

/** Says in words for an author why a template failed. */
export function explainCause(failure: Failure): Explanation {
  for (const cause of CAUSES) {
    const explanation = cause(failure);
    if (explanation) return explanation;
  }
  return { message: `The template failed: ${withStop(failure.message) || 'it does not say why.'}` };
}

/** How Pug's loops begin, which give the list a name of their own. */
export const LIST = 'var $$obj = ';

export function isEndless(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

/** The first that has something to say is right. */
const CAUSES: ((failure: Failure) => Explanation | undefined)[] = [
  ({ helper, message }) => (helper ? { message: `The helper "${helper}" failed: ${withStop(message)}` } : undefined),
  ({ error, message }) => (error instanceof Error ? undefined : { message: `The template threw "${message}".` }),
  explainEndlessCalls,
  ({ error }) =>
    error instanceof EndlessLoop
      ? { message: 'This loop never ends.', hint: 'Something in it must make its condition false.' }
      : undefined,
  explainEmptyLoop,
  explainMissingOwner,
  explainNoFunction,
  ({ message }) => {
    const value = /^(.+) is not iterable/.exec(message)?.[1];
    return value ? { message: `"${value}" is not a list, so there is nothing to loop over.` } : undefined;
  },
  ({ message, point }) => {
    if (message !== 'Assignment to constant variable.') return undefined;
    const name = (point && /^[\w$]+/.exec(point.text.slice(point.index))?.[0]) ?? 'This name';
    return { message: `"${name}" cannot get another value.`, hint: 'Define it with "let" instead of "const".' };
  },
  ({ message }) => {
    const name = /^Cannot access '(.+)' before initialization$/.exec(message)?.[1];
    return name ? { message: `"${name}" is used before it is defined.`, hint: 'Define it further up.' } : undefined;
  },
];

function explainEndlessCalls({ error, depth }: Failure): Explanation | undefined {
  if (!isEndless(error)) return undefined;
  return depth > 50
    ? {
        message: 'This mixin calls itself without end.',
        hint: 'Let it end: put the call under an "if" that does not wait for data.',
      }
    : { message: 'Something here calls itself without end.' };
}

function explainEmptyLoop({ point, before, message, dataFile, scope }: Failure): Explanation | undefined {
  if (!point || !before.endsWith(LIST)) return undefined;
  const list = point.text.slice(before.length).replace(/;$/, '');
  const value = message.includes('null') ? 'null' : 'undefined';
  return {
    message: `"${list}" is ${value}, so there is nothing to loop over.`,
    hint: nearestPath(scope, list) ?? `Give it a value in ${dataFile}, or allow for it: ${list} ?? []`,
  };
}

function explainMissingOwner({ message, before, dataFile, scope }: Failure): Explanation | undefined {
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
  const hint = nearestPath(scope, owner ?? '') ?? `Give it a value in ${dataFile}${allow}`;
  return { message: `${what} is ${value}, so it has no "${property}".`, hint };
}

/** Of `meeting.lins`, the property of the data that was meant. */
function nearestPath(scope: Data, path: string): string | undefined {
  const names = path.split('.');
  let value: unknown = scope;
  for (const [index, name] of names.entries()) {
    if (typeof value !== 'object' || value === null || isSendTime(value)) return undefined;
    if (!Object.hasOwn(value, name)) {
      if (index === 0) return undefined; // a name of the template's own
      const near = nearest(name, Object.keys(value));
      return near && `Did you mean "${[...names.slice(0, index), near].join('.')}"?`;
    }
    value = (value as Data)[name];
  }
  return undefined;
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

function withStop(message: string): string {
  const text = message.trim().replace(/\s+/g, ' ');
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}
