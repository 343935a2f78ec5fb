import { attribute, classes } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Document, Element } from '../model/document.js';
import type { Conditions } from './conditions.js';
import { hashNames } from './name-hash.js';
import type { CompiledSelector, Key } from './selectors.js';

/** Elements by what selectors ask for first. */
export interface ElementIndex {
  all: readonly Element[];
  ids: Map<string, Element[]>;
  classes: Map<string, Element[]>;
  types: Map<string, Element[]>;
  /** Elements with an id or classes that merge tags print: they may have any. */
  unknown: { id: Element[]; class: Element[] };
}

export function indexElements(document: Document, { elements, any }: Conditions): ElementIndex {
  const unknown: ElementIndex['unknown'] = { id: [], class: [] };
  const index: ElementIndex = {
    all: document.elements,
    ids: new Map(),
    classes: new Map(),
    types: new Map(),
    unknown,
  };
  const own = new Map<Element, number>();
  for (const element of document.elements) {
    const { parent } = element;
    element.aroundHash = parent ? (parent.aroundHash ?? 0) | (own.get(parent) ?? 0) : 0;
    add(index.types, element.name, element);
    const id = attribute(element, 'id');
    if (id && any && hasMergeTag(id)) unknown.id.push(element);
    else if (id) add(index.ids, id, element);
    const conditional = elements.get(element);
    if (conditional?.unknown.length) unknown.class.push(element);
    const names = conditional?.possible ?? classes(element);
    for (const name of names.length > 1 ? new Set(names) : names) add(index.classes, name, element);
    own.set(element, conditional?.unknown.length || (id && any) ? -1 : hashNames(id ? [...names, id] : names));
  }
  return index;
}

function add(map: Map<string, Element[]>, key: string, element: Element): void {
  const list = map.get(key);
  if (list) list.push(element);
  else map.set(key, [element]);
}

/** The elements that a selector may match. */
export function candidates(index: ElementIndex, { key, needs }: CompiledSelector): readonly Element[] {
  for (const need of needs) if (lookUp(index, need).length === 0) return [];
  return lookUp(index, key);
}

const NONE: readonly Element[] = [];

function lookUp(index: ElementIndex, { kind, name }: Key): readonly Element[] {
  if (kind === 'any') return index.all;
  if (kind === 'type') return index.types.get(name) ?? NONE;
  const unknown = index.unknown[kind];
  const known = (kind === 'id' ? index.ids : index.classes).get(name) ?? NONE;
  if (unknown.length === 0) return known;
  return known.length === 0 ? unknown : [...new Set([...known, ...unknown])];
}
