import { classes, isBlank, rowsOf, sourceOf } from '../../document/find.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import { hasConditionalAttributes } from '../../document/parse.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Document, Element, Node } from '../../model/document.js';
import type { Place } from '../../model/place.js';
import type { FrameworkSheet } from '../css/own-rules.js';
import type { Intent, IntentAttribute } from '../intent.js';
import type { ReadLinked } from './head-styles.js';
import type { Looks } from './looks.js';

/** One HTML source on its way to Pug: what its vocabulary knows, and what was noted so far. */
export interface Reading {
  document: Document;
  placeOf(element: Element): Place;
  vocabulary: Vocabulary;
  /** The texts of the source's style sheets. */
  sheets: readonly string[];
  readLinked: ReadLinked;
  /** A style attribute without what the framework's sheet says of the element anyway. */
  ownStyle(element: Element, style: string): string;
  /** Tables that stay HTML. */
  kept: Set<Element>;
  notes: Diagnostic[];
  /** Rules for what a mixin's own elements looked like, and the classes that stand for them. */
  looks: Looks;
  /** What the framework resets on an element and Jink lets it inherit, where the two differ. */
  resetOf(element: Element): string;
  /** The alignment that text in an element would inherit. */
  alignmentAround(element: Element): string | undefined;
}

/** What a framework's markup means, in Jink's mixins. The first recogniser that knows an element says what it is. */
export interface Vocabulary {
  name: string;
  /** The layout with the framework's look. */
  layout: string;
  sheet: FrameworkSheet;
  /** Attributes of an element that the framework's sheet overrules, so that nobody ever saw them. */
  overruled(element: Element): readonly string[];
  /** Whether a class changes nothing on an element in the framework, but would in Jink. */
  isIdleClass(reading: Reading, element: Element, name: string): boolean;
  /** The classes of tables that a recogniser should know. */
  classes: ReadonlySet<string>;
  recognisers: readonly Recogniser[];
}

/** What an element means; undefined when this recogniser does not know it. An empty list drops it. */
export type Recogniser = (reading: Reading, element: Element) => Intent[] | undefined;

/** Attributes that Jink writes on layout tables and cells by itself, with the values that say nothing. */
const DEFAULTS: Record<string, RegExp> = {
  align: /^(left)$/i,
  valign: /^top$/i,
  border: /^0$/,
  cellpadding: /^0$/,
  cellspacing: /^0$/,
  role: /^presentation$/,
};

/** The attributes of an element that its author gave it, without the classes that a mixin writes by itself. */
export function ownAttributes(
  reading: Reading,
  element: Element,
  { known = [], dropped = [] }: { known?: readonly string[]; dropped?: readonly string[] } = {},
): IntentAttribute[] {
  const isLayout = /^(table|tbody|tr|td|th)$/.test(element.name);
  // A mixin's own element cannot take over what merge tags write between attributes.
  const conditional = hasConditionalAttributes(reading.document, element) ? [{ name: 'merge-tags', value: '' }] : [];
  const given = new Set<string>();
  const attributes = element.attributes.flatMap(({ name: written, value }) => {
    const name = written.toLowerCase();
    if (given.has(name)) return [];
    given.add(name);
    if (dropped.includes(name) || name.startsWith('xmlns')) return [];
    if (name === 'class') {
      const idle = reading.vocabulary.isIdleClass;
      const rest = (value ?? '')
        .split(/\s+/)
        .filter((one) => one && !known.includes(one) && !idle(reading, element, one));
      return rest.length > 0 ? [{ name, value: rest.join(' ') }] : [];
    }
    if (name === 'style') {
      const own = reading.ownStyle(element, value ?? '');
      return own ? [{ name, value: own }] : [];
    }
    if (isLayout && DEFAULTS[name]?.test(value ?? '')) return [];
    if (reading.vocabulary.overruled(element).includes(name)) return [];
    return [{ name: written, value }];
  });
  attributes.push(...conditional);
  const reset = reading.resetOf(element);
  if (!reset) return attributes;
  const style = attributes.find(({ name }) => name === 'style');
  const value = [style?.value, reset].filter(Boolean).join(';');
  return [...attributes.filter((one) => one !== style), { name: 'style', value }];
}

/** The children that are not blank, without comments that say nothing. */
export function contentOf({ document }: Reading, element: Element): Node[] {
  return element.children.filter((child) => !isBlank(document, child) && !isRemark(document, child));
}

/** Comments such as `<!-- end of row -->`, which stand anywhere between tables. */
function isRemark(document: Document, node: Node): boolean {
  if (node.kind !== 'comment') return false;
  const html = sourceOf(document, node);
  return !/\[(end)?if\b/.test(html) && !hasMergeTag(html);
}

/** The cells of a table of one row in which nothing else stands; undefined for any other table. */
export function onlyRow(reading: Reading, table: Element): Element | undefined {
  const rows = rowsOf(table);
  if (rows.length !== 1) return undefined;
  const row = rows[0]!;
  for (let around: Element | undefined = row; around && around !== table; around = around.parent) {
    const content = contentOf(reading, around.parent!);
    if (content.length !== 1 || hasConditionalAttributes(reading.document, around)) return undefined;
  }
  return row;
}

/** The one element that `element` holds, when it holds nothing else. */
export function onlyChild(reading: Reading, element: Element): Element | undefined {
  const content = contentOf(reading, element);
  return content.length === 1 && content[0]!.kind === 'element' ? content[0] : undefined;
}

export function isTable(element: Element | undefined, ...names: string[]): element is Element {
  return element?.name === 'table' && names.some((name) => classes(element).includes(name));
}

export function isCell(element: Element): boolean {
  return element.name === 'td' || element.name === 'th';
}
