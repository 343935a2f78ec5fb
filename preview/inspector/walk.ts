import { indexOf } from '../stage/measured';

const NUMBERED = '[data-jink-element]';

/** The element that an arrow key leads to from another one; the body's first where there is none yet. */
export function walk(document: Document, from: Element | undefined, key: string): number | undefined {
  if (!from) return indexOf(document.body.querySelector(NUMBERED));
  const ways: Record<string, () => Element | null> = {
    ArrowUp: () => sibling(from, 'previousElementSibling'),
    ArrowDown: () => sibling(from, 'nextElementSibling'),
    ArrowLeft: () => (from === document.body ? null : from.parentElement),
    ArrowRight: () => from.querySelector(NUMBERED),
  };
  const next = ways[key]?.();
  return next && document.body.contains(next) ? indexOf(next) : undefined;
}

function sibling(from: Element, way: 'previousElementSibling' | 'nextElementSibling'): Element | null {
  let next = from[way];
  while (next && !next.matches(NUMBERED)) next = next[way];
  return next;
}
