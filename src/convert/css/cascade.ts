import type { CssDeclaration } from '../../document/css-text.js';
import { classes } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import { longhands } from './longhands.js';
import { type Matcher, matcherOf } from './match.js';
import type { CssRule } from './read-rules.js';

/** The rules of some sheets, to ask what they say of an element. */
export interface Cascade {
  /** The winning value of each longhand. */
  valuesOf(element: Element): ReadonlyMap<string, string>;
}

interface Candidate {
  matcher: Matcher;
  declarations: readonly CssDeclaration[];
  /** Its place in the cascade. */
  turn: number;
}

/** What rules outside of media queries say, the later ones winning over earlier ones of the same weight. */
export function createCascade(rules: readonly CssRule[]): Cascade {
  const candidates: Candidate[] = [];
  for (const { media, selectors, declarations } of rules) {
    if (media) continue;
    for (const selector of selectors) {
      const matcher = matcherOf(selector);
      if (matcher) candidates.push({ matcher, declarations, turn: 0 });
    }
  }
  let turns = 0;
  const byKey = new Map<string, Candidate[]>();
  for (const candidate of candidates.toSorted((a, b) => a.matcher.weight - b.matcher.weight)) {
    candidate.turn = turns++;
    const same = byKey.get(candidate.matcher.key);
    if (same) same.push(candidate);
    else byKey.set(candidate.matcher.key, [candidate]);
  }
  const candidatesFor = (element: Element) =>
    ['*', element.name, ...new Set(classes(element).map((name) => `.${name}`))]
      .flatMap((key) => byKey.get(key) ?? [])
      .sort((a, b) => a.turn - b.turn);
  const known = new WeakMap<Element, ReadonlyMap<string, string>>();
  return {
    valuesOf(element) {
      const before = known.get(element);
      if (before) return before;
      const values = new Map<string, string>();
      const insisted = new Map<string, string>();
      for (const { matcher, declarations } of candidatesFor(element)) {
        if (!matcher.matches(element)) continue;
        for (const declaration of declarations)
          for (const [name, value] of longhands(declaration))
            (declaration.important ? insisted : values).set(name, value);
      }
      for (const [name, value] of insisted) values.set(name, value);
      known.set(element, values);
      return values;
    },
  };
}
