import { attribute } from '../../document/find.js';
import type { Comment, Document, Element, Node } from '../../model/document.js';

const regions = new WeakMap<Document, { start: number; end: number }[]>();

/** Whether Word gets to see a node, as far as conditional comments decide. */
export function isForWord(document: Document, node: Pick<Node, 'start' | 'end'>): boolean {
  let hidden = regions.get(document);
  if (!hidden) {
    hidden = hiddenFromWord(document.source);
    regions.set(document, hidden);
  }
  return !hidden.some(({ start, end }) => start <= node.start && node.end <= end);
}

/** What stands between `<!--[if !mso]><!-->` and its end. */
function hiddenFromWord(html: string): { start: number; end: number }[] {
  const revealed = /<!--\[if !\s*mso\]>\s*(?:<!-->|-->|<!-- -->)|<!\[if !\s*mso\]>/g;
  return [...html.matchAll(revealed)].map(({ index }) => {
    const end = html.indexOf('<![endif]', index);
    return { start: index, end: end === -1 ? html.length : end };
  });
}

/** The elements that only Word sees: those in conditional comments for it. */
export function wordElements({ elements, root }: Document): Element[] {
  const comments: Comment[] = [];
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if (node.kind === 'comment') comments.push(node);
      else if (node.kind === 'element') visit(node.children);
    }
  };
  visit(root.children);
  return elements.filter(({ start }) => comments.some((comment) => comment.start < start && start < comment.end));
}

/** Whether the element, or one around it, centres what is in it in Word too. */
export function isCentered(element: Element): boolean {
  for (let around: Element | undefined = element; around; around = around.parent) {
    if (around.name === 'center') return true;
    const align = attribute(around, 'align')?.toLowerCase();
    if (align) return align === 'center';
  }
  return false;
}

/** Whether a table for Word alone stands around the element, which gives it the place and the size that it has elsewhere. */
export function hasGhostTable({ source }: Document, element: Element): boolean {
  const siblings = element.parent?.children ?? [];
  const before = siblings
    .slice(0, siblings.indexOf(element))
    .findLast((node) => node.kind !== 'text' || source.slice(node.start, node.end).trim() !== '');
  if (before?.kind !== 'comment') return false;
  return /^<!--\[if [^!\]]*(mso|gte|vml)[^\]]*\]>[\s\S]*<(td|table|v:\w+)\b/i.test(
    source.slice(before.start, before.end),
  );
}
