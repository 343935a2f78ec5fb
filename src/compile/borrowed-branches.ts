import { attribute, classes } from '../document/find.js';
import type { Element } from '../model/document.js';
import type { Block } from './blocks.js';
import { type Branch, leavesOf, MOST_LEAVES, type Tree } from './conditional-styles.js';
import type { Conditions } from './conditions.js';
import type { CompiledSelector } from './selectors.js';
import { readToken } from './send-time/tokens.js';

/*
 * `.late td` for `<tr class="{{#if late}}late{{/if}}">`: the condition is repeated in the cell, so that the rule can be
 * inlined. It means the same there, but for one written by hand when a loop stands between.
 */

/**
 * Gives an element the branches of those around it whose classes a selector asks for, each with its own in it.
 * @returns whether there are more than before
 */
export function borrowBranches(element: Element, selector: CompiledSelector, conditions: Conditions): boolean {
  const known = conditions.elements.get(element);
  if (known && !known.own) return false;
  const before = known?.lenders ?? [];
  const more = lendersOf(element, selector, conditions).filter((lender) => !before.includes(lender));
  if (more.length === 0) return false;
  const lenders = [...before, ...more];
  const always = [...classes(element)];
  const own: Tree = known?.own ?? { leaf: { classes: always, unknown: [], style: attribute(element, 'style') } };
  const trees = lenders.map((lender) => ({ lender, tree: conditions.elements.get(lender)!.own! }));
  const count = [own, ...trees.map(({ tree }) => tree)].reduce((all, tree) => all * leavesOf(tree).length, 1);
  if (count > MOST_LEAVES) return false;
  const branches = nest(trees, own, new Map());
  const leaves = leavesOf(branches);
  const rest = known ?? { possible: always, unknown: [], own, current: undefined };
  conditions.elements.set(element, { ...rest, branches, leaves, lenders });
  return true;
}

/** Asks about an element as it is in one of its branches, and what is around it in those that go with it. */
export function inBranch<Answer>(conditions: Conditions, element: Element, branch: Branch, ask: () => Answer): Answer {
  const taken = [[element, branch] as const, ...(branch.around ?? [])];
  const before = taken.map(([one]) => ({ one, names: one.classNames, current: conditions.elements.get(one)?.current }));
  for (const [one, { classes: names }] of taken) one.classNames = names;
  for (const [one, current] of taken) setCurrent(conditions, one, current);
  // What was found for elements around holds for the branches in which it was found.
  if (branch.around) conditions.found.clear();
  const answer = ask();
  if (branch.around) conditions.found.clear();
  for (const { one, names, current } of before) {
    if (names) one.classNames = names;
    setCurrent(conditions, one, current);
  }
  return answer;
}

function setCurrent({ elements }: Conditions, element: Element, branch: Branch | undefined): void {
  const conditional = elements.get(element);
  if (conditional) conditional.current = branch;
}

function lendersOf(element: Element, selector: CompiledSelector, conditions: Conditions): Element[] {
  const { elements } = conditions;
  const found: Element[] = [];
  for (let around = element.parent; around; around = around.parent) {
    const lender = elements.get(around);
    if (!lender?.own) continue;
    const always = around.classNames ?? [];
    const varies = lender.possible.some((name) => !always.includes(name) && selector.classes.includes(name));
    if (varies && (isOfJink(lender.own) || !repeatsBetween(element, around, conditions))) found.unshift(around);
  }
  return found;
}

/** Whether all of a tree's conditions are Jink's own, which mean the same wherever they stand. */
function isOfJink(tree: Tree): boolean {
  if ('leaf' in tree) return true;
  const { condition, branches, none } = tree;
  return (
    condition.branches.every(({ tag }) => readToken(tag) !== undefined) &&
    [...branches, ...(none ? [none] : [])].every(isOfJink)
  );
}

/** Whether a loop begins inside of one element and around another. */
function repeatsBetween(inner: Element, outer: Element, { blocks }: Conditions): boolean {
  for (let block: Block | undefined = blocks.get(inner); block && block.start > outer.start; block = block.around)
    if (!block.isCondition || block.changesContext) return true;
  return false;
}

interface Lent {
  lender: Element;
  tree: Tree;
}

function nest([first, ...rest]: readonly Lent[], own: Tree, around: ReadonlyMap<Element, Branch>): Tree {
  if (!first) return replaceLeaves(own, (leaf) => ({ leaf: { ...leaf, around } }));
  return replaceLeaves(first.tree, (leaf) => nest(rest, own, new Map([...around, [first.lender, leaf]])));
}

function replaceLeaves(tree: Tree, replace: (leaf: Branch) => Tree): Tree {
  if ('leaf' in tree) return replace(tree.leaf);
  const { condition, branches, none } = tree;
  return {
    condition,
    branches: branches.map((branch) => replaceLeaves(branch, replace)),
    none: none && replaceLeaves(none, replace),
  };
}
