import { findAttribute, firstNamed } from '../../dist/document/find.js';
import { parse } from '../../dist/document/parse.js';
import { VOID_ELEMENTS } from '../../dist/document/void-elements.js';
import type { Comment, Document, Element, Node } from '../../dist/model/document.js';

/** Elements that stand in a line of text; all others get lines of their own. */
const INLINE = new Set(
  'a abbr b br cite code del em font i img ins kbd label q s small span strong sub sup u wbr'.split(' '),
);

/** What every table of the layout has, written short. */
const LAYOUT_TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

/**
 * What a document's body is made of, one element to a line: start tags as they are but for `style`, and text with its
 * runs of white space as one blank. White space between two blocks is not shown, and white space in a comment without
 * elements neither. A fragment is its own body.
 */
export function structureOf(html: string): string {
  const document = parse(html);
  const body = firstNamed(document, 'body');
  return `${(body ? [body] : document.root.children).flatMap((node) => lines(document, node, '')).join('\n')}\n`;
}

function lines(document: Document, node: Node, indent: string): string[] {
  if (isInline(document, node)) return trimmed(indent, written(document, node));
  if (node.kind === 'text') return [];
  const [open, close] = ends(document, node);
  if (node.kind === 'element' && VOID_ELEMENTS.has(node.name)) return [indent + open];
  if (node.children.every((child) => isInline(document, child)))
    return [
      indent +
        open +
        node.children
          .map((child) => written(document, child))
          .join('')
          .trim() +
        close,
    ];
  return [indent + open, ...childLines(document, node, `${indent}  `), indent + close];
}

/** Neighbours that are inline share a line. */
function childLines(document: Document, parent: Element | Comment, indent: string): string[] {
  const out: string[] = [];
  let text = '';
  for (const child of parent.children) {
    if (isInline(document, child)) text += written(document, child);
    else {
      out.push(...trimmed(indent, text), ...lines(document, child, indent));
      text = '';
    }
  }
  return [...out, ...trimmed(indent, text)];
}

function isInline(document: Document, node: Node): boolean {
  if (node.kind === 'text') return true;
  if (node.kind === 'comment') return false;
  return INLINE.has(node.name) && node.children.every((child) => isInline(document, child));
}

function written(document: Document, node: Node): string {
  if (node.kind === 'text') return shortened(document.source.slice(node.start, node.end));
  const [open, close] = ends(document, node);
  return open + node.children.map((child) => written(document, child)).join('') + close;
}

/** A preheader's filler is counted. */
function shortened(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(&zwnj;&nbsp;\s?){2,}/g, (filler) => `(${filler.split('&zwnj;').length - 1} times &zwnj;&nbsp;)`);
}

function ends({ source }: Document, node: Element | Comment): [open: string, close: string] {
  if (node.kind === 'element') return [startTag(source, node), source.slice(node.closeStart, node.end)];
  const comment = source.slice(node.start, node.end);
  if (node.children.length === 0) return [comment.replace(/\s+/g, ' ').replace(/> (?=<)/g, '>'), ''];
  return [/^<!--\[if [^\]]*\]>/.exec(comment)![0], '<![endif]-->'];
}

function startTag(source: string, element: Element): string {
  const style = findAttribute(element, 'style');
  const { start, end = element.start } = style ?? {};
  const before = source.slice(element.start, start ?? element.start);
  const after = source.slice(end, element.openEnd);
  return (before.trimEnd() + after).replace(LAYOUT_TABLE, '(layout)');
}

function trimmed(indent: string, text: string): string[] {
  return text.trim() ? [indent + text.trim()] : [];
}
