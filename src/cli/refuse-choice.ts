import { nearest } from '../diagnostics/nearest.js';

/** What is wrong with words of which each must be one of `choices`; undefined when nothing is. */
export function refuseChoice(words: readonly string[], choices: readonly string[]): string | undefined {
  const wrong = words.find((word) => !choices.includes(word));
  if (wrong === undefined) return undefined;
  const near = nearest(wrong, choices);
  return `There is no "${wrong}". ${near ? `Did you mean "${near}"?` : `Choose from ${choices.join(', ')}.`}`;
}
