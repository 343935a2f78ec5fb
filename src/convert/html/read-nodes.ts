import { sourceOf } from '../../document/find.js';
import { hasConditionalAttributes } from '../../document/parse.js';
import type { Element, Node } from '../../model/document.js';
import { call, type Intent, tag, text } from '../intent.js';
import { readComment } from './comments.js';
import { noteKept } from './note-kept.js';
import { ownAttributes, type Reading } from './reading.js';

/** What the children of an element mean. */
export function readChildren(reading: Reading, element: Element): Intent[] {
  return readNodes(reading, element.children);
}

/** What neighbours mean. Between the two halves of `<!--[if !mso]><!-->` stands what all but Outlook show. */
export function readNodes(reading: Reading, nodes: readonly Node[]): Intent[] {
  const intents: Intent[] = [];
  const ends = nodes.flatMap((node, i) => (isEndOfNotOutlook(reading, node) ? [i] : []));
  let next = 0;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    while (next < ends.length && ends[next]! <= i) next++;
    const end = ends[next];
    if (end !== undefined && isStartOfNotOutlook(reading, node)) {
      intents.push(call('notOutlook', [], [], readNodes(reading, nodes.slice(i + 1, end))));
      i = end;
    } else {
      intents.push(...readNode(reading, node));
    }
  }
  return intents;
}

function readNode(reading: Reading, node: Node): Intent[] {
  if (node.kind === 'text') return [text(sourceOf(reading.document, node))];
  if (node.kind === 'comment') return readComment(reading, node);
  if (hasConditionalAttributes(reading.document, node)) return readWithTags(reading, node);
  for (const recognise of reading.vocabulary.recognisers) {
    const known = recognise(reading, node);
    if (known) return known;
  }
  if (node.name === 'table') noteKept(reading, node);
  return [readAsTag(reading, node)];
}

/** An element whose start tag merge tags write a part of: Pug has no words for it, but takes the tags as they are. */
function readWithTags(reading: Reading, element: Element): Intent[] {
  const { source } = reading.document;
  noteKept(reading, element, 'merge tags stand between its attributes');
  const end = source.slice(element.closeStart, element.end);
  return [
    { kind: 'verbatim', html: source.slice(element.start, element.openEnd).replace(/\s+/g, ' ') },
    ...readChildren(reading, element),
    ...(end ? [{ kind: 'verbatim' as const, html: end }] : []),
  ];
}

/** An element as it is. `tbody` without attributes goes: nobody writes it, and browsers add it. */
export function readAsTag(reading: Reading, element: Element): Intent {
  const { document } = reading;
  if (/^(style|script|pre|textarea)$/.test(element.name))
    return tag(element.name, ownAttributes(reading, element), [
      text(document.source.slice(element.openEnd, element.closeStart)),
    ]);
  const children = element.children.flatMap((child) =>
    child.kind === 'element' && child.name === 'tbody' && child.attributes.length === 0 ? child.children : [child],
  );
  return tag(element.name, ownAttributes(reading, element), readNodes(reading, children));
}

function isStartOfNotOutlook({ document }: Reading, node: Node): boolean {
  return node.kind === 'comment' && /^<!--\s*\[if !mso\]><!--(?: ?--|)>$/.test(sourceOf(document, node));
}

function isEndOfNotOutlook({ document }: Reading, node: Node): boolean {
  return node.kind === 'comment' && sourceOf(document, node) === '<!--<![endif]-->';
}
