import { printDeclarations, readDeclarations } from '../../document/css-text.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import type { Element } from '../../model/document.js';
import type { Cascade } from './cascade.js';
import { longhands } from './longhands.js';
import { saysSomething } from './read-rules.js';

/** Properties that inliners bring along from framework sheets, and that decide nothing any more. */
const NOISE =
  /^(?:-webkit-hyphens|-moz-hyphens|-ms-interpolation-mode|-webkit-text-size-adjust|-ms-text-size-adjust|hyphens|mso-table-.space|outline|border-collapse|border-spacing|word-break|-webkit-border-radius|-moz-border-radius)$/;

/** A style attribute without what the cascade says of the element anyway; of declarations given twice, the last. */
export function ownStyle(cascade: Cascade, element: Element, style: string): string {
  if (hasMergeTag(style)) return style.trim();
  const declarations = readDeclarations(style).filter(saysSomething);
  if (declarations.length === 0) return '';
  const values = cascade.valuesOf(element);
  const last = new Map(declarations.flatMap((one) => longhands(one).map(([name]) => [name, one] as const)));
  const own = declarations.filter((declaration) => {
    if (NOISE.test(declaration.property) && declaration.value !== 'break-all') return false;
    const parts = longhands(declaration).filter(([name]) => last.get(name) === declaration);
    return parts.some(([name, value]) => values.get(name) !== value);
  });
  return printDeclarations(own);
}
