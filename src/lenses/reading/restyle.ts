import { decodeAttribute, encodeAttribute } from '../../document/attribute-text.js';
import { type CssDeclaration, printDeclarations, readDeclarations } from '../../document/css-text.js';
import { removeAttribute, replaceInside, setAttribute } from '../../document/edit.js';
import { attribute, innerSource } from '../../document/find.js';
import type { Document, Element } from '../../model/document.js';

export type Declared = Pick<CssDeclaration, 'property' | 'value' | 'important'>;

/** Gives an element other styles of its own; the same list back leaves its attribute as it is written. */
export function restyleElement(element: Element, change: (declared: readonly Declared[]) => readonly Declared[]): void {
  const written = attribute(element, 'style');
  const before = written === undefined ? [] : readDeclarations(decodeAttribute(written));
  const after = change(before);
  if (after === before) return;
  if (after.length === 0) removeAttribute(element, 'style');
  else setAttribute(element, 'style', encodeAttribute(printDeclarations(after)));
}

/** Writes the sheets of all style elements anew. */
export function rewriteSheets(document: Document, change: (css: string) => string): void {
  for (const element of document.elements) {
    if (element.name !== 'style') continue;
    const css = innerSource(document, element);
    const changed = change(css);
    if (changed !== css) replaceInside(document, element, changed);
  }
}

/** Adds a sheet before all others, so that any rule of the author's wins over it. */
export function sheetFirst(html: string, css: string): string {
  const at = /<head(?:\s[^>]*)?>/i.exec(html) ?? /<html(?:\s[^>]*)?>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html);
  const end = at ? at.index + at[0].length : 0;
  return `${html.slice(0, end)}<style data-jink-lens>${css}</style>${html.slice(end)}`;
}
