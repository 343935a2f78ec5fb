/** Ink's class names for one to twelve; the word for n stands at n - 1. */
export const WORDS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;

/** The word for a number or for itself, when it lies between `least` and `most`. */
export function gridWord(value: string, least: number, most: number): string | undefined {
  const number = /^\d+$/.test(value) ? Number(value) : WORDS.indexOf(value as (typeof WORDS)[number]) + 1;
  return number >= least && number <= most ? WORDS[number - 1] : undefined;
}

export function gridNumber(word: string): number | undefined {
  const index = WORDS.indexOf(word as (typeof WORDS)[number]);
  return index === -1 ? undefined : index + 1;
}
