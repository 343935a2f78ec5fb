import type { InspectedElement, Inspection } from '../../src/model/protocol';
import { indexOf } from '../stage/measured';

/** What somebody wrote on the way to an element: calls of mixins and tags. */
export interface StepToElement {
  index: number;
  element: Element;
  source: InspectedElement;
}

/** From the outermost in; all the elements that one call made are one step. */
export function stepsTo(element: Element, { elements }: Inspection): StepToElement[] {
  const steps: StepToElement[] = [];
  for (let each: Element | null = element; each; each = each.parentElement) {
    const index = each.matches('[data-jink-element]') ? indexOf(each) : undefined;
    const source = index === undefined ? undefined : elements[index];
    if (index === undefined || !source?.place || /^(html|body)$/i.test(each.tagName)) continue;
    if (steps[0] && isSameCall(steps[0].source, source)) steps.shift();
    steps.unshift({ index, element: each, source });
  }
  return steps;
}

function isSameCall(a: InspectedElement, b: InspectedElement): boolean {
  const at = ({ place, mixin }: InspectedElement) => `${place?.file}:${place?.line}:${place?.column} ${mixin}`;
  return at(a) === at(b);
}
