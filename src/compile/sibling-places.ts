import { childElements } from '../document/find.js';
import type { Element } from '../model/document.js';

/** Where an element stands among its siblings, and among those of its name; counted from 1. */
export interface SiblingPlace {
  siblings: readonly Element[];
  index: number;
  ofType: number;
  typeCount: number;
}

/** The places of a document's elements, found once for all children of a parent. */
export function findPlaces(): (element: Element) => SiblingPlace {
  const places = new Map<Element, SiblingPlace>();
  return (element) => {
    const known = places.get(element);
    if (known) return known;
    const siblings = element.parent ? childElements(element.parent) : [element];
    const counts = new Map<string, number>();
    const found = siblings.map((sibling, i): SiblingPlace => {
      const ofType = (counts.get(sibling.name) ?? 0) + 1;
      counts.set(sibling.name, ofType);
      return { siblings, index: i + 1, ofType, typeCount: 0 };
    });
    for (const [i, sibling] of siblings.entries()) {
      found[i]!.typeCount = counts.get(sibling.name)!;
      places.set(sibling, found[i]!);
    }
    // What stands in a conditional comment has no siblings for a browser.
    const place = places.get(element) ?? { siblings: [], index: 0, ofType: 0, typeCount: 0 };
    places.set(element, place);
    return place;
  };
}

type Holds = (place: SiblingPlace) => boolean;

/** What a pseudo-class asks of an element's place; undefined when it asks for something else. */
export function compilePlace(name: string, formula: string | null): Holds | undefined {
  switch (name) {
    case 'first-child':
      return ({ index }) => index === 1;
    case 'last-child':
      return ({ index, siblings }) => index > 0 && index === siblings.length;
    case 'only-child':
      return ({ siblings }) => siblings.length === 1;
    case 'first-of-type':
      return ({ ofType }) => ofType === 1;
    case 'last-of-type':
      return ({ ofType, typeCount }) => ofType > 0 && ofType === typeCount;
    case 'only-of-type':
      return ({ typeCount }) => typeCount === 1;
  }
  const counts = compileFormula(formula);
  if (!counts) return undefined;
  switch (name) {
    case 'nth-child':
      return ({ index }) => index > 0 && counts(index);
    case 'nth-last-child':
      return ({ index, siblings }) => index > 0 && counts(siblings.length - index + 1);
    case 'nth-of-type':
      return ({ ofType }) => ofType > 0 && counts(ofType);
    case 'nth-last-of-type':
      return ({ ofType, typeCount }) => ofType > 0 && counts(typeCount - ofType + 1);
    default:
      return undefined;
  }
}

/** `2n+1`, `odd`, `3`: counted from 1. */
function compileFormula(formula: string | null): ((position: number) => boolean) | undefined {
  const text = (formula ?? '').trim().toLowerCase();
  const match = /^(?:(odd|even)|([+-]?\d*)n\s*(?:([+-])\s*(\d+))?|([+-]?\d+))$/.exec(text);
  if (!match) return undefined;
  const [, word, a, sign, b, single] = match;
  if (single) return (position) => position === Number(single);
  let step = 2;
  let start = word === 'odd' ? 1 : 0;
  if (!word) {
    step = a === '' || a === '+' ? 1 : a === '-' ? -1 : Number(a);
    start = Number(`${sign ?? ''}${b ?? 0}`);
  }
  if (step === 0) return (position) => position === start;
  return (position) => (position - start) / step >= 0 && (position - start) % step === 0;
}
