import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { pathTo } from './json-nodes';
import { type Schema, schemasAt, typeInWords } from './schema';

/** Tells over a name what it is for. */
export function hintSchema(schemaNow: () => Schema): Extension {
  return hoverTooltip(({ state }, pos) => {
    const node = syntaxTree(state).resolveInner(pos, 0);
    if (node.name !== 'PropertyName' || !node.parent) return null;
    const found = schemasAt(schemaNow(), pathTo(node.parent, state));
    if (found.length === 0) return null;
    return { pos: node.from, end: node.to, above: true, create: () => ({ dom: draw(found) }) };
  });
}

function draw(schemas: readonly Schema[]): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-schema-hint';
  const type = document.createElement('code');
  type.textContent = [...new Set(schemas.map(typeInWords))].join(' | ');
  dom.append(type);
  const description = schemas.map((schema) => schema.description ?? schema.title).find(Boolean);
  if (description) {
    const text = document.createElement('p');
    text.textContent = description;
    dom.append(text);
  }
  return dom;
}
