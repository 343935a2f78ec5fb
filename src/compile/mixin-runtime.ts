import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { filler } from '../render/filler.js';
import { gridWord, WORDS } from './grid-words.js';
import { authorsPlace, type MarkedFiles } from './marks.js';
import { nameOfExpression } from './send-time/expression.js';
import { unknowable } from './send-time/misuse.js';
import { expressionOf, isSendTime } from './send-time/values.js';

/** The name under which a template's program finds what Jink gives it. */
export const RUNTIME = '$jink';

/** Ink's words, their aliases and Foundation's. */
export const VISIBILITY_KINDS = [
  'show-for-small',
  'hide-for-small',
  'show-for-desktop',
  'hide-for-desktop',
  'show-for-large',
  'hide-for-large',
] as const;

/** How many calls the mark of an element goes back: of a mixin that calls itself, the last ones say enough. */
const MOST_CALLS = 20;

/** How many turns all `while` loops of a template may take: no email is that long. */
const MOST_TURNS = 100_000;

/** The same for loops in JavaScript, which may work something out before anything is written. */
const MOST_JAVASCRIPT_TURNS = 5_000_000;

/** A loop that goes on and on. */
export class EndlessLoop extends Error {}

/** What a template's program can call while it runs, under the name `RUNTIME`. Mixins use it; authors need not. */
export interface MixinRuntime {
  /** For the `lang` and `dir` of the document. */
  lang: string;
  dir: 'ltr' | 'rtl';
  enter(mark: string): void;
  leave(): void;
  lend(): void;
  take(): void;
  mark(own: string): string;
  /** The mixin calls that are running, innermost first, as a mark. */
  calls(): string;
  /** Counts one turn of a `while`. */
  turn(): void;
  /** Counts one turn of a loop in JavaScript, as a condition that is true. */
  goOn(): true;
  columns(width: unknown): string;
  offset(offset: unknown): string;
  subColumns(width: unknown): string;
  blockGrid(size: unknown): string;
  visibility(kind: unknown, required?: boolean): string;
  pixels(height: unknown): number;
  isCss(style: unknown): boolean;
  filler(text: unknown): string;
}

export function createMixinRuntime(
  files: MarkedFiles,
  locale: string,
  report: (diagnostic: Diagnostic) => void,
): MixinRuntime {
  const calls: string[] = [];
  const lent: string[] = [];
  let turns = 0;
  let javascriptTurns = 0;
  const trail = () => calls.slice(-MOST_CALLS).toReversed().join(',');
  const here = () => authorsPlace(files, trail());
  /** The words of a value that decides about the layout. */
  const words = (value: unknown, what: string) => wordsOf(known(value, `it cannot be ${what}`));
  return {
    lang: locale,
    dir: directionOf(locale),
    enter: (mark) => void calls.push(mark),
    leave: () => void calls.pop(),
    lend: () => void lent.push(calls.pop() ?? ''),
    take: () => void calls.push(lent.pop() ?? ''),
    mark: (own) => (calls.length ? `${own},${trail()}` : own),
    turn() {
      turns++;
      if (turns > MOST_TURNS) throw new EndlessLoop();
    },
    goOn() {
      javascriptTurns++;
      if (javascriptTurns > MOST_JAVASCRIPT_TURNS) throw new EndlessLoop();
      return true;
    },
    calls: () => calls.toReversed().join(','),
    columns(width) {
      const [first = '', ...classes] = words(width, 'a width of columns');
      const word = gridWord(first, 1, 12);
      if (!word) report(problems.columnWidth(first || String(width), here().place, WORDS, here().trail));
      return [word ?? 'twelve', ...classes].join(' ');
    },
    offset(offset) {
      if (known(offset, 'it cannot be an offset') === undefined || offset === false || Number(offset) === 0) return '';
      const word = gridWord(String(offset), 1, 11);
      if (!word) report(problems.columnOffset(String(offset), here().place, WORDS.slice(0, 11), here().trail));
      return word ? `offset-by-${word}` : '';
    },
    subColumns(width) {
      const [first = '', ...classes] = words(width, 'a width of columns');
      const word = gridWord(first, 1, 12);
      if (!word) report(problems.columnWidth(first || String(width), here().place, WORDS, here().trail));
      return [word ?? 'twelve', ...classes].join(' ');
    },
    blockGrid(size) {
      const [first = '', ...classes] = words(size, 'the size of a block grid');
      const word = gridWord(first.replace(/-up$/, ''), 2, 8);
      if (!word) report(problems.blockGridSize(first || String(size), here().place, WORDS.slice(1, 8), here().trail));
      return [`${word ?? 'two'}-up`, ...classes].join(' ');
    },
    visibility(kind, required) {
      const given = words(kind, 'a kind of visibility');
      const isKnown = given.some(isVisibilityKind);
      const wrong = given.find((word) => /^(show|hide)-/.test(word) && !isVisibilityKind(word));
      if (required && kind === undefined)
        report(problems.visibilityKind(undefined, here().place, VISIBILITY_KINDS, here().trail));
      else if (wrong !== undefined || (required && kind && !isKnown))
        report(problems.visibilityKind(wrong ?? String(kind), here().place, VISIBILITY_KINDS, here().trail));
      return given.join(' ');
    },
    pixels(height) {
      const number = Number(String(known(height, 'it cannot be the height of a spacer') ?? 16).replace(/px$/, ''));
      if (Number.isInteger(number) && number > 0) return number;
      report(problems.spacerHeight(String(height), here().place, here().trail));
      return 16;
    },
    isCss: (style) => isSendTime(style) || String(style ?? '').includes(':'),
    filler,
  };
}

function isVisibilityKind(word: string): boolean {
  return VISIBILITY_KINDS.some((kind) => kind === word);
}

/** Languages written from right to left, and scripts that say so themselves. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|syr|ug|ur|yi)(-|$)|-(Arab|Hebr|Thaa|Syrc)(-|$)/i;

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(locale) && !/-Latn(-|$)/i.test(locale) ? 'rtl' : 'ltr';
}

function known<Value>(value: Value, doing: string): Value {
  if (isSendTime(value)) throw unknowable(nameOfExpression(expressionOf(value)), doing);
  return value;
}

function wordsOf(value: unknown): string[] {
  return String(value ?? '')
    .split(/\s+/)
    .filter(Boolean);
}
