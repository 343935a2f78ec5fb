import { attribute } from '../../document/find.js';
import type { AppliedStyle } from '../../model/compiled-template.js';
import type { Element } from '../../model/document.js';
import type { CheckedEmail } from '../../model/rule.js';
import { isForWord, wordElements } from '../reading/word.js';
import { isAttribute } from '../reading/written-style.js';
import { readersOf } from './support.js';

const WORD = 'outlook.windows';

/** Those of the chosen clients that get to see these elements, as far as conditional comments decide. */
export function audienceOf(email: CheckedEmail, elements: readonly Element[]): readonly string[] {
  const { clients, document } = email;
  if (elements.length === 0) return clients;
  const forWord = elementsForWord(email);
  if (elements.every((element) => forWord.has(element))) return clients.filter((client) => client === WORD);
  return elements.some((element) => isForWord(document, element))
    ? clients
    : clients.filter((client) => client !== WORD);
}

/** The chosen clients that a style is for. */
export function readersOfStyle(email: CheckedEmail, style: AppliedStyle): string[] {
  return readersOf(style, audienceOf(email, elementsWith(email, style)));
}

const known = new WeakMap<CheckedEmail, { forWord: Set<Element>; byPlace: Map<string, Element[]> }>();

function read(email: CheckedEmail) {
  let found = known.get(email);
  if (!found) {
    const byPlace = new Map<string, Element[]>();
    for (const element of email.document.elements) {
      if (attribute(element, 'style') === undefined) continue;
      const key = JSON.stringify(email.sourceAt(element.start)?.place);
      byPlace.set(key, [...(byPlace.get(key) ?? []), element]);
    }
    found = { forWord: new Set(wordElements(email.document)), byPlace };
    known.set(email, found);
  }
  return found;
}

function elementsForWord(email: CheckedEmail): Set<Element> {
  return read(email).forWord;
}

function elementsWith(email: CheckedEmail, style: AppliedStyle): readonly Element[] {
  if (isAttribute(style)) return read(email).byPlace.get(JSON.stringify(style.place)) ?? [];
  return email.document.elements.filter((element) =>
    style.selectors.some((selector) => email.matches(selector, element)),
  );
}
