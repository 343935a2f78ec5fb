import { insertAfter, insertBefore, replaceNode, setAttribute } from '../document/edit.js';
import { attribute, cellsOf, childElements, classes, closest, hasClass, rowsOf } from '../document/find.js';
import type { Comment, Document, Element, Node } from '../model/document.js';
import { stylesOf } from './declarations.js';
import { WORDS } from './grid-words.js';
import { isOwnFile, MARK, type MarkedFiles, readMark } from './marks.js';
import { addAttribute, copyStyles, type WordAttribute } from './word-attributes.js';

/** Classes that make a table part of the layout. A table without one of them may hold data and stays as written. */
const LAYOUT = new Set([
  ...'body container row columns column block-grid button spacer divider inset panel sub-grid'.split(' '),
  ...['tiny', 'small', 'medium', 'large'].map((size) => `${size}-button`),
  ...WORDS,
]);

const HIDDEN_ON_LARGE = ['show-for-small', 'hide-for-desktop', 'hide-for-large'];

/**
 * What Word, which draws the mails of Outlook for Windows, reads from attributes rather than from CSS, and what has
 * to be kept from it altogether. All values come from the styles that were inlined.
 */
export function addOutlookAttributes(document: Document, files: MarkedFiles): void {
  const decided = [...revealedRegions(document), ...commentsIn(document.root)];
  for (const element of document.elements) {
    if (element.name === 'table') {
      if (isLayout(element, files)) markLayout(element);
    } else if (element.name === 'img') sizeImage(element);
    else if (element.name === 'v:roundrect') paintButton(document, element);
    if (
      isHiddenOnLarge(element) &&
      !closest(element, isHiddenOnLarge) &&
      !decided.some((region) => isIn(region, element))
    )
      hideFromWord(document, element);
  }
}

function isLayout(table: Element, files: MarkedFiles): boolean {
  if (classes(table).some((name) => LAYOUT.has(name))) return true;
  if (table.parent && hasClass(table.parent, 'sub-grid')) return true;
  const [place] = readMark(files, attribute(table, MARK) ?? '');
  return place !== undefined && isOwnFile(place.file);
}

/** A layout table and its own rows and cells; tables inside of it are asked for themselves. */
function markLayout(table: Element): void {
  addAttribute(table, 'role', 'presentation');
  addAttribute(table, 'cellpadding', '0');
  addAttribute(table, 'cellspacing', '0');
  addAttribute(table, 'border', '0');
  copyStyles(table, ['width', 'bgcolor']);
  for (const row of rowsOf(table)) {
    copyStyles(row, ['bgcolor']);
    for (const cell of cellsOf(row)) {
      // In an expander nothing stands that could be aligned.
      const names: WordAttribute[] = hasClass(cell, 'expander')
        ? ['bgcolor']
        : ['width', 'height', 'align', 'valign', 'bgcolor'];
      copyStyles(cell, names);
    }
  }
}

/** Word shows an image without a width attribute at its natural size, and puts a border around a linked one. */
function sizeImage(image: Element): void {
  copyStyles(image, ['width', 'height']);
  addAttribute(image, 'border', '0');
}

/** Gives the shape behind a button the colours and corners that its cell got. */
function paintButton(document: Document, shape: Element): void {
  if (!hasClass(shape, 'button-vml')) return;
  const table = document.elements.find((element) => element.start > shape.end && hasClass(element, 'button'));
  const cell = table && rowsOf(table).flatMap(childElements)[0];
  const link = cell && childElements(cell).find(({ name }) => name === 'a');
  const center = childElements(shape).find(({ name }) => name === 'center');
  if (!cell || !link || !center) return;
  const background = styleValue(cell, 'background-color');
  const border = /#[0-9a-f]{3,6}/i.exec(styleValue(cell, 'border') ?? styleValue(cell, 'border-color') ?? '')?.[0];
  const radius = Number.parseFloat(styleValue(cell, 'border-radius') ?? '0');
  const height = Number(/height:(\d+)px/.exec(attribute(shape, 'style') ?? '')?.[1] ?? 40);
  if (background) setAttribute(shape, 'fillcolor', background);
  if (border ?? background) setAttribute(shape, 'strokecolor', (border ?? background)!);
  setAttribute(shape, 'arcsize', `${Math.min(50, Math.round((radius / height) * 100))}%`);
  const text = stylesOf(link).filter(({ property }) => /^(color|font-(family|size|weight))$/.test(property));
  setAttribute(center, 'style', text.map(({ property, value }) => `${property}:${value.replace(/"/g, "'")}`).join(';'));
}

function styleValue(element: Element, property: string): string | undefined {
  return stylesOf(element).findLast((declaration) => declaration.property === property)?.value;
}

function isIn(region: { start: number; end: number }, { start, end }: Element): boolean {
  return region.start < start && end < region.end;
}

function isHiddenOnLarge(element: Element): boolean {
  return HIDDEN_ON_LARGE.some((name) => hasClass(element, name));
}

/**
 * Word's `display: none` does not reach the tables inside, so Word does not get to see the element at all. In a
 * conditional comment it is for Word alone, or hidden from it already.
 */
function hideFromWord(document: Document, element: Element): void {
  insertBefore(document, element, '<!--[if !mso]><!-->');
  insertAfter(document, element, '<!--<![endif]-->');
  // Word would take the end of a comment inside for the end of this one; it needs none of them here.
  for (const comment of commentsIn(element)) {
    if (/^<!--(\[if |<!\[endif)/.test(document.source.slice(comment.start, comment.end)))
      replaceNode(document, comment, '');
  }
}

/** The comments in an element, in their order, without those in other comments. */
function commentsIn(element: Element): Comment[] {
  const comments: Comment[] = [];
  const nodes: Node[] = element.children.toReversed();
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    if (node.kind === 'comment') comments.push(node);
    else if (node.kind === 'element') for (const child of node.children.toReversed()) nodes.push(child);
  }
  return comments;
}

/** What stands between `<!--[if !mso]><!-->` and its end. */
function revealedRegions(document: Document): { start: number; end: number }[] {
  const regions: { start: number; end: number }[] = [];
  for (const match of document.source.matchAll(/<!--\[if !mso[^\]]*\]><!(?:-- ?)?-->([\s\S]*?)<!--<!\[endif\]-->/g))
    regions.push({ start: match.index, end: match.index + match[0].length });
  return regions;
}
