import { attribute, childElements, hasClass } from '../../document/find.js';
import type { Document, Element, Node, Text } from '../../model/document.js';
import type { CheckedEmail } from '../../model/rule.js';

/** Elements whose text nobody reads. */
const SILENT = new Set(['head', 'style', 'script', 'title', 'xml', 'noscript', 'template']);

/** Entities that print nothing, or only a blank. */
const BLANK = /&(nbsp|zwnj|zwj|shy|ensp|emsp|thinsp|lrm|rlm|#8203|#847|#8199|#160|#xa0|#x200[b-f]|#8204|#8205);?/gi;

const visible = new WeakMap<Document, { node: Text; says: string }[]>();

/** Every text that a reader sees, in order, with entities as written. */
export function visibleTexts(email: CheckedEmail): readonly { node: Text; says: string }[] {
  const { document } = email;
  let found = visible.get(document);
  if (!found) {
    const texts: { node: Text; says: string }[] = [];
    const visit = (nodes: readonly Node[]) => {
      for (const node of nodes) {
        if (node.kind === 'text') {
          const says = textWithoutBlanks(document.source.slice(node.start, node.end));
          if (says) texts.push({ node, says });
        } else if (node.kind === 'element' && !SILENT.has(node.name) && !isHidden(email, node)) visit(node.children);
      }
    };
    visit(document.root.children);
    found = texts;
    visible.set(document, found);
  }
  return found;
}

function textWithoutBlanks(text: string): string {
  return text
    .replace(BLANK, ' ')
    .replace(/\u200D|\u034F|[\u00A0\u200B\u200C\u200E\u200F\u00AD\s]+/g, ' ')
    .trim();
}

/** Whether an element itself is hidden where nothing is clicked and the screen is wide. */
export function isHidden(email: CheckedEmail, element: Element): boolean {
  if (attribute(element, 'hidden') !== undefined || hasClass(element, 'preheader')) return true;
  const styles = email.declarationsOf(element);
  // As good as hidden: what other tools do with a preheader.
  if (styles.some(isNoHeight) && styles.some(({ property, value }) => property === 'overflow' && value === 'hidden'))
    return true;
  return styles.some(
    ({ property, value }) =>
      (property === 'display' && value === 'none') || (property === 'visibility' && value === 'hidden'),
  );
}

function isNoHeight({ property, value }: { property: string; value: string }): boolean {
  return /^(max-)?height$/.test(property) && /^0(px)?$/.test(value);
}

/** Whether an element or one around it is hidden. */
export function isInvisible(email: CheckedEmail, element: Element): boolean {
  for (let around: Element | undefined = element; around; around = around.parent)
    if (isHidden(email, around)) return true;
  return false;
}

/** What an element says to a reader: its text, the alternatives of its images. */
export function textOf(document: Document, element: Element): string {
  const parts = element.children.map((child): string => {
    if (child.kind === 'text') return document.source.slice(child.start, child.end);
    if (child.kind === 'comment' || SILENT.has(child.name)) return '';
    if (child.name === 'img') return ` ${attribute(child, 'alt') ?? ''} `;
    return textOf(document, child);
  });
  return textWithoutBlanks(parts.join(''));
}

/** Whether elements stand in it that are more than text, such as another table. */
export function holds(element: Element, names: RegExp): boolean {
  return childElements(element).some((child) => names.test(child.name) || holds(child, names));
}
