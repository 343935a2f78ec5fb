import { hasMergeTag } from '../../document/merge-tags.js';
import type { Element } from '../../model/document.js';
import type { Cascade } from './cascade.js';
import { longhands } from './longhands.js';
import { parseDeclarations } from './parse-css.js';

/** Properties that inliners bring along from framework sheets, and that decide nothing any more. */
const NOISE =
  /^(?:-webkit-hyphens|-moz-hyphens|-ms-interpolation-mode|-webkit-text-size-adjust|-ms-text-size-adjust|hyphens|mso-table-.space|outline|border-collapse|border-spacing|word-break|-webkit-border-radius|-moz-border-radius)$/;

/** A style attribute without what the cascade says of the element anyway; of declarations given twice, the last. */
export function ownStyle(cascade: Cascade, element: Element, style: string): string {
  if (hasMergeTag(style)) return style.trim();
  const declarations = parseDeclarations(style);
  if (declarations.length === 0) return '';
  const values = cascade.valuesOf(element);
  const last = new Map(declarations.flatMap((one) => longhands(one).map(([name]) => [name, one] as const)));
  return declarations
    .filter((declaration) => {
      if (NOISE.test(declaration.name) && declaration.value !== 'break-all') return false;
      const parts = longhands(declaration).filter(([name]) => last.get(name) === declaration);
      return parts.some(([name, value]) => values.get(name) !== value);
    })
    .map(({ name, value, important }) => `${name}:${value}${important ? ' !important' : ''}`)
    .join(';');
}
