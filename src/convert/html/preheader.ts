import { attribute, hasClass, isBlank } from '../../document/find.js';
import type { Element, Node } from '../../model/document.js';
import { call, type Intent } from '../intent.js';
import { readChildren } from './read-nodes.js';
import type { Reading } from './reading.js';

/** The hidden text at the top of an email, which inboxes show behind the subject, and all the rest. */
export function takePreheader(reading: Reading, nodes: readonly Node[]): { preheader: Intent[]; rest: Node[] } {
  const found = nodes.find((node) => !isBlank(reading.document, node) && node.kind !== 'comment');
  if (found?.kind !== 'element' || !isPreheader(found)) return { preheader: [], rest: [...nodes] };
  const content = readChildren(reading, found).filter((intent) => intent.kind !== 'text' || intent.html.trim() !== '');
  if (!content.every(({ kind }) => kind === 'text')) return { preheader: [], rest: [...nodes] };
  return { preheader: [call('preheader', [], [], content)], rest: nodes.filter((node) => node !== found) };
}

function isPreheader(element: Element): boolean {
  if (!/^(div|span|p)$/.test(element.name)) return false;
  return hasClass(element, 'preheader') || /display\s*:\s*none/i.test(attribute(element, 'style') ?? '');
}
