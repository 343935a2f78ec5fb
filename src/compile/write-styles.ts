import { decodeEntities } from '../document/decode-entities.js';
import { removeAttribute, setAttribute } from '../document/edit.js';
import { attribute } from '../document/find.js';
import type { Document, Element } from '../model/document.js';
import { inBranch } from './borrowed-branches.js';
import type { Leaf } from './compiled-sheet.js';
import { type Branch, writeBranches } from './conditional-styles.js';
import type { ConditionalElement, Conditions } from './conditions.js';
import type { Declaration } from './css.js';
import { cascade, parseDeclarations, printDeclarations } from './declarations.js';
import { encodeQuotes } from './entities.js';
import { compareSpecificity } from './selectors.js';

export interface Matched {
  document: Document;
  conditions: Conditions;
  /** What each element gets, in the order of the sheets. */
  matches: ReadonlyMap<Element, readonly Leaf[]>;
  /** What has to win over the head, of an element's own declarations and of those from `leaves`. */
  insist?(element: Element, own: readonly Declaration[], leaves: readonly Leaf[]): Declaration[];
}

/** Writes the style attributes of a document. */
export function writeStyles(matched: Matched): void {
  const { document, conditions, matches } = matched;
  for (const element of document.elements) {
    const leaves = matches.get(element);
    const conditional = conditions.elements.get(element);
    const own = attribute(element, 'style');
    if (conditional?.branches) writeConditional(matched, element, conditional, leaves ?? []);
    else if (own) writeOwn(matched, element, own, leaves);
    else if (leaves) write(element, printLeaves(leaves));
  }
}

/** By the first rule, what rules that are inlined together make: many elements match the same, in every document. */
const printed = new WeakMap<Leaf, Map<string, string>>();
const MOST_PRINTED = 1000;

function printLeaves(leaves: readonly Leaf[]): string {
  const [first] = leaves as [Leaf];
  let key = '';
  for (const { id } of leaves) key += `${id},`;
  let known = printed.get(first);
  if (!known || known.size > MOST_PRINTED) {
    known = new Map();
    printed.set(first, known);
  }
  let style = known.get(key);
  if (style === undefined) {
    style = print(resolve(blocksOf(leaves)));
    known.set(key, style);
  }
  return style;
}

function writeOwn(matched: Matched, element: Element, own: string, leaves: readonly Leaf[] = []): void {
  // Nearly all elements of MJML: nothing is added, nothing is important, and nothing hides in an entity.
  if (leaves.length === 0 && !matched.insist && !/[!&]/.test(own)) return;
  const block = parseDeclarations(decodeEntities(own));
  const insisting = matched.insist?.(element, block, leaves) ?? [];
  if (leaves.length === 0 && insisting.length === 0 && !block.some(({ important }) => important)) return;
  write(element, print([...resolve([...blocksOf(leaves), block]), ...insisting]));
}

/** Each branch is an element with classes and a style of its own. */
function writeConditional(
  matched: Matched,
  element: Element,
  conditional: ConditionalElement,
  matches: readonly Leaf[],
): void {
  const { conditions } = matched;
  let changes = matches.length > 0;
  const styleOf = (branch: Branch) => inBranch(conditions, element, branch, () => compute(branch));
  const compute = (branch: Branch) => {
    const leaves = matches.filter(({ selector }) => selector!.matches(element, conditions));
    const own = parseDeclarations(decodeEntities(branch.style ?? ''));
    const insisting = matched.insist?.(element, own, leaves) ?? [];
    if (insisting.length > 0 || own.some(({ important }) => important)) changes = true;
    return [...resolve([...blocksOf(leaves), own]), ...insisting];
  };
  for (const branch of conditional.leaves) styleOf(branch);
  if (changes) writeBranches(element, conditional.branches!, styleOf);
}

function write(element: Element, style: string): void {
  if (style) setAttribute(element, 'style', style);
  else removeAttribute(element, 'style');
}

/** Matches come in the order of the sheets, so only their specificity is left to compare. */
function blocksOf(leaves: readonly Leaf[]): (readonly Declaration[])[] {
  return leaves
    .toSorted((a, b) => compareSpecificity(a.selector!.specificity, b.selector!.specificity))
    .map(({ declarations }) => declarations);
}

/** What remains of an element's declarations when the cascade is done, without `!important`. */
function resolve(blocks: (readonly Declaration[])[]): Declaration[] {
  if (!blocks.some((block) => block.some(({ important }) => important))) return cascade(blocks);
  const normal = blocks.map((block) => block.filter(({ important }) => !important));
  const important = blocks.map((block) =>
    block.flatMap((declaration) => (declaration.important ? [{ ...declaration, important: false }] : [])),
  );
  return cascade([...normal, ...important].filter(({ length }) => length > 0));
}

function print(declarations: readonly Declaration[]): string {
  return encodeQuotes(printDeclarations(declarations));
}
