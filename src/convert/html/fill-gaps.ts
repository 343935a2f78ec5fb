import type { Document, Element, Node } from '../../model/document.js';

/**
 * Makes a text of whatever stands between nodes and is none to the parser: the doctype, and `<![if !mso]>`, which is
 * HTML to Outlook alone.
 */
export function fillGaps(document: Document): Document {
  const { root, elements } = document;
  root.end = root.closeStart = document.source.length;
  for (const element of [root, ...elements]) {
    const filled: Node[] = [];
    let at = element.openEnd;
    for (const child of element.children) {
      if (child.start > at) filled.push(gap(element, at, child.start));
      filled.push(child);
      at = Math.max(at, child.end);
    }
    if (element.closeStart > at) filled.push(gap(element, at, element.closeStart));
    element.children = filled;
  }
  return document;
}

function gap(parent: Element, start: number, end: number): Node {
  return { kind: 'text', parent, start, end };
}
