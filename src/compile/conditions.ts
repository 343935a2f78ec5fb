import { attribute, hasTagBetween, sourceOf } from '../document/find.js';
import { hasMergeTag, replaceMergeTags } from '../document/merge-tags.js';
import type { Document, Element } from '../model/document.js';
import { type Block, findBlocks, isInLoop } from './blocks.js';
import { hasBlockTag, stepOf } from './branches.js';
import { type Branch, branchesOf, leavesOf, readClasses, type Tree } from './conditional-styles.js';
import type { Scene } from './selector-chain.js';
import { findPlaces } from './sibling-places.js';

/** An element whose classes depend on merge tags. */
export interface ConditionalElement {
  /** Undefined where the tags cannot be followed, or print what nobody knows. */
  branches: Tree | undefined;
  /** Those that its own tags make; `branches` may be made by elements around it too. */
  own: Tree | undefined;
  /** The elements around it that take part in `branches`. */
  lenders: readonly Element[];
  leaves: Branch[];
  /** The classes it has in any branch. */
  possible: string[];
  /** What its unknown classes look like. */
  unknown: RegExp[];
  /** The branch that is being looked at. */
  current: Branch | undefined;
}

/** What merge tags leave open in a document. */
export interface Conditions extends Scene {
  /** Whether anything is left open at all. */
  any: boolean;
  /** Whether tags may give a class to some element, or take it. */
  mayGive(name: string): boolean;
  elements: Map<Element, ConditionalElement>;
  blocks: Map<Element, Block>;
  /** Whether names mean other data where an element stands. */
  isInLoop(element: Element): boolean;
}

/** @param named the classes that any selector asks for: conditions on others decide nothing; all, where it is not said */
export function findConditions(document: Document, named?: ReadonlySet<string>): Conditions {
  const elements = new Map<Element, ConditionalElement>();
  const any = hasMergeTag(document.source);
  if (any) for (const element of document.elements) readElement(document, element, elements, named);
  const open = openClasses(elements);
  const blocks = any ? findBlocks(document) : new Map<Element, Block>();
  return {
    any,
    mayGive: (name) => open.names.has(name) || open.unknown.some((pattern) => pattern.test(name)),
    elements,
    blocks,
    found: new Map(),
    placeOf: findPlaces(),
    mayHaveClass(element, name) {
      const conditional = elements.get(element);
      if (!conditional) return false;
      const { current, possible, unknown } = conditional;
      if (current) return current.unknown.some((pattern) => pattern.test(name));
      return possible.includes(name) || unknown.some((pattern) => pattern.test(name));
    },
    mayLack: (element, name) => any && isConditional(document, element, name),
    mayBeEmpty: (element) => any && mayBeEmpty(document, element),
    isInLoop: (element) => isInLoop(blocks.get(element)),
  };
}

function openClasses(elements: ReadonlyMap<Element, ConditionalElement>): { names: Set<string>; unknown: RegExp[] } {
  const names = new Set<string>();
  const unknown = new Map<string, RegExp>();
  for (const [element, { possible, unknown: patterns }] of elements) {
    for (const name of possible) if (!element.classNames!.includes(name)) names.add(name);
    for (const pattern of patterns) unknown.set(pattern.source, pattern);
  }
  return { names, unknown: [...unknown.values()] };
}

function readElement(
  document: Document,
  element: Element,
  elements: Map<Element, ConditionalElement>,
  named: ReadonlySet<string> | undefined,
): void {
  if (
    element.children.some(
      (child) =>
        child.kind === 'text' &&
        hasTagBetween(document, child.start, child.end) &&
        hasBlockTag(sourceOf(document, child)),
    )
  )
    element.childrenVary = true;
  const branches = branchesOf(document, element, named);
  if (branches) {
    const leaves = leavesOf(branches);
    const written = readClasses(attribute(element, 'class') ?? '').names;
    const possible = [...new Set([...leaves.flatMap((leaf) => leaf.classes), ...written])];
    element.classNames = possible.filter((name) => leaves.every((leaf) => leaf.classes.includes(name)));
    const unknown = leaves.flatMap((leaf) => leaf.unknown);
    elements.set(element, { branches, own: branches, lenders: [], leaves, possible, unknown, current: undefined });
    return;
  }
  const written = attribute(element, 'class');
  if (!written || !hasMergeTag(written)) return;
  const { names, unknown } = readClasses(written);
  element.classNames = names;
  elements.set(element, {
    branches: undefined,
    own: undefined,
    lenders: [],
    leaves: [],
    possible: names,
    unknown,
    current: undefined,
  });
}

/** Whether an attribute stands between merge tags of its start tag, which may leave it out. */
function isConditional(document: Document, element: Element, name: string): boolean {
  const found = element.attributes.find((one) => !one.removed && one.name.toLowerCase() === name);
  if (element.added || found?.start === undefined) return false;
  let depth = 0;
  replaceMergeTags(document.source.slice(element.start, found.start), (tag) => {
    const step = stepOf(tag);
    if (step === 'in') depth++;
    if (step === 'out') depth--;
    return tag;
  });
  return depth > 0;
}

function mayBeEmpty(document: Document, element: Element): boolean {
  return element.children.every((child) => {
    if (child.kind !== 'text') return child.kind === 'comment' || element.childrenVary === true;
    return replaceMergeTags(sourceOf(document, child), () => '').trim() === '' || element.childrenVary === true;
  });
}
