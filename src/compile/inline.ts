import type { Document, Element } from '../model/document.js';
import { borrowBranches, inBranch } from './borrowed-branches.js';
import { type CompiledSheet, compileSheet, type Leaf } from './compiled-sheet.js';
import { type ConditionalElement, type Conditions, findConditions } from './conditions.js';
import type { Sheet, SheetRule } from './css.js';
import { candidates, type ElementIndex, indexElements } from './element-index.js';
import { buildHeadCascade, type HeadUnit, type Placed, type PlacedSheet, unitsOf } from './head-cascade.js';
import { findInsistent } from './insistence.js';
import { writeKept } from './kept-rules.js';
import { type CompiledSelector, compileSelector, isClientHook } from './selectors.js';
import { resolveVariables } from './variables.js';
import { writeStyles } from './write-styles.js';

/** Elements that are no content: they take no style attribute. */
const WITHOUT_STYLE = new Set('head title meta link style script base noscript template'.split(' '));

/** Also what Word is told in XML: settings of the document. */
function takesNoStyle({ name }: Element): boolean {
  return WITHOUT_STYLE.has(name) || /^(xml$|[ow]:)/.test(name);
}

/** Rules that only the data or the reader's client can decide, and the first element they may concern. */
export interface UndecidedRule {
  selectors: string[];
  element: Element;
  /**
   * `siblings` that a loop repeats, `classes` that a condition gives to an element around, `values` of attributes that
   * the data brings, `names` in the rule that mean something else where the element stands.
   */
  because: 'siblings' | 'classes' | 'values' | 'names';
}

export interface InlinedSheets {
  /** The rules that have to stay in the head. */
  kept: SheetRule[];
  undecided: UndecidedRule[];
  /** The selectors that match nothing here, whatever the data and the reader do. */
  dropped: string[];
  /** The elements that a selector of the head may match. */
  elementsOf(selector: string): readonly Element[];
}

export interface InlineSettings {
  /**
   * Every rule of the head beats what was inlined, as designers of emails expect of media queries. Otherwise the head
   * wins and loses as it would in a browser that never met an inliner.
   */
  headWins?: boolean;
}

/** A document while sheets are written into it. */
interface Inlining {
  document: Document;
  conditions: Conditions;
  index: ElementIndex;
  sheets: PlacedSheet[];
  /** What each element gets, in the order of the sheets. */
  matches: Map<Element, Leaf[]>;
  kept: Placed[];
  undecided: UndecidedRule[];
  dropped: string[];
  elements: Map<Leaf, Set<Element>>;
}

/**
 * Writes what the sheets say into style attributes. Later sheets win over earlier ones, an element's own style over
 * all of them, `!important` over everything; the flag itself is dropped.
 */
export function inlineSheets(
  document: Document,
  sheets: readonly Sheet[],
  settings: InlineSettings = {},
): InlinedSheets {
  const placed = placeSheets(resolveVariables(sheets, document));
  const named = new Set(placed.flatMap(({ sheet }) => sheet.leaves.flatMap(({ selector }) => selector?.classes ?? [])));
  const conditions = findConditions(document, named);
  const index = indexElements(document, conditions);
  const inlining: Inlining = {
    document,
    conditions,
    index,
    sheets: placed,
    matches: new Map(),
    kept: [],
    undecided: [],
    dropped: [],
    elements: new Map(),
  };
  for (const { sheet, base } of inlining.sheets) matchSheet(inlining, sheet, base);
  const units = settings.headWins
    ? inlining.kept.flatMap(unitsOf)
    : buildHeadCascade(
        inlining.kept,
        inlining.sheets,
        (leaf) => elementsOf(inlining, leaf),
        (element) => inlining.matches.get(element) ?? [],
      );
  const insist = settings.headWins ? undefined : findInsistent(units, (leaf) => elementsOf(inlining, leaf));
  writeStyles({ document, conditions, matches: inlining.matches, ...(insist && { insist }) });
  const byLeaf = new Map<Leaf, HeadUnit[]>();
  for (const unit of units) {
    const own = byLeaf.get(unit.leaf);
    if (own) own.push(unit);
    else byLeaf.set(unit.leaf, [unit]);
  }
  const byText = new Map(units.map(({ text, leaf }) => [text, leaf]));
  return {
    kept: inlining.sheets.flatMap(({ sheet }) => writeKept(sheet.entries, byLeaf)),
    undecided: inlining.undecided,
    dropped: inlining.dropped,
    elementsOf(text) {
      const leaf = byText.get(text);
      if (leaf) return [...elementsOf(inlining, leaf)];
      const selector = isClientHook(text) ? undefined : compileSelector(text);
      return selector ? candidates(index, selector).filter((element) => selector.mayMatch(element, conditions)) : [];
    },
  };
}

/** Of a sheet that comes twice, only the last one counts. */
function placeSheets(sheets: readonly Sheet[]): PlacedSheet[] {
  const compiled = sheets.map(compileSheet);
  let base = 0;
  return compiled
    .filter((sheet, i) => compiled.lastIndexOf(sheet) === i)
    .map((sheet) => {
      const placed = { sheet, base };
      base += sheet.leaves.length;
      return placed;
    });
}

function matchSheet(inlining: Inlining, sheet: CompiledSheet, base: number): void {
  for (const leaf of sheet.leaves) {
    const { selector } = leaf;
    const placed = { leaf, order: base + leaf.order };
    if (leaf.kept || !selector) {
      if (leaf.hook || !selector || isPossible(inlining, selector)) inlining.kept.push(placed);
      else inlining.dropped.push(leaf.text);
      continue;
    }
    const possible = candidates(inlining.index, selector);
    const found = possible.length > 0 && matchLeaf(inlining, leaf, possible);
    if (found === 'undecided') inlining.kept.push(placed);
    if (!found) inlining.dropped.push(leaf.text);
  }
}

function isPossible({ index, conditions }: Inlining, selector: CompiledSelector): boolean {
  return candidates(index, selector).some((element) => selector.mayMatch(element, conditions));
}

/** Notes the elements that a selector matches; tells whether there are any, and whether some are left open. */
function matchLeaf(inlining: Inlining, leaf: Leaf, possible: readonly Element[]): boolean | 'undecided' {
  const { conditions, matches } = inlining;
  const selector = leaf.selector!;
  const open = conditions.any && (selector.asksMore || selector.classes.some(conditions.mayGive));
  const namesData = conditions.any && leaf.tagged;
  const { unknown } = inlining.index;
  const isExact = selector.keyOnly && unknown.class.length === 0 && unknown.id.length === 0;
  let found = false;
  let undecided = false;
  const leaveOpen = (element: Element, because: UndecidedRule['because']) => {
    undecided = true;
    noteUndecided(inlining, leaf.text, element, because);
  };
  for (const element of possible) {
    const ask = (): Decision => {
      const conditional = conditions.elements.get(element);
      if (conditional?.branches) return decideBranches(conditional, leaf, element, conditions);
      return isExact ? 'yes' : decide(leaf, element, conditions, open);
    };
    let decision = ask();
    const isOpen = decision === 'open' || decision === 'partly';
    if (isOpen && !WITHOUT_STYLE.has(element.name) && borrowBranches(element, selector, conditions)) decision = ask();
    if (decision === 'no') continue;
    found = true;
    if (decision === 'open' || decision === 'partly') leaveOpen(element, reasonOf(leaf, element, conditions));
    if (decision === 'open' || takesNoStyle(element)) continue;
    if (namesData && conditions.isInLoop(element)) {
      leaveOpen(element, 'names');
      continue;
    }
    const list = matches.get(element);
    if (list) list.push(leaf);
    else matches.set(element, [leaf]);
  }
  return undecided && selector ? 'undecided' : found;
}

type Decision = 'yes' | 'no' | 'open' | 'partly';

function decide({ selector }: Leaf, element: Element, conditions: Conditions, open: boolean): Decision {
  if (selector!.matches(element, conditions)) return 'yes';
  return open && selector!.mayMatch(element, conditions) ? 'open' : 'no';
}

/** `partly`: a branch gets the rule, and another one may. */
function decideBranches(
  conditional: ConditionalElement,
  leaf: Leaf,
  element: Element,
  conditions: Conditions,
): Decision {
  const decisions = conditional.leaves.map((branch) =>
    inBranch(conditions, element, branch, () => decide(leaf, element, conditions, true)),
  );
  const open = decisions.includes('open');
  if (decisions.includes('yes')) return open ? 'partly' : 'yes';
  return open ? 'open' : 'no';
}

function reasonOf({ selector, text }: Leaf, element: Element, conditions: Conditions): UndecidedRule['because'] {
  if (/:(first|last|only|nth)-|:empty|[+~](?!=)/.test(text)) return 'siblings';
  const { key } = selector!;
  const own = conditions.elements.get(element);
  if (own?.unknown.length && key.kind === 'class') return 'values';
  return /\[(?!class)/.test(text) ? 'values' : 'classes';
}

/** An element whose classes anything could be is told once, with all the rules that may concern it. */
function noteUndecided(
  { undecided }: Inlining,
  text: string,
  element: Element,
  because: UndecidedRule['because'],
): void {
  const known = undecided.find((one) => one.because === because && one.selectors.includes(text));
  if (known) return;
  const same = because === 'values' && undecided.find((one) => one.because === because && one.element === element);
  if (same) same.selectors.push(text);
  else undecided.push({ selectors: [text], element, because });
}

function elementsOf({ elements, index, conditions }: Inlining, leaf: Leaf): Set<Element> {
  let found = elements.get(leaf);
  if (!found) {
    found = new Set();
    const { selector } = leaf;
    if (selector)
      for (const element of candidates(index, selector)) if (selector.mayMatch(element, conditions)) found.add(element);
    elements.set(leaf, found);
  }
  return found;
}
