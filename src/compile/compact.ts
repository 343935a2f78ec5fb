import { decodeEntities } from '../document/decode-entities.js';
import { removeAttribute, setAttribute } from '../document/edit.js';
import { attribute, hasClass, tableOf } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Document, Element, Node } from '../model/document.js';
import type { Declaration, SheetRule } from './css.js';
import { parseDeclarations, printDeclarations } from './declarations.js';
import { encodeQuotes } from './entities.js';
import { alignRows } from './row-alignment.js';
import { joinShorthands } from './shorthands.js';

/** Properties that an element takes from the one around it when nothing else is said. */
const INHERITED = new Set(
  'color font font-family font-size font-style font-weight letter-spacing line-height text-align text-transform word-break word-spacing white-space direction'.split(
    ' ',
  ),
);

/** Word does not let cells inherit these, so a cell with text repeats them. */
const REPEATED_IN_CELLS = /^(color|font(-.*)?|line-height|letter-spacing)$/;

/**
 * Takes out declarations that change nothing: what an attribute says as well, what the element would inherit with the
 * same value, longhands that fit into their shorthand. Every client shows the same as before; the mail is a fifth
 * smaller.
 * @param reaches what the rules of the head may change
 */
export function compactStyles(document: Document, reaches: Reach): void {
  // Without a doctype, browsers do not let tables inherit.
  const inherits = /^\s*<!doctype/i.test(document.source);
  const styles = new Map<Element, readonly Declaration[]>();
  const parsed = new Map<string, readonly Declaration[]>(); // many cells share one style
  const insisting = new Set<Element>();
  for (const element of document.elements) {
    const style = attribute(element, 'style');
    if (!style || hasMergeTag(style)) continue;
    const declarations = parsed.get(style) ?? joinShorthands(parseDeclarations(decodeEntities(style)));
    parsed.set(style, declarations);
    styles.set(element, declarations);
    if (declarations.some(({ important }) => important)) insisting.add(element);
  }
  alignRows(document, styles, reaches);
  for (const [element, declarations] of styles) {
    if (insisting.has(element)) continue;
    const kept = declarations.filter((declaration) => {
      if (isSaidByAttribute(element, declaration)) return false;
      return !(inherits && isInherited(document, element, declaration, styles, reaches));
    });
    const text = encodeQuotes(printDeclarations(kept));
    if (text === '') removeAttribute(element, 'style');
    else setAttribute(element, 'style', text);
  }
}

function isSaidByAttribute(element: Element, { property, value }: Declaration): boolean {
  if (property === 'vertical-align') {
    const own = attribute(element, 'valign');
    const row = element.parent?.name === 'tr' ? attribute(element.parent, 'valign') : undefined;
    return (own ?? row) === value || hasClass(element, 'expander');
  }
  if (property === 'width') return /%$/.test(value) && attribute(element, 'width') === value;
  if (property !== 'padding' || !/^0(px)?$/.test(value) || (element.name !== 'td' && element.name !== 'th'))
    return false;
  const table = tableOf(element);
  return table !== undefined && attribute(table, 'cellpadding') === '0';
}

/** Whether the element would get the same value from around it, whatever the reader's client does. */
function isInherited(
  document: Document,
  element: Element,
  { property, value }: Declaration,
  styles: ReadonlyMap<Element, readonly Declaration[]>,
  reaches: Reach,
): boolean {
  if (!INHERITED.has(property) || HAS_DEFAULTS[property]?.test(element.name)) return false;
  const isCell = element.name === 'td' || element.name === 'th';
  if (isCell && REPEATED_IN_CELLS.test(property)) {
    const text = textIn(document, element);
    // Blanks have a size and no colour.
    if (property === 'color' ? /\S/.test(text.replace(/&nbsp;|&#160;|\u00A0/g, '')) : /\S/.test(text)) return false;
  }
  for (let around = element.parent; around; around = around.parent) {
    if (reaches(property, around, element) || HAS_DEFAULTS[property]?.test(around.name)) return false;
    if (attribute(around, 'align') !== undefined && property === 'text-align') return false;
    const style = attribute(around, 'style');
    if (style && hasMergeTag(style)) return false;
    const declared = styles.get(around)?.findLast((declaration) => concerns(declaration.property, property));
    if (declared) return declared.property === property && declared.value === value;
  }
  return false;
}

/** Elements to which browsers and clients give a value of their own. */
const HAS_DEFAULTS: Record<string, RegExp> = {
  color: /^(a|mark|hr|input|select|button|textarea|font)$/,
  font: /^(h[1-6]|th|b|strong|i|em|small|code|pre|kbd|tt|samp|big|sub|sup|address|cite|dfn|var|font|input|select|button|textarea)$/,
  'font-family': /^(code|pre|kbd|tt|samp|font|input|select|button|textarea)$/,
  'font-size': /^(h[1-6]|small|big|sub|sup|code|pre|kbd|tt|samp|font|input|select|button|textarea)$/,
  'font-style': /^(i|em|cite|dfn|var|address)$/,
  'font-weight': /^(h[1-6]|th|b|strong)$/,
  'line-height': /^(input|select|button|textarea)$/,
  'text-align': /^(th|center|caption|table|input|button)$/,
  'white-space': /^(pre|textarea|nobr)$/,
};

/** Whether a declaration of one property changes another. */
function concerns(declared: string, property: string): boolean {
  if (declared === property || declared === 'all') return true;
  if (declared === 'font') return /^(font-|line-height$)/.test(property);
  return property === 'font' && /^(font-|line-height$)/.test(declared);
}

/** The text of a cell itself, without that of tables inside of it. */
function textIn(document: Document, element: Element): string {
  let text = '';
  const nodes: Node[] = [...element.children];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (node.kind === 'text') text = document.source.slice(node.start, node.end) + text;
    else if (node.kind === 'comment') text = (node.children.length > 0 ? 'conditional' : '') + text;
    else if (node.name !== 'table') nodes.push(...node.children);
  }
  return text;
}

/**
 * Whether a rule of the head, in a media query or under the pointer, may change a property on `around` without doing
 * the same on `element`, which would then no longer look as it did.
 */
export type Reach = (property: string, around: Element, element: Element) => boolean;

export function reachOf(rules: readonly SheetRule[], elementsOf: (selector: string) => readonly Element[]): Reach {
  const changes: { properties: string[]; elements: Set<Element> }[] = [];
  const collect = (list: readonly SheetRule[]) => {
    for (const rule of list) {
      if (rule.kind === 'tagged') collect(rule.parts.filter((part) => typeof part !== 'string'));
      else if (rule.kind === 'at') collect(rule.rules ?? []);
      else {
        const elements = new Set(rule.selectors.flatMap(elementsOf));
        if (elements.size > 0)
          changes.push({ properties: rule.declarations.map(({ property }) => property), elements });
      }
    }
  };
  collect(rules);
  const byProperty = new Map<string, Set<Element>[]>();
  const reaching = (property: string) => {
    let sets = byProperty.get(property);
    if (!sets) {
      const concerned = changes.filter(({ properties }) => properties.some((declared) => concerns(declared, property)));
      sets = concerned.map(({ elements }) => elements);
      byProperty.set(property, sets);
    }
    return sets;
  };
  return (property, around, element) =>
    reaching(property).some((elements) => elements.has(around) && !elements.has(element));
}
