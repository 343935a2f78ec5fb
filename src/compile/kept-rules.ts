import type { Entry, Leaf } from './compiled-sheet.js';
import type { Declaration, SheetRule, StyleRule } from './css.js';
import type { HeadUnit } from './head-cascade.js';

/** Writes the rules of the head: what the units say, in the order of the sheet, `!important` where it has to be. */
export function writeKept(entries: readonly Entry[], units: ReadonlyMap<Leaf, readonly HeadUnit[]>): SheetRule[] {
  return entries.flatMap((entry) => writeEntry(entry, units));
}

function writeEntry({ rule, leaves, inside }: Entry, units: ReadonlyMap<Leaf, readonly HeadUnit[]>): SheetRule[] {
  if (rule.kind === 'style') return writeStyle(leaves, units);
  const write = (one: Entry | string): (string | SheetRule)[] =>
    typeof one === 'string' ? [one] : writeEntry(one, units);
  if (rule.kind === 'tagged') return [{ kind: 'tagged', parts: inside.flatMap(write) }];
  if (inside.length === 0) return rule.rules?.length === 0 ? [] : [rule];
  const rules = inside.flatMap(write).filter((part) => typeof part !== 'string');
  return rules.length ? [{ ...rule, rules }] : [];
}

function writeStyle(leaves: readonly Leaf[], units: ReadonlyMap<Leaf, readonly HeadUnit[]>): StyleRule[] {
  const rules: StyleRule[] = [];
  const heavy: StyleRule[] = [];
  let last = '';
  for (const leaf of leaves) {
    const own = units.get(leaf);
    if (!own) continue;
    const light = own.filter(({ text }) => text === leaf.text).flatMap(({ declarations }) => declarations);
    // The important ones of a rule win over the others in it, so they come last where all become important.
    const said = leaf.declarations.filter((declaration) => light.includes(declaration));
    const chosen = leaf.apart ? said : [...said.filter(isNormal), ...said.filter(({ important }) => important)];
    const key = `${leaf.apart} ${chosen.map((declaration) => leaf.declarations.indexOf(declaration)).join()}`;
    if (chosen.length > 0) {
      if (key === last) rules.at(-1)!.selectors.push(leaf.text);
      else rules.push({ kind: 'style', selectors: [leaf.text], declarations: toWin(chosen, leaf) });
      last = key;
    }
    for (const { text, declarations } of own.toSorted(byPlace)) {
      if (text !== leaf.text) heavy.push({ kind: 'style', selectors: [text], declarations: toWin(declarations, leaf) });
    }
  }
  return [...rules, ...heavy];
}

/** Important, so that they beat what was inlined; there is nothing to beat for `::before`. */
function toWin(declarations: readonly Declaration[], { apart }: Leaf): Declaration[] {
  return declarations.map((declaration) => (apart ? declaration : { ...declaration, important: true }));
}

function isNormal({ important }: Declaration): boolean {
  return !important;
}

function byPlace(a: HeadUnit, b: HeadUnit): number {
  const placeOf = ({ leaf, declarations }: HeadUnit) => leaf.declarations.indexOf(declarations[0]!);
  return placeOf(a) - placeOf(b);
}
