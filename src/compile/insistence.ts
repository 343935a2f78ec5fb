import type { Element } from '../model/document.js';
import type { Leaf } from './compiled-sheet.js';
import type { Declaration } from './css.js';
import { areRelated } from './declarations.js';
import type { ElementsOf, HeadUnit } from './head-cascade.js';
import { compareSpecificity } from './selectors.js';

/**
 * An element's own declarations win over rules of the head that are important only because of us; so they are written
 * a second time, as important ones, because Word does not know the word in attributes. What then has to win over them
 * is written again as well. Where the head holds a declaration that its author made important, nothing insists: an
 * attribute could not lose to it any more.
 */
export function findInsistent(
  units: readonly HeadUnit[],
  elementsOf: ElementsOf,
): (element: Element, own: readonly Declaration[], leaves: readonly Leaf[]) => Declaration[] {
  const concerned = units.filter(({ leaf }) => leaf.selector && !leaf.selector.pseudoElement);
  return (element, own, leaves) => {
    if (own.length === 0 || concerned.length === 0) return [];
    const meets = (property: string, test: (unit: HeadUnit) => boolean) =>
      concerned.some(
        (unit) =>
          test(unit) &&
          unit.declarations.some((declaration) => areRelated(declaration.property, property)) &&
          elementsOf(unit.leaf).has(element),
      );
    const insisting: Declaration[] = [];
    for (const declaration of own) {
      const { property, important } = declaration;
      if (important || meets(property, (unit) => unit.important && unit.leaf.kept)) continue;
      const goesOn = insisting.some((before) => areRelated(before.property, property));
      if (goesOn || meets(property, (unit) => !unit.important && !unit.leaf.apart)) insisting.push(declaration);
    }
    const all = [...insisting];
    const goesOnAll = ({ property }: Declaration) => all.some((before) => areRelated(before.property, property));
    if (all.length > 0) {
      for (const { declarations } of leaves.toSorted(bySpecificity))
        for (const declaration of declarations)
          if (declaration.important && goesOnAll(declaration)) all.push(declaration);
    }
    const last = own.filter(
      ({ property, important }) =>
        important &&
        (all.some((declaration) => areRelated(declaration.property, property)) ||
          meets(property, (unit) => unit.important || !unit.leaf.apart)),
    );
    return [...all, ...last].map((declaration) => ({ ...declaration, important: true }));
  };
}

function bySpecificity(a: Leaf, b: Leaf): number {
  return compareSpecificity(a.selector!.specificity, b.selector!.specificity);
}
