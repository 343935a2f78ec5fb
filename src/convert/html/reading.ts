import { classes, isBlank, rowsOf } from '../../document/find.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Document, Element, Node } from '../../model/document.js';
import type { Intent, IntentAttribute } from '../intent.js';

/** One HTML source on its way to Pug: what its vocabulary knows, and what was noted so far. */
export interface Reading {
  document: Document;
  file: string;
  vocabulary: Vocabulary;
  /** A style attribute without what the framework's sheet says of the element anyway. */
  ownStyle(element: Element, style: string): string;
  /** Tables that stay HTML. */
  kept: Set<Element>;
  notes: Diagnostic[];
}

/** What a framework's markup means, in Jink's mixins. The first recogniser that knows an element says what it is. */
export interface Vocabulary {
  name: string;
  /** The layout with the framework's look. */
  layout: string;
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
  return element.attributes.flatMap(({ name: written, value }) => {
    const name = written.toLowerCase();
    if (dropped.includes(name) || name.startsWith('xmlns')) return [];
    if (name === 'class') {
      const rest = (value ?? '').split(/\s+/).filter((one) => one && !known.includes(one));
      return rest.length > 0 ? [{ name, value: rest.join(' ') }] : [];
    }
    if (name === 'style') {
      const own = reading.ownStyle(element, value ?? '');
      return own ? [{ name, value: own }] : [];
    }
    if (isLayout && DEFAULTS[name]?.test(value ?? '')) return [];
    return [{ name: written, value }];
  });
}

/** The children that are not blank, without comments that say nothing. */
export function contentOf({ document }: Reading, element: Element): Node[] {
  return element.children.filter((child) => !isBlank(document, child));
}

/** The cells of a table of one row in which nothing else stands; undefined for any other table. */
export function onlyRow(reading: Reading, table: Element): Element | undefined {
  const rows = rowsOf(table);
  if (rows.length !== 1) return undefined;
  const row = rows[0]!;
  for (let around: Element | undefined = row; around && around !== table; around = around.parent) {
    const content = contentOf(reading, around.parent!);
    if (content.length !== 1) return undefined;
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
