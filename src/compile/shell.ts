import { hasClass } from '../document/find.js';
import { parse } from '../document/parse.js';
import type { Draft } from './draft.js';
import { renderPug } from './pug.js';
import { OWN_LAYOUT, type Session } from './session.js';

/** Jink's layout with a hole where a fragment goes; made once a session for each of its two forms. */
const shells = new WeakMap<Session, Map<string, [before: string, after: string]>>();

const HOLE = '\uE002';

/**
 * Gives a template that brings no document of its own Jink's layout, and only the document when it brings Ink's
 * `table.body` already.
 */
export function wrapInLayout(draft: Draft): void {
  if (/<html[\s>]/i.test(draft.html)) return;
  const hasBody = parse(draft.html).elements.some((element) => element.name === 'table' && hasClass(element, 'body'));
  const [before, after] = shell(draft.session, hasBody ? 'document' : 'body');
  draft.html = before + draft.html + after;
}

function shell(session: Session, block: 'document' | 'body'): [before: string, after: string] {
  const known = shells.get(session) ?? new Map<string, [string, string]>();
  shells.set(session, known);
  let parts = known.get(block);
  if (!parts) {
    const source = `extends jink/layout\nblock ${block}\n  | ${HOLE}\n`;
    const { html = '' } = renderPug(session, { path: OWN_LAYOUT, source, data: {}, names: [], dataFile: '' });
    const [before = '', after = ''] = html.split(HOLE);
    parts = [before, after];
    known.set(block, parts);
  }
  return parts;
}
