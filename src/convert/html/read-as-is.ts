import { sourceOf } from '../../document/find.js';
import type { Node } from '../../model/document.js';
import { type Intent, tag, text } from '../intent.js';
import type { Reading } from './reading.js';

/** Nodes as the tags they are, with every attribute: what is for Outlook alone was written to be exactly so. */
export function readAsIs(reading: Pick<Reading, 'document'>, nodes: readonly Node[]): Intent[] {
  return nodes.map((node) => {
    const html = sourceOf(reading.document, node);
    if (node.kind === 'text') return text(html);
    if (node.kind === 'comment') return { kind: 'verbatim', html };
    const attributes = node.attributes.map(({ name, value }) => ({ name, value }));
    return tag(node.name, attributes, readAsIs(reading, node.children));
  });
}
