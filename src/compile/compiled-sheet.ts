import { hasMergeTag } from '../document/merge-tags.js';
import type { Declaration, Sheet, SheetRule, StyleRule } from './css.js';
import { type CompiledSelector, compileSelector, isClientHook } from './selectors.js';

/** One selector with what its rule declares. */
export interface Leaf {
  /** No other leaf of any sheet has it. */
  id: number;
  text: string;
  /** Undefined where Jink cannot read it. */
  selector: CompiledSelector | undefined;
  declarations: readonly Declaration[];
  /** The place in the order of the sheet. */
  order: number;
  /** Merge tags stand in its values. */
  tagged: boolean;
  /** It stays in the head, whatever the document is. */
  kept: boolean;
  /** It may speak of what only clients add, and is never dropped. */
  hook: boolean;
  /** Its declarations meet none that are inlined: those of another box, or of a layer below. */
  apart: boolean;
}

/** A rule with its selectors compiled, and the rules in it. */
export interface Entry {
  rule: SheetRule;
  leaves: Leaf[];
  inside: (Entry | string)[];
}

/** A sheet with its selectors compiled: made once, used for every template. */
export interface CompiledSheet {
  entries: Entry[];
  /** Every leaf, in the order of the sheet. */
  leaves: Leaf[];
  /** Those that can be inlined, by property. */
  inlined: Map<string, { leaf: Leaf; declaration: Declaration }[]>;
}

let nextId = 0;

const compiled = new WeakMap<Sheet, CompiledSheet>();

export function compileSheet(sheet: Sheet): CompiledSheet {
  const known = compiled.get(sheet);
  if (known) return known;
  const leaves: Leaf[] = [];
  const entries = sheet.rules.map((rule) => compileRule(rule, leaves, { kept: false, layered: false, whole: false }));
  const inlined: CompiledSheet['inlined'] = new Map();
  for (const leaf of leaves) {
    if (leaf.kept) continue;
    for (const declaration of leaf.declarations) {
      const list = inlined.get(declaration.property);
      if (list) list.push({ leaf, declaration });
      else inlined.set(declaration.property, [{ leaf, declaration }]);
    }
  }
  const made = { entries, leaves, inlined };
  compiled.set(sheet, made);
  return made;
}

interface Around {
  kept: boolean;
  layered: boolean;
  /** Nothing of it is dropped. */
  whole: boolean;
}

function compileRule(rule: SheetRule, leaves: Leaf[], around: Around): Entry {
  if (rule.kind === 'style') {
    const selectors = rule.selectors.map(compileSelector);
    // Browsers drop a rule for one selector they cannot read; so it is left to them, whole.
    const unread = selectors.some((selector, i) => !selector && !hasMergeTag(rule.selectors[i]!));
    const inside = unread ? { ...around, kept: true } : around;
    return { rule, leaves: selectors.map((selector, i) => addLeaf(rule, i, selector, leaves, inside)), inside: [] };
  }
  if (rule.kind === 'tagged') {
    const inside = rule.parts.map((part) =>
      typeof part === 'string' ? part : compileRule(part, leaves, { ...around, kept: true, whole: true }),
    );
    return { rule, leaves: [], inside };
  }
  if (!rule.rules || /keyframes$/.test(rule.name)) return { rule, leaves: [], inside: [] };
  const layered = around.layered || rule.name === 'layer';
  const inside = rule.rules.map((one) => compileRule(one, leaves, { ...around, kept: true, layered }));
  return { rule, leaves: [], inside };
}

function addLeaf(
  rule: StyleRule,
  at: number,
  selector: CompiledSelector | undefined,
  leaves: Leaf[],
  around: Around,
): Leaf {
  const text = rule.selectors[at]!;
  const hook = around.whole || isClientHook(text);
  const kept = around.kept || rule.keep === true || hook || !selector || selector.dependsOnReader;
  const apart = around.layered || selector?.pseudoElement === true;
  const { declarations } = rule;
  const tagged = declarations.some(({ value }) => hasMergeTag(value));
  const leaf = { id: nextId++, text, selector, declarations, order: leaves.length, tagged, kept, hook, apart };
  leaves.push(leaf);
  return leaf;
}
