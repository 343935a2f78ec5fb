import { removeAttribute, setAttribute } from '../document/edit.js';
import { attribute, classes, sourceOf } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Document, Element } from '../document/tree.js';
import { hasBlockTag } from './branches.js';
import { branchesOf, leavesOf, writeBranches } from './conditional-styles.js';
import type { Declaration, Sheet, SheetRule, StyleRule } from './css.js';
import { cascade, parseDeclarations, printDeclarations } from './declarations.js';
import { decodeEntities, encodeQuotes } from './entities.js';
import {
  type CompiledSelector,
  compareSpecificity,
  compileSelector,
  compileWithoutStates,
  isClientHook,
  type Key,
} from './selectors.js';
import { resolveVariables } from './variables.js';

/** A sheet with its selectors compiled: made once, used for every template. */
interface CompiledSheet {
  inlined: { selector: CompiledSelector; declarations: readonly Declaration[] }[];
  kept: SheetRule[];
}

const compiled = new WeakMap<Sheet, CompiledSheet>();

function compileSheet(sheet: Sheet): CompiledSheet {
  const known = compiled.get(sheet);
  if (known) return known;
  const made: CompiledSheet = { inlined: [], kept: [] };
  for (const rule of sheet.rules) {
    if (rule.kind === 'at') {
      made.kept.push(rule);
      continue;
    }
    const kept: string[] = [];
    for (const text of rule.selectors) {
      const selector = rule.keep || isClientHook(text) ? undefined : compileSelector(text);
      if (selector) made.inlined.push({ selector, declarations: rule.declarations });
      else kept.push(text);
    }
    if (kept.length) made.kept.push({ ...rule, selectors: kept });
  }
  compiled.set(sheet, made);
  return made;
}

/** Elements by what selectors ask for first. */
interface Index {
  all: Element[];
  ids: Map<string, Element[]>;
  classes: Map<string, Element[]>;
  types: Map<string, Element[]>;
}

function indexOf(document: Document, conditional: ReadonlyMap<Element, ConditionalElement>): Index {
  const index: Index = { all: document.elements, ids: new Map(), classes: new Map(), types: new Map() };
  for (const element of document.elements) {
    add(index.types, element.name, element);
    const id = attribute(element, 'id');
    if (id) add(index.ids, id, element);
    for (const name of new Set(conditional.get(element)?.possible ?? classes(element)))
      add(index.classes, name, element);
  }
  return index;
}

function add(map: Map<string, Element[]>, key: string, element: Element): void {
  const list = map.get(key);
  if (list) list.push(element);
  else map.set(key, [element]);
}

/** The elements that a selector may match. */
function candidates(index: Index, { key, needs }: CompiledSelector): readonly Element[] {
  for (const need of needs) if (lookUp(index, need).length === 0) return [];
  return lookUp(index, key);
}

function lookUp(index: Index, { kind, name }: Key): readonly Element[] {
  if (kind === 'any') return index.all;
  if (kind === 'class') return index.classes.get(name) ?? [];
  return (kind === 'id' ? index.ids : index.types).get(name) ?? [];
}

interface Match {
  selector: CompiledSelector;
  declarations: readonly Declaration[];
  order: number;
}

/** Elements that are no content: they take no style attribute. */
const WITHOUT_STYLE = new Set('head title meta link style script base noscript'.split(' '));

/** A rule that only the reader's client can decide, because merge tags decide what it matches. */
export interface UndecidedRule {
  selector: string;
  element: Element;
  /** `siblings` that a loop repeats, or `classes` that a condition gives to an element around. */
  because: 'siblings' | 'classes';
}

export interface InlinedSheets {
  /** The rules that have to stay in the head, without those that can match nothing here. */
  kept: SheetRule[];
  undecided: UndecidedRule[];
  /** The elements that a selector of the head may match, whatever the reader does. */
  elementsOf(selector: string): readonly Element[];
}

/**
 * Writes what the sheets say into style attributes. Later sheets win over earlier ones, an element's own style over
 * all of them, `!important` over everything; the flag itself is dropped.
 */
export function inlineSheets(document: Document, sheets: readonly Sheet[]): InlinedSheets {
  const conditional = findConditions(document);
  const index = indexOf(document, conditional);
  const matches = new Map<Element, Match[]>();
  const result: InlinedSheets = {
    kept: [],
    undecided: [],
    elementsOf(text) {
      const selector = isClientHook(text) ? undefined : compileWithoutStates(text);
      return selector ? candidates(index, selector).filter((element) => selector.matches(element)) : [];
    },
  };
  let order = 0;
  for (const sheet of resolveVariables(sheets)) {
    const { inlined, kept } = compileSheet(sheet);
    for (const { selector, declarations } of inlined) {
      order++;
      const possible = candidates(index, selector);
      if (possible.length === 0) continue;
      const undecided = findUndecided(selector, possible, conditional);
      if (undecided) {
        result.undecided.push(undecided);
        result.kept.push({ kind: 'style', selectors: [selector.text], declarations: [...declarations] });
        if (undecided.because === 'siblings') continue;
      }
      for (const element of possible) {
        if (WITHOUT_STYLE.has(element.name)) continue;
        if (!conditional.has(element) && !selector.matches(element)) continue;
        const match = { selector, declarations, order };
        const list = matches.get(element);
        if (list) list.push(match);
        else matches.set(element, [match]);
      }
    }
    result.kept.push(...prune(kept, index));
  }
  const written = new Map<string, string>();
  for (const element of document.elements) {
    const branches = conditional.get(element)?.branches;
    if (branches) applyBranches(element, branches, matches.get(element) ?? []);
    else applyMatches(element, matches.get(element), written);
  }
  return result;
}

interface ConditionalElement {
  branches: NonNullable<ReturnType<typeof branchesOf>>;
  /** The classes it has in every branch, and in any. */
  always: string[];
  possible: string[];
}

/** Elements whose classes depend on merge tags, and elements whose children do. */
function findConditions(document: Document): Map<Element, ConditionalElement> {
  const found = new Map<Element, ConditionalElement>();
  if (!hasMergeTag(document.source)) return found;
  for (const element of document.elements) {
    if (element.children.some((child) => child.kind === 'text' && hasBlockTag(sourceOf(document, child))))
      element.childrenVary = true;
    const branches = branchesOf(document, element);
    if (!branches) continue;
    const leaves = leavesOf(branches).map((leaf) => leaf.classes);
    const possible = [...new Set(leaves.flat())];
    const always = possible.filter((name) => leaves.every((names) => names.includes(name)));
    element.classNames = always;
    found.set(element, { branches, always, possible });
  }
  return found;
}

/** The first element for which merge tags decide whether a rule applies, beyond its own classes. */
function findUndecided(
  selector: CompiledSelector,
  elements: readonly Element[],
  conditional: ReadonlyMap<Element, ConditionalElement>,
): UndecidedRule | undefined {
  const { text, isUndecided, needs } = selector;
  const loop = isUndecided && elements.find((element) => isUndecided(element));
  if (loop) return { selector: text, element: loop, because: 'siblings' };
  if (conditional.size === 0) return undefined;
  const asked = [...conditional].filter(([, { possible, always }]) =>
    needs.some(({ kind, name }) => kind === 'class' && possible.includes(name) && !always.includes(name)),
  );
  if (asked.length === 0) return undefined;
  const before = elements.filter((element) => !conditional.has(element) && !selector.matches(element));
  for (const [element, { possible }] of asked) element.classNames = possible;
  const found = before.find((element) => selector.matches(element));
  for (const [element, { always }] of asked) element.classNames = always;
  return found && { selector: text, element: found, because: 'classes' };
}

/** Each branch is an element with classes of its own. */
function applyBranches(element: Element, branches: ConditionalElement['branches'], matches: Match[]): void {
  const always = element.classNames;
  writeBranches(element, branches, (branch) => {
    element.classNames = branch.classes;
    const blocks = inOrder(matches.filter(({ selector }) => selector.matches(element)));
    const own = branch.style === undefined ? [] : [parseDeclarations(decodeEntities(branch.style))];
    return resolve([...blocks, ...own]);
  });
  element.classNames = always;
}

function applyMatches(element: Element, matches: Match[] | undefined, written: Map<string, string>): void {
  const own = attribute(element, 'style');
  if (!matches) {
    if (own && /!\s*important/i.test(own)) writeStyle(element, [parseDeclarations(decodeEntities(own))]);
    return;
  }
  if (own) {
    writeStyle(element, [...inOrder(matches), parseDeclarations(decodeEntities(own))]);
    return;
  }
  const key = matches.map(({ order }) => order).join();
  let style = written.get(key);
  if (style === undefined) {
    style = print(inOrder(matches));
    written.set(key, style);
  }
  if (style) setAttribute(element, 'style', style);
}

function inOrder(matches: Match[]): (readonly Declaration[])[] {
  return matches
    .toSorted((a, b) => compareSpecificity(a.selector.specificity, b.selector.specificity) || a.order - b.order)
    .map(({ declarations }) => declarations);
}

function writeStyle(element: Element, blocks: (readonly Declaration[])[]): void {
  const style = print(blocks);
  if (style) setAttribute(element, 'style', style);
  else removeAttribute(element, 'style');
}

function print(blocks: (readonly Declaration[])[]): string {
  return encodeQuotes(printDeclarations(resolve(blocks)));
}

/** What remains of an element's declarations when the cascade is done. */
function resolve(blocks: (readonly Declaration[])[]): Declaration[] {
  const normal = blocks.map((block) => block.filter(({ important }) => !important));
  const important = blocks.map((block) => block.filter((declaration) => declaration.important));
  return cascade([...normal, ...important].filter(({ length }) => length > 0));
}

/** Kept rules without the selectors that match nothing in this document whatever its reader does. */
function prune(rules: readonly SheetRule[], index: Index): SheetRule[] {
  return rules.flatMap((rule): SheetRule[] => {
    if (rule.kind === 'style') {
      const possible = statelessSelectors(rule);
      const selectors = rule.selectors.filter((text, i) => isClientHook(text) || canMatch(possible[i], index));
      return selectors.length ? [{ ...rule, selectors }] : [];
    }
    if (!rule.rules || /keyframes$/.test(rule.name)) return [rule];
    const rules = prune(rule.rules, index);
    return rules.length ? [{ ...rule, rules }] : [];
  });
}

const stateless = new WeakMap<StyleRule, (CompiledSelector | undefined)[]>();

function statelessSelectors(rule: StyleRule): (CompiledSelector | undefined)[] {
  let compiledOnes = stateless.get(rule);
  if (!compiledOnes) {
    compiledOnes = rule.selectors.map(compileWithoutStates);
    stateless.set(rule, compiledOnes);
  }
  return compiledOnes;
}

/** A selector that Jink does not understand may well be understood by a client. */
function canMatch(selector: CompiledSelector | undefined, index: Index): boolean {
  return !selector || candidates(index, selector).some((element) => selector.matches(element));
}
