import type { Element } from '../model/document.js';
import type { CompiledSheet, Leaf } from './compiled-sheet.js';
import type { Declaration } from './css.js';
import { areRelated } from './declarations.js';
import { compareSpecificity, type Specificity } from './selectors.js';

/*
 * A rule of the head beats a style attribute only with `!important`. Then it would also beat inlined declarations that
 * it ought to lose to, and what its author made important would be nothing special any more. So the head becomes a
 * cascade of its own: declarations that must beat a rule of the head stand there too, and important ones get
 * selectors that weigh more where they need to.
 */

/** Declarations of one selector that stand in the head: the author's important ones, or the others. */
export interface HeadUnit {
  leaf: Leaf;
  order: number;
  important: boolean;
  declarations: readonly Declaration[];
  /** The selector with more weight than the author gave it. */
  text: string;
  specificity: Specificity;
}

/** A leaf, and its place in the order of all sheets. */
export interface Placed {
  leaf: Leaf;
  order: number;
}

export interface PlacedSheet {
  sheet: CompiledSheet;
  /** The order of its first leaf. */
  base: number;
}

/** The elements a selector may match, whatever the data and the reader do. */
export type ElementsOf = (leaf: Leaf) => ReadonlySet<Element>;

/**
 * All that must stand in the head for the sake of the rules that are `kept` there.
 * @param inlinedOn the rules that were written into the style of an element
 */
export function buildHeadCascade(
  kept: readonly Placed[],
  sheets: readonly PlacedSheet[],
  elementsOf: ElementsOf,
  inlinedOn: (element: Element) => readonly Leaf[],
): HeadUnit[] {
  const units = kept.flatMap(unitsOf);
  const here = new Map<Leaf, Set<Declaration>>(kept.map(({ leaf }) => [leaf, new Set(leaf.declarations)]));
  const meetings = new Map<Leaf, Set<Leaf>>();
  for (let at = 0; at < units.length; at++) {
    const unit = units[at]!;
    if (unit.leaf.apart || !unit.leaf.selector) continue;
    let met = meetings.get(unit.leaf);
    if (!met) {
      met = new Set([unit.leaf]);
      for (const element of elementsOf(unit.leaf)) for (const leaf of inlinedOn(element)) met.add(leaf);
      meetings.set(unit.leaf, met);
    }
    for (const said of unit.declarations) {
      for (const { leaf, order, declaration } of possibleWinners(unit, said, sheets)) {
        if (!met.has(leaf)) continue;
        const known = here.get(leaf);
        if (known?.has(declaration)) continue;
        if (known) known.add(declaration);
        else here.set(leaf, new Set([declaration]));
        units.push(...split(leaf, order, [declaration]));
      }
    }
  }
  addWeight(units, elementsOf);
  return units;
}

/** A rule of the head as it is. */
export function unitsOf({ leaf, order }: Placed): HeadUnit[] {
  return split(leaf, order, leaf.declarations);
}

function split(leaf: Leaf, order: number, declarations: readonly Declaration[]): HeadUnit[] {
  const { text, selector } = leaf;
  const specificity = selector?.specificity ?? ([0, 0, 0] as const);
  return [false, true].flatMap((important) => {
    const own = declarations.filter((declaration) => declaration.important === important);
    return own.length ? [{ leaf, order, important, declarations: own, text, specificity }] : [];
  });
}

interface Winner extends Placed {
  declaration: Declaration;
}

const winners = new WeakMap<Leaf, Map<Declaration, Winner[]>>();

/** Those that rank above a declaration where they meet it: known from the sheet, when there is only one. */
function possibleWinners(unit: HeadUnit, said: Declaration, sheets: readonly PlacedSheet[]): Winner[] {
  const known = sheets.length === 1 ? winners.get(unit.leaf)?.get(said) : undefined;
  if (known) return known;
  const found: Winner[] = [];
  for (const { sheet, base } of sheets) {
    for (const related of relatedIn(sheet, said.property)) {
      for (const { leaf, declaration } of sheet.inlined.get(related)!) {
        const order = base + leaf.order;
        const above =
          declaration.important === unit.important
            ? outranks({ leaf, order, declaration }, unit, said)
            : declaration.important;
        if (above) found.push({ leaf, order, declaration });
      }
    }
  }
  if (sheets.length === 1) winners.set(unit.leaf, (winners.get(unit.leaf) ?? new Map()).set(said, found));
  return found;
}

function outranks({ leaf, order, declaration }: Winner, unit: HeadUnit, said: Declaration): boolean {
  if (leaf !== unit.leaf) return isAbove({ leaf, order }, unit);
  return leafPlace(leaf, declaration) > leafPlace(leaf, said);
}

function leafPlace({ declarations }: Leaf, declaration: Declaration): number {
  return declarations.indexOf(declaration);
}

function unitPlace({ leaf, declarations }: HeadUnit): number {
  return leafPlace(leaf, declarations[0]!);
}

function isAbove(a: Placed, b: Placed): boolean {
  return (compareSpecificity(a.leaf.selector!.specificity, b.leaf.selector!.specificity) || a.order - b.order) > 0;
}

const relations = new WeakMap<CompiledSheet, Map<string, string[]>>();

/** The properties inlined from a sheet that change `property`, or are changed by it. */
function relatedIn(sheet: CompiledSheet, property: string): readonly string[] {
  const known = relations.get(sheet) ?? new Map<string, string[]>();
  relations.set(sheet, known);
  let related = known.get(property);
  if (!related) {
    related = [...sheet.inlined.keys()].filter((other) => areRelated(other, property));
    known.set(property, related);
  }
  return related;
}

function share(a: ReadonlySet<Element>, b: ReadonlySet<Element>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const element of few) if (many.has(element)) return true;
  return false;
}

/** In the head all are important; those that the author made so still have to win. */
function addWeight(units: HeadUnit[], elementsOf: ElementsOf): void {
  const important = units.filter((unit) => unit.important && unit.leaf.selector && !unit.leaf.apart);
  if (important.length === 0) return;
  important.sort(
    (a, b) => compareSpecificity(a.specificity, b.specificity) || a.order - b.order || unitPlace(a) - unitPlace(b),
  );
  const below = units.filter((unit) => !unit.important && unit.leaf.selector && !unit.leaf.apart);
  for (const unit of important) {
    for (const other of below) {
      const heavier = compareSpecificity(unit.specificity, other.specificity);
      // One rule's declarations stand in their order, unless an earlier one got more weight.
      const ahead = heavier || (unit.leaf === other.leaf ? 1 : unit.order - other.order);
      if (ahead > 0 || !concern(unit, other)) continue;
      if (share(elementsOf(unit.leaf), elementsOf(other.leaf))) outweigh(unit, other.specificity);
    }
    below.push(unit);
  }
}

function concern(a: HeadUnit, b: HeadUnit): boolean {
  return a.declarations.some((one) => b.declarations.some((other) => areRelated(one.property, other.property)));
}

/** Repeats a class of the selector, which changes nothing but its weight; `:not()` for one without classes. */
function outweigh(unit: HeadUnit, [ids, classes]: Specificity): void {
  const [ownIds, ownClasses, types] = unit.specificity;
  const last = /(?:^|[\s>+~])([^\s>+~()[\]]+)$/.exec(unit.leaf.text)?.[1] ?? '';
  const again = /\.[\w-]+|:(?:hover|active|focus|visited|link|checked)\b/.exec(last)?.[0];
  if (again && ids === ownIds) {
    unit.text += again.repeat(classes - ownClasses + 1);
    unit.specificity = [ids, classes + 1, types];
  } else {
    unit.text += ':not(#_)'.repeat(ids - ownIds + 1);
    unit.specificity = [ids + 1, ownClasses, types];
  }
}
