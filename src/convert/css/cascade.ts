import type { Element } from '../../model/document.js';
import { longhands } from './longhands.js';
import { type Matcher, matcherOf } from './match.js';
import type { CssRule, Declaration } from './parse-css.js';

/** The rules of some sheets, to ask what they say of an element. */
export interface Cascade {
  /** The winning value of each longhand. */
  valuesOf(element: Element): ReadonlyMap<string, string>;
}

interface Candidate {
  matcher: Matcher;
  declarations: Declaration[];
}

/** What rules outside of media queries say, the later ones winning over earlier ones of the same weight. */
export function createCascade(rules: readonly CssRule[]): Cascade {
  const candidates: Candidate[] = [];
  for (const { media, selectors, declarations } of rules) {
    if (media) continue;
    for (const selector of selectors) {
      const matcher = matcherOf(selector);
      if (matcher) candidates.push({ matcher, declarations });
    }
  }
  const inOrder = candidates.toSorted((a, b) => a.matcher.weight - b.matcher.weight);
  return {
    valuesOf(element) {
      const values = new Map<string, string>();
      const insisted = new Map<string, string>();
      for (const { matcher, declarations } of inOrder) {
        if (!matcher.matches(element)) continue;
        for (const declaration of declarations)
          for (const [name, value] of longhands(declaration))
            (declaration.important ? insisted : values).set(name, value);
      }
      for (const [name, value] of insisted) values.set(name, value);
      return values;
    },
  };
}
