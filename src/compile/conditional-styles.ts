import { removeAttribute, setAttribute } from '../document/edit.js';
import { attribute, hasTagBetween } from '../document/find.js';
import { hasMergeTag, replaceMergeTags } from '../document/merge-tags.js';
import type { Attribute, Document, Element } from '../model/document.js';
import { type Condition, type Part, parseBranches } from './branches.js';
import type { Declaration } from './css.js';
import { areRelated, printDeclarations } from './declarations.js';
import { encodeQuotes } from './entities.js';

/*
 * Elements whose classes or style depend on conditions of merge tags, in an attribute's value
 * (`class="{{#if late}}alert{{/if}}"`) or around attributes (`<td {{#if late}}class="alert"{{/if}}>`).
 * Their style is computed for each branch and written with the same conditions.
 */

/** What one branch says of its element. */
export interface Branch {
  classes: string[];
  /** What the classes look like that merge tags print here. */
  unknown: RegExp[];
  style: string | undefined;
  /** The branches of elements around it that go with this one, where they decide about its style. */
  around?: ReadonlyMap<Element, Branch>;
}

/** Branches as a tree: a leaf, or a condition with a tree for each of its branches, and one for none of them. */
export type Tree = { leaf: Branch } | { condition: Condition; branches: Tree[]; none: Tree | undefined };

/** More combinations than an email ever means; beyond them only what is unconditional is inlined. */
export const MOST_LEAVES = 32;
const MOST_ITEMS = 300;

type Item = { classes: string } | { style: string } | { condition: Condition; branches: Item[][] };

/** The branches of an element, or undefined for one without conditions, or with conditions Jink cannot follow. */
export function branchesOf(document: Document, element: Element, named?: ReadonlySet<string>): Tree | undefined {
  if (element.added || element.attributes.length > MOST_ITEMS) return undefined;
  if (!hasTagBetween(document, element.start, element.openEnd) && !element.attributes.some(isConditionalClass))
    return undefined;
  const all = itemsOf(document, element);
  if (!all?.some((item) => 'condition' in item) || all.length > MOST_ITEMS) return undefined;
  const items = named ? all.filter((item) => mayDecide(item, named)) : all;
  const budget = { leaves: 0 };
  const tree = expand(items, { classes: [], unknown: [], style: undefined }, budget);
  return budget.leaves > MOST_LEAVES ? undefined : tree;
}

/** Whether a condition decides about a style, or a class that a selector asks for. */
function mayDecide(item: Item, named: ReadonlySet<string>): boolean {
  if (!('condition' in item)) return true;
  return item.branches.flat().some((inside) => {
    if ('condition' in inside) return mayDecide(inside, named);
    if ('style' in inside) return true;
    const { names, unknown } = readClasses(inside.classes);
    return unknown.length > 0 || names.some((name) => named.has(name));
  });
}

export function leavesOf(tree: Tree): Branch[] {
  if ('leaf' in tree) return [tree.leaf];
  return [...tree.branches, ...(tree.none ? [tree.none] : [])].flatMap(leavesOf);
}

/** Writes the style of an element for each of its branches; `styleOf` computes it for one. */
export function writeBranches(element: Element, tree: Tree, styleOf: (branch: Branch) => Declaration[]): void {
  const text = printTree(tree, styleOf);
  while (attribute(element, 'style') !== undefined) removeAttribute(element, 'style');
  if (text) setAttribute(element, 'style', text);
}

/** A class that Jink made depend on the data. */
function isConditionalClass({ name, value, removed }: Attribute): boolean {
  return !removed && name.toLowerCase() === 'class' && value !== undefined && hasMergeTag(value);
}

/** The class and style attributes of a start tag, with the conditions around and in them. */
function itemsOf(document: Document, element: Element): Item[] | undefined {
  const { source } = document;
  let outside = '';
  let at = element.start;
  for (const { start, end } of element.attributes) {
    if (start === undefined || end === undefined) continue;
    outside += source.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  outside += source.slice(at, element.openEnd);
  const parts = parseBranches(outside);
  const written = parts && itemsIn(parts, element);
  const added = element.attributes.filter(({ start, removed }) => !removed && start === undefined);
  const own = itemsOfAttributes(added);
  return written && own && [...written, ...own];
}

function itemsIn(parts: Part[], element: Element): Item[] | undefined {
  const items: Item[] = [];
  for (const part of parts) {
    if (part.kind === 'condition') {
      const branches = part.branches.map((branch) => itemsIn(branch.parts, element));
      if (branches.some((branch) => branch === undefined)) return undefined;
      if (branches.some((branch) => branch!.length > 0))
        items.push({ condition: part, branches: branches as Item[][] });
      continue;
    }
    const from = element.start + part.offset;
    const here = element.attributes.filter(
      ({ start, removed }) => !removed && start !== undefined && start >= from && start < from + part.text.length,
    );
    const own = itemsOfAttributes(here);
    if (!own) return undefined;
    items.push(...own);
  }
  return items;
}

function itemsOfAttributes(attributes: readonly Attribute[]): Item[] | undefined {
  const items: Item[] = [];
  for (const { name, value = '' } of attributes) {
    if (name.toLowerCase() === 'style') items.push({ style: value });
    if (name.toLowerCase() !== 'class') continue;
    const inside = parseBranches(value);
    if (!inside) return undefined;
    items.push(...classItems(inside));
  }
  return items;
}

function classItems(parts: Part[]): Item[] {
  return parts.map((part) =>
    part.kind === 'plain'
      ? { classes: part.text }
      : { condition: part, branches: part.branches.map((branch) => classItems(branch.parts)) },
  );
}

/** The class names of a text, and patterns for those that hold merge tags: `status-{{status}}`. */
export function readClasses(text: string): { names: string[]; unknown: RegExp[] } {
  const masked = replaceMergeTags(text, (tag) => (tag.startsWith('{{!') ? '' : '\uE000'));
  const words = masked.split(/\s+/).filter(Boolean);
  const names = words.filter((word) => !word.includes('\uE000'));
  const unknown = words.filter((word) => word.includes('\uE000')).map(patternOf);
  return { names, unknown };
}

/** What a text with merge tags, or with U+E000 in their place, may become. */
export function patternOf(text: string): RegExp {
  const masked = replaceMergeTags(text, () => '\uE000');
  const parts = masked.split(/\uE000+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`);
}

function expand([item, ...rest]: Item[], branch: Branch, budget: { leaves: number }): Tree {
  if (!item || budget.leaves > MOST_LEAVES) {
    budget.leaves++;
    return { leaf: branch };
  }
  if ('classes' in item) {
    const { names, unknown } = readClasses(item.classes);
    const classes = [...branch.classes, ...names];
    return expand(rest, { ...branch, classes, unknown: [...branch.unknown, ...unknown] }, budget);
  }
  if ('style' in item) return expand(rest, { ...branch, style: branch.style ?? item.style }, budget);
  const { condition } = item;
  const branches = item.branches.map((inside) => expand([...inside, ...rest], branch, budget));
  const none = condition.otherwise === undefined ? undefined : expand(rest, branch, budget);
  return { condition, branches, none };
}

function printTree(tree: Tree, styleOf: (branch: Branch) => Declaration[]): string {
  const flat = flatten(tree, styleOf);
  return flat === undefined ? printNested(tree, styleOf) : flat;
}

/** A single condition, which is nearly all of them: what its branches share is written once, before and after it. */
function flatten(tree: Tree, styleOf: (branch: Branch) => Declaration[]): string | undefined {
  if ('leaf' in tree) return printPlain(styleOf(tree.leaf));
  const leaves = [...tree.branches, ...(tree.none ? [tree.none] : [])];
  if (!leaves.every((leaf): leaf is { leaf: Branch } => 'leaf' in leaf)) return undefined;
  const styles = leaves.map(({ leaf }) => styleOf(leaf));
  const [first = []] = styles;
  const same = (a: Declaration | undefined, b: Declaration | undefined) =>
    a !== undefined && b !== undefined && a.property === b.property && a.value === b.value;
  let before = 0;
  while (before < first.length && styles.every((style) => same(style[before], first[before]))) before++;
  let after = 0;
  const shortest = Math.min(...styles.map(({ length }) => length));
  while (before + after < shortest && styles.every((style) => same(style.at(-1 - after), first.at(-1 - after))))
    after++;
  const between = styles.map((style) => style.slice(before, style.length - after));
  const shared = sharedBy(between, same);
  const middles = between.map((style) =>
    close(printPlain(style.filter((one) => !shared.some((other) => same(one, other))))),
  );
  const prefix = close(printPlain([...first.slice(0, before), ...shared]));
  const suffix = printPlain(first.slice(first.length - after));
  return prefix + printCondition(tree, middles) + suffix;
}

/** What all of the branches say, and say of nothing else that it could meet. */
function sharedBy(
  [first = [], ...rest]: Declaration[][],
  same: (a: Declaration, b: Declaration) => boolean,
): Declaration[] {
  return first.filter((one) => {
    const meets = (other: Declaration) => areRelated(one.property, other.property) && !same(one, other);
    return rest.every((style) => style.some((other) => same(one, other))) && ![first, ...rest].flat().some(meets);
  });
}

function printNested(tree: Tree, styleOf: (branch: Branch) => Declaration[]): string {
  if ('leaf' in tree) return close(printPlain(styleOf(tree.leaf)));
  const leaves = [...tree.branches, ...(tree.none ? [tree.none] : [])];
  return printCondition(
    tree,
    leaves.map((leaf) => printNested(leaf, styleOf)),
  );
}

function printCondition({ condition }: Extract<Tree, { condition: Condition }>, texts: string[]): string {
  if (texts.every((text) => text === texts[0])) return texts[0]!;
  const { branches, otherwise, close: end } = condition;
  let written = branches.map(({ tag }, i) => tag + texts[i]).join('');
  const none = texts[branches.length];
  if (none) written += (otherwise ?? '') + none;
  return written + end;
}

function printPlain(declarations: readonly Declaration[]): string {
  return encodeQuotes(printDeclarations(declarations));
}

function close(text: string): string {
  return text && !text.endsWith(';') ? `${text};` : text;
}
