import type { Expression, Loop } from './expression.js';

/*
 * What a template's program prints instead of what it cannot know yet: private-use characters, which Pug's escaping,
 * class lists and attribute rules leave alone, and which the rest of the compiler takes for merge tags.
 */

export type TokenKind = 'value' | 'if' | 'each' | 'else' | 'end' | 'guard';

/** A value that is printed, a condition, or a loop. Its `else` and `end` have its number. */
export type Entry = (
  | { kind: 'value'; expression: Expression; raw: boolean }
  | { kind: 'if'; expression: Expression }
  | { kind: 'each'; expression: Expression; loop: Loop }
) & {
  /** The mark of where it was written, where that is not the element it stands in. */
  mark?: string;
};

const LETTERS: Record<TokenKind, string> = { value: 'v', if: 'i', each: 'e', else: 'l', end: 'n', guard: 'g' };

const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as TokenKind]));

const TOKEN = /\uE010([a-z])(\d+)\uE011/g;

/** The tokens of one template. */
export interface SendTimeTokens {
  /** Notes an entry and gives its token. */
  add(entry: Entry): string;
  entry(number: number): Entry;
  /** How many there are. */
  size(): number;
}

export function createSendTimeTokens(): SendTimeTokens {
  const entries: Entry[] = [];
  const numbers = new Map<string, number>();
  return {
    add(entry) {
      const key = entry.kind === 'value' ? valueKey(entry) : undefined;
      const known = key === undefined ? undefined : numbers.get(key);
      const number = known ?? entries.push(entry) - 1;
      if (key !== undefined) numbers.set(key, number);
      return writeToken(entry.kind, number);
    },
    entry: (number) => entries[number]!,
    size: () => entries.length,
  };
}

/** The same value printed twice is one entry, as far as that is cheap to see. */
function valueKey({ expression, raw, mark }: Extract<Entry, { kind: 'value' }>): string | undefined {
  if (expression.kind !== 'path' || typeof expression.root !== 'string') return undefined;
  return JSON.stringify([expression.root, expression.properties, expression.optional, raw, mark]);
}

export function writeToken(kind: TokenKind, number: number): string {
  return `\uE010${LETTERS[kind]}${number}\uE011`;
}

/** What a token says, or undefined for a text that is none. */
export function readToken(text: string): { kind: TokenKind; number: number } | undefined {
  const [, letter, number] = /^\uE010([a-z])(\d+)\uE011$/.exec(text) ?? [];
  const kind = letter && KINDS.get(letter);
  return kind ? { kind, number: Number(number) } : undefined;
}

/** Every token of a text, replaced. */
export function replaceTokens(
  text: string,
  replace: (kind: TokenKind, number: number, offset: number) => string,
): string {
  if (!text.includes('\uE010')) return text;
  return text.replace(TOKEN, (_, letter: string, number: string, offset: number) =>
    replace(KINDS.get(letter)!, Number(number), offset),
  );
}

/** Text of data that are known at once, with a guard in whatever would look like a merge tag: it prints as nothing. */
export function guardText(text: string): string {
  if (!/[{<*%|\uE010\uE011]/.test(text)) return text;
  const guard = writeToken('guard', 0);
  const inside = text
    .replace(/[\uE010\uE011]/g, '')
    .replace(/\{(?=[{%])|<(?=%)|\*(?=\|)|%(?=%)/g, (first) => first + guard);
  // What stands beside it may be the other half of a tag.
  return (/^[{%|]/.test(inside) ? guard : '') + inside + (/[{<*%]$/.test(inside) ? guard : '');
}
