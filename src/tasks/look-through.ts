import { answerColorScheme } from '../lenses/reading/color-scheme.js';
import type { Lens } from '../model/lens.js';

/**
 * What a reader sees through some of the lenses, in the order of `lenses`, whatever that of `ids`. Without one for the
 * dark it is light, also where the browser itself is dark.
 * @param ids those that are not in `lenses` are left out
 */
export function lookThrough(html: string, lenses: readonly Lens[], ids: readonly string[]): string {
  const chosen = lenses.filter(({ id }) => ids.includes(id));
  const seen = chosen.reduce((text, lens) => lens.apply(text), html);
  return chosen.some(({ answersColorScheme }) => answersColorScheme) ? seen : answerColorScheme(seen, 'light');
}
