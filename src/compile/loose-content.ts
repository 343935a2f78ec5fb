import { wrap } from '../document/edit.js';
import { isBlank, sourceOf } from '../document/find.js';
import { replaceMergeTags } from '../document/merge-tags.js';
import type { Document, Element, Node } from '../model/document.js';
import { stepOf } from './branches.js';

/**
 * Wraps every run of a row's children that are no cells into a cell. Blanks stay where they are, and so do merge tags
 * that decide about cells: `{{#each}}` before one, `{{/each}}` after it.
 * @param values what merge tags stand for that print a value: content of the row, or its cells
 */
export function wrapLooseContent(
  document: Document,
  row: Element,
  attributes: Record<string, string>,
  values: 'content' | 'cells',
): void {
  let run: Node[] = [];
  const isContent = (node: Node) => saysSomething(document, node, values);
  const wrapRun = () => {
    trim(run, (node) => isBlank(document, node));
    if (!isBalanced(run.map((node) => (node.kind === 'text' ? sourceOf(document, node) : '')).join('')))
      trim(run, (node) => node.kind === 'text' && !isContent(node));
    if (run.some(isContent)) wrap(document, row, run, 'td', attributes);
    run = [];
  };
  for (const child of [...row.children]) {
    if (isCell(child) || (child.kind === 'comment' && child.children.some(isCell))) wrapRun();
    else run.push(child);
  }
  wrapRun();
}

function trim(nodes: Node[], isEmpty: (node: Node) => boolean): void {
  while (nodes.length && isEmpty(nodes[0]!)) nodes.shift();
  while (nodes.length && isEmpty(nodes.at(-1)!)) nodes.pop();
}

function isCell(node: Node): boolean {
  return node.kind === 'element' && (node.name === 'td' || node.name === 'th');
}

/** Comments are no content, nor are merge tags that print nothing by themselves. */
function saysSomething(document: Document, node: Node, values: 'content' | 'cells'): boolean {
  if (node.kind === 'element') return true;
  if (node.kind === 'comment') return node.children.length > 0;
  const isSilent = (tag: string) => values === 'cells' || tag.startsWith('{{!') || stepOf(tag) !== 'stay';
  return replaceMergeTags(sourceOf(document, node), (tag) => (isSilent(tag) ? '' : tag)).trim() !== '';
}

/** Whether every block of merge tags in `text` is opened and closed in it. */
function isBalanced(text: string): boolean {
  let depth = 0;
  let balanced = true;
  replaceMergeTags(text, (tag) => {
    const step = stepOf(tag);
    if (step === 'in') depth++;
    if (step === 'out') depth--;
    if (depth < 0 || (step === 'over' && depth === 0)) balanced = false;
    return tag;
  });
  return balanced && depth === 0;
}
