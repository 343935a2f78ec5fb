import { removeAttribute, setAttribute } from '../document/edit.js';
import { attribute, classes } from '../document/find.js';
import type { Document, Element } from '../document/tree.js';
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
      const selector = isClientHook(text) ? undefined : compileSelector(text);
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

function indexOf(document: Document): Index {
  const index: Index = { all: document.elements, ids: new Map(), classes: new Map(), types: new Map() };
  for (const element of document.elements) {
    add(index.types, element.name, element);
    const id = attribute(element, 'id');
    if (id) add(index.ids, id, element);
    for (const name of new Set(classes(element))) add(index.classes, name, element);
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
const WITHOUT_STYLE = new Set('html head title meta link style script base noscript'.split(' '));

/**
 * Writes what the sheets say into style attributes. Later sheets win over earlier ones, an element's own style over
 * all of them, `!important` over everything; the flag itself is dropped.
 * Returns the rules that have to stay in the head, without those that can match nothing here.
 */
export function inlineSheets(document: Document, sheets: readonly Sheet[]): SheetRule[] {
  const index = indexOf(document);
  const matches = new Map<Element, Match[]>();
  const kept: SheetRule[] = [];
  let order = 0;
  for (const sheet of sheets) {
    const { inlined, kept: keptHere } = compileSheet(sheet);
    for (const { selector, declarations } of inlined) {
      order++;
      for (const element of candidates(index, selector)) {
        if (WITHOUT_STYLE.has(element.name) || !selector.matches(element)) continue;
        const match = { selector, declarations, order };
        const list = matches.get(element);
        if (list) list.push(match);
        else matches.set(element, [match]);
      }
    }
    kept.push(...prune(keptHere, index));
  }
  const written = new Map<string, string>();
  for (const element of document.elements) applyMatches(element, matches.get(element), written);
  return kept;
}

function applyMatches(element: Element, matches: Match[] | undefined, written: Map<string, string>): void {
  const own = attribute(element, 'style');
  if (!matches) {
    if (own && /!\s*important/i.test(own)) writeStyle(element, [parseDeclarations(decodeEntities(own))]);
    return;
  }
  matches.sort((a, b) => compareSpecificity(a.selector.specificity, b.selector.specificity) || a.order - b.order);
  if (own) {
    writeStyle(element, [...matches.map(({ declarations }) => declarations), parseDeclarations(decodeEntities(own))]);
    return;
  }
  const key = matches.map(({ order }) => order).join();
  let style = written.get(key);
  if (style === undefined) {
    style = styleOf(matches.map(({ declarations }) => declarations));
    written.set(key, style);
  }
  if (style) setAttribute(element, 'style', style);
}

function writeStyle(element: Element, blocks: (readonly Declaration[])[]): void {
  const style = styleOf(blocks);
  if (style) setAttribute(element, 'style', style);
  else removeAttribute(element, 'style');
}

function styleOf(blocks: (readonly Declaration[])[]): string {
  const normal = blocks.map((block) => block.filter(({ important }) => !important));
  const important = blocks.map((block) => block.filter((declaration) => declaration.important));
  return encodeQuotes(printDeclarations(cascade([...normal, ...important].filter(({ length }) => length > 0))));
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
