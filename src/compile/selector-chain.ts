import type { Element } from '../model/document.js';
import type { SiblingPlace } from './sibling-places.js';

/** What selectors ask of a document beside its elements. */
export interface Scene {
  placeOf(element: Element): SiblingPlace;
  /** Whether merge tags may give a class to an element, which `classes` does not list. */
  mayHaveClass(element: Element, name: string): boolean;
  /** Whether merge tags may leave out an attribute that stands in the start tag. */
  mayLack(element: Element, name: string): boolean;
  /** Whether merge tags may leave an element without content. */
  mayBeEmpty(element: Element): boolean;
  /** What was found for chains before, so that deep or long documents are not searched again and again. */
  found: Map<Link, Map<Element, number>>;
}

/**
 * Whether an element is what a part of a selector asks for. What only the data or the reader decides counts as true
 * to the hopeful, as false to others; `:not` turns that around.
 */
export type Test = (element: Element, scene: Scene, hopeful: boolean) => boolean;

/** One compound of a selector, and what joins it to the next one to the left. */
export interface Link {
  tests: Test[];
  combinator: 'descendant' | 'child' | 'adjacent' | 'sibling' | undefined;
}

/** Why a search failed tells those who called for it whether to go on: above, or among siblings, nothing is left. */
const MATCHES = 3;
const NOT_HERE = 0;
const NO_SIBLING = 1;
const NO_ANCESTOR = 2;

export function matchChain(chain: readonly Link[], element: Element, scene: Scene, hopeful: boolean): boolean {
  return matchLink(chain, 0, element, scene, hopeful) === MATCHES;
}

function matchLink(chain: readonly Link[], at: number, element: Element, scene: Scene, hopeful: boolean): number {
  const link = chain[at]!;
  for (const test of link.tests) if (!test(element, scene, hopeful)) return NOT_HERE;
  switch (link.combinator) {
    case undefined:
      return MATCHES;
    case 'child': {
      if (!isElement(element.parent)) return NO_ANCESTOR;
      const verdict = matchLink(chain, at + 1, element.parent, scene, hopeful);
      return verdict === NO_SIBLING ? NOT_HERE : verdict;
    }
    case 'descendant':
      return matchAncestor(chain, at, element, scene, hopeful);
    case 'adjacent': {
      if (element.parent?.childrenVary) return hopeful ? MATCHES : NOT_HERE;
      const { siblings, index } = scene.placeOf(element);
      const before = siblings[index - 2];
      return before ? matchLink(chain, at + 1, before, scene, hopeful) : NO_SIBLING;
    }
    case 'sibling':
      if (element.parent?.childrenVary) return hopeful ? MATCHES : NOT_HERE;
      return matchSibling(chain, at, element, scene, hopeful);
  }
}

/** Further up than this, what was found for the elements below is remembered. */
const FAR = 40;

function matchAncestor(chain: readonly Link[], at: number, element: Element, scene: Scene, hopeful: boolean): number {
  const passed: Element[] = [];
  let verdict = NO_ANCESTOR;
  let steps = 0;
  for (let around = element.parent; isElement(around); around = around.parent) {
    if (++steps > FAR) {
      const known = memoryOf(chain[at]!, scene).get(around);
      if (known !== undefined && known >> 2 === Number(hopeful)) {
        verdict = known & 3;
        break;
      }
      passed.push(around);
    }
    const found = matchLink(chain, at + 1, around, scene, hopeful);
    if (found !== MATCHES && found !== NO_ANCESTOR) continue;
    verdict = found;
    break;
  }
  for (const around of passed) memoryOf(chain[at]!, scene).set(around, (Number(hopeful) << 2) | verdict);
  return verdict;
}

/** The first sibling that fits, asked for once for all children of a parent. */
function matchSibling(chain: readonly Link[], at: number, element: Element, scene: Scene, hopeful: boolean): number {
  const { siblings, index } = scene.placeOf(element);
  const [eldest] = siblings;
  if (!eldest || index < 2) return NO_SIBLING;
  const memory = memoryOf(chain[at]!, scene);
  let known = memory.get(eldest);
  if (known === undefined || (known & 1) !== Number(hopeful)) {
    const first = siblings.findIndex((sibling) => matchLink(chain, at + 1, sibling, scene, hopeful) === MATCHES);
    known = ((first === -1 ? siblings.length : first) << 1) | Number(hopeful);
    memory.set(eldest, known);
  }
  return known >> 1 < index - 1 ? MATCHES : NO_SIBLING;
}

function memoryOf(link: Link, { found }: Scene): Map<Element, number> {
  let memory = found.get(link);
  if (!memory) {
    memory = new Map();
    found.set(link, memory);
  }
  return memory;
}

function isElement(element: Element | undefined): element is Element {
  return element !== undefined && element.name !== '#root';
}
