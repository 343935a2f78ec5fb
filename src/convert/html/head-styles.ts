import { attribute, sourceOf } from '../../document/find.js';
import type { Document, Element } from '../../model/document.js';
import { type FrameworkSheet, ownRules } from '../css/own-rules.js';

/** Gives the text of a style sheet that a source links to; undefined when there is none. */
export type ReadLinked = (href: string) => string | undefined;

/** The sheets of a source, in their order: its style elements, and the files it links to. */
export function sheetsOf(document: Document, readLinked: ReadLinked): string[] {
  return document.elements.flatMap((element) => {
    if (element.name === 'style') return isForOutlook(document, element) ? [] : [contentOf(document, element)];
    const linked = isSheetLink(element) ? readLinked(attribute(element, 'href') ?? '') : undefined;
    return linked === undefined ? [] : [linked];
  });
}

/** The rules of all sheets that the framework's does not have. */
export function ownSheet(sheets: readonly string[], framework: FrameworkSheet): string {
  return sheets
    .map((sheet) => ownRules(sheet, framework))
    .filter(Boolean)
    .join('\n');
}

export function isSheetLink(element: Element): boolean {
  return element.name === 'link' && /stylesheet/i.test(attribute(element, 'rel') ?? '');
}

/** Sheets in conditional comments stay where they are. */
function isForOutlook(document: Document, element: Element): boolean {
  return element.parent?.children.includes(element) !== true && /\[if/.test(sourceOf(document, element.parent!));
}

function contentOf(document: Document, element: Element): string {
  return document.source.slice(element.openEnd, element.closeStart);
}
