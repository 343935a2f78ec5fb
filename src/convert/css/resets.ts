import { readDeclarations } from '../../document/css-text.js';
import { attribute } from '../../document/find.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import type { Element } from '../../model/document.js';
import type { Cascade } from './cascade.js';
import { longhands } from './longhands.js';
import type { FrameworkSheet } from './own-rules.js';

/** What text inherits in Jink, and Ink sets anew on every paragraph and heading. */
const INHERITED = ['text-align', 'color', 'font-size', 'line-height', 'font-weight', 'font-family'];

/** Headings have fonts of their own in Jink too. */
const OF_HEADINGS = ['text-align', 'color'];

/**
 * Declarations that keep a paragraph or heading as the framework showed it where something around it says otherwise:
 * Ink's paragraphs stand left in a centred cell, Jink's do not.
 */
export function resetOf(cascade: Cascade, { values }: FrameworkSheet, element: Element): string {
  const isHeading = /^h[1-6]$/.test(element.name);
  if (!isHeading && element.name !== 'p') return '';
  const own = valuesOf(cascade, element);
  const written = styleOf(element);
  const base = values.get(`|${element.name}`);
  const resets = (isHeading ? OF_HEADINGS : INHERITED).flatMap((name) => {
    const value = own.get(name);
    // What a class or the author says, Jink says too.
    if (value === undefined || value === 'inherit' || written.has(name) || !base?.get(name)?.has(value)) return [];
    const around = inherited(cascade, element, name);
    return around === undefined || around === value ? [] : [`${name}:${value}`];
  });
  return resets.join(';');
}

/** What the elements around give, up to the cell, which has its own colours and fonts; alignment goes further. */
function inherited(cascade: Cascade, element: Element, name: string): string | undefined {
  for (let around = element.parent; around && around.name !== '#root'; around = around.parent) {
    const value = name === 'text-align' ? alignmentOf(cascade, around) : valuesOf(cascade, around).get(name);
    if (value !== undefined) return value;
    if (/^t[dh]$/.test(around.name)) return undefined;
  }
  return undefined;
}

/** How the text of what stands in a cell is aligned in Jink, when something around says so. */
export function alignmentAround(cascade: Cascade, element: Element): string | undefined {
  return inherited(cascade, element, 'text-align');
}

function alignmentOf(cascade: Cascade, element: Element): string | undefined {
  if (element.name === 'center') return 'center';
  const written = valuesOf(cascade, element).get('text-align');
  return written ?? attribute(element, 'align')?.toLowerCase();
}

function valuesOf(cascade: Cascade, element: Element): ReadonlyMap<string, string> {
  return new Map([...cascade.valuesOf(element), ...styleOf(element)]);
}

function styleOf(element: Element): Map<string, string> {
  const style = attribute(element, 'style') ?? '';
  return new Map(hasMergeTag(style) ? [] : readDeclarations(style).flatMap(longhands));
}
