import type { AppliedStyle } from '../../model/compiled-template.js';
import type { Element } from '../../model/document.js';
import type { Place } from '../../model/place.js';
import type { CheckedEmail } from '../../model/rule.js';

/** Who gave an element a property. */
export interface WrittenStyle {
  isOwn: boolean;
  place?: Place | undefined;
  trail?: Place[] | undefined;
}

/**
 * Finds the line that gave an element a property: its own `style` attribute, or the last rule that says so.
 * Undefined when nothing did that has a place.
 */
export function writtenStyle(email: CheckedEmail, element: Element, property: string): WrittenStyle | undefined {
  const declared = (style: AppliedStyle) => style.declarations.findLast((each) => covers(each.property, property));
  const source = email.sourceAt(element.start);
  const here = source?.place;
  const own = email.styles.findLast(
    (style) => isAttribute(style) && declared(style) && here && style.place && isSame(style.place, here),
  );
  if (own) return { isOwn: own.isOwn, place: declared(own)?.place ?? own.place, trail: own.trail };
  const rule = email.styles.findLast(
    (style) =>
      style.around.length === 0 &&
      declared(style) !== undefined &&
      style.selectors.some((selector) => email.matches(selector, element)),
  );
  return rule && { isOwn: rule.isOwn, place: declared(rule)?.place ?? rule.place, trail: rule.trail };
}

export function isAttribute({ selectors, around }: AppliedStyle): boolean {
  return selectors.length === 0 && around.length === 0;
}

function isSame(one: Place, other: Place): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column;
}

/** Whether declaring one property sets the other. */
function covers(declared: string, property: string): boolean {
  return declared === property || property.startsWith(`${declared}-`) || declared.startsWith(`${property}-`);
}
