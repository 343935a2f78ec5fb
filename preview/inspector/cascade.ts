import type { Place } from '../../src/model/place';
import type { InspectedStyle } from '../../src/model/protocol';
import { type Specificity, specificity } from './specificity';

export type Scheme = 'light' | 'dark';

/** A rule that means an element. */
export interface MatchedStyle {
  /** As the author wrote it; undefined for a `style` attribute. */
  selector?: string | undefined;
  style: InspectedStyle;
  /** Its media query is not true at this width. */
  isIdle: boolean;
  declarations: MatchedDeclaration[];
}

export interface MatchedDeclaration {
  property: string;
  value: string;
  important: boolean;
  place?: Place | undefined;
  /** Something stronger sets all that it sets. */
  isBeaten: boolean;
}

interface Candidate {
  declaration: MatchedDeclaration;
  longhands: readonly string[];
  strength: readonly number[];
}

/** The rules that mean an element, the strongest first, and which of their declarations count. */
export function matchStyles(
  element: Element,
  index: number,
  styles: readonly InspectedStyle[],
  scheme: Scheme,
): MatchedStyle[] {
  const candidates: Candidate[] = [];
  const found = styles.flatMap((style, order) => {
    const match = matchOf(element, index, style);
    if (!match) return [];
    const isIdle = !style.around.every((rule) => isTrue(rule, element, scheme));
    const declarations = style.declarations.map((written): MatchedDeclaration => {
      const declaration = { ...written, isBeaten: false };
      // What stays in the head is important there: it has to beat what is inlined.
      const level = Number(declaration.important || style.inHead);
      const strength = [level, Number(!match.selector), ...match.weight, order];
      if (!isIdle) candidates.push({ declaration, longhands: longhandsOf(written), strength });
      return declaration;
    });
    const strength = [Number(style.inHead), Number(!match.selector), ...match.weight, order];
    return [{ matched: { selector: match.selector, style, isIdle, declarations }, strength }];
  });
  strikeOut(candidates);
  return found.sort((a, b) => compare(b.strength, a.strength)).map(({ matched }) => matched);
}

function matchOf(
  element: Element,
  index: number,
  { selectors, element: owner }: InspectedStyle,
): { selector?: string; weight: Specificity } | undefined {
  if (selectors.length === 0) return owner === index ? { weight: [0, 0, 0] } : undefined;
  return selectors
    .filter((selector) => matches(element, selector))
    .map((selector) => ({ selector, weight: specificity(selector) }))
    .sort((a, b) => compare(b.weight, a.weight))[0];
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false; // a selector of another browser
  }
}

/**
 * Only media queries can be asked; anything else is taken to be true. Whether it is dark is not for this machine to
 * say but for the lens.
 */
function isTrue(rule: string, element: Element, scheme: Scheme): boolean {
  const query = /^@media\s+(.*)$/is
    .exec(rule)?.[1]
    ?.replace(/\(\s*prefers-color-scheme\s*(?::\s*(\w+)\s*)?\)/gi, (_, asked?: string) =>
      !asked || asked.toLowerCase() === scheme ? '(min-width: 0)' : '(max-width: -1px)',
    );
  return query ? element.ownerDocument.defaultView!.matchMedia(query).matches : true;
}

const probe = document.createElement('i').style;

/** What a declaration sets, as the browser understands it; what it does not know stands for itself. */
function longhandsOf({ property, value }: { property: string; value: string }): readonly string[] {
  probe.cssText = '';
  probe.setProperty(property, value);
  return probe.length ? [...probe] : [property];
}

function strikeOut(candidates: readonly Candidate[]): void {
  const winners = new Map<string, Candidate>();
  // Of two in one rule, the later one counts.
  for (const candidate of candidates)
    for (const name of candidate.longhands) {
      const winner = winners.get(name);
      if (!winner || compare(candidate.strength, winner.strength) >= 0) winners.set(name, candidate);
    }
  for (const candidate of candidates)
    candidate.declaration.isBeaten = candidate.longhands.every((name) => winners.get(name) !== candidate);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, at) => value !== b[at]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}
