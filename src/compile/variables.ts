import { attribute, innerSource } from '../document/find.js';
import type { Document } from '../model/document.js';
import type { Declaration, Sheet, SheetRule } from './css.js';

/*
 * Custom properties. Gmail drops their definitions, Outlook all of it; so `var()` of a property that has one value
 * for the whole email is replaced by that value. Where something redefines it, a media query for dark mode above all,
 * the definitions stay in the head and `var()` in the attribute, after the value that other clients read.
 */

/** Selectors that speak of every element. Not `body`: what it defines, rules for `html` do not see. */
const GLOBAL = /^(:root|html|\*)$/i;

/** The constant properties, and the selectors that define them. */
type Values = Map<string, { value: string; where: string }>;

const VAR = /var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)/;

const alone = new WeakMap<Sheet, Sheet>();

/**
 * The sheets with custom properties resolved as far as they are constant.
 * @param document what it uses or defines beside the sheets keeps its definitions
 */
export function resolveVariables(sheets: readonly Sheet[], document: Document): readonly Sheet[] {
  if (!sheets.some(usesVariables)) return sheets;
  const elsewhere = variablesIn(document);
  const only = sheets.length === 1 && elsewhere.size === 0 ? sheets[0] : undefined;
  const known = only && alone.get(only);
  if (known) return [known];
  const values: Values = new Map();
  const redefined = new Set<string>(elsewhere);
  for (const sheet of sheets) collect(sheet.rules, true, values, redefined);
  const resolved = sheets.map((sheet) => ({ rules: replaceIn(sheet.rules, values, redefined) }));
  if (only) alone.set(only, resolved[0]!);
  return resolved;
}

const using = new WeakMap<Sheet, boolean>();

function usesVariables(sheet: Sheet): boolean {
  let uses = using.get(sheet);
  if (uses === undefined) {
    uses = /"--|var\(/.test(JSON.stringify(sheet.rules));
    using.set(sheet, uses);
  }
  return uses;
}

function collect(rules: readonly SheetRule[], top: boolean, values: Values, redefined: Set<string>): void {
  for (const rule of rules) {
    if (rule.kind !== 'style') {
      const inside = rule.kind === 'at' ? (rule.rules ?? []) : rule.parts.filter((part) => typeof part !== 'string');
      collect(inside, false, values, redefined);
      continue;
    }
    const everywhere = top && !rule.keep && rule.selectors.some((selector) => GLOBAL.test(selector));
    const where = rule.selectors.join();
    for (const { property, value, important } of rule.declarations) {
      if (!property.startsWith('--')) continue;
      const before = values.get(property);
      // Of two places, only a client that knows the cascade can tell which one counts.
      if (!everywhere || important || (before && before.where !== where)) redefined.add(property);
      if (everywhere) values.set(property, { value, where });
    }
  }
}

function replaceIn(rules: readonly SheetRule[], values: Values, redefined: Set<string>): SheetRule[] {
  return rules.flatMap((rule): SheetRule[] => {
    if (rule.kind !== 'style') return [replaceKept(rule, values, redefined)];
    const own = rule.declarations.filter(({ property }) => !property.startsWith('--'));
    const declarations = own.flatMap((declaration) => resolveDeclaration(declaration, values, redefined));
    const kept = rule.declarations.filter(({ property }) => redefined.has(property));
    const definitions: SheetRule = { ...rule, declarations: kept, keep: true };
    const resolved: SheetRule = { ...rule, declarations };
    return [...(kept.length ? [definitions] : []), ...(declarations.length ? [resolved] : [])];
  });
}

/** A rule of the head, where only constants are replaced. */
function replaceKept(rule: SheetRule, values: Values, redefined: Set<string>): SheetRule {
  if (rule.kind === 'tagged') {
    const parts = rule.parts.map((part) => (typeof part === 'string' ? part : replaceKept(part, values, redefined)));
    return { ...rule, parts };
  }
  const declarations = rule.declarations?.map((declaration) => {
    const [fixed, ...more] = resolveDeclaration(declaration, values, redefined);
    return more.length > 0 ? declaration : fixed!;
  });
  if (rule.kind === 'style') return { ...rule, declarations: declarations! };
  const rules = rule.rules?.map((inside) => replaceKept(inside, values, redefined));
  return { ...rule, ...(declarations && { declarations }), ...(rules && { rules }) };
}

/** The custom properties that a document uses or defines beside its sheets. */
function variablesIn(document: Document): Set<string> {
  const names = new Set<string>();
  if (!document.source.includes('--')) return names;
  for (const element of document.elements) {
    const text = element.name === 'style' ? innerSource(document, element) : attribute(element, 'style');
    if (text?.includes('--')) for (const [name] of text.matchAll(/--[\w-]+/g)) names.add(name);
  }
  return names;
}

function resolveDeclaration(declaration: Declaration, values: Values, redefined: Set<string>): Declaration[] {
  if (!declaration.value.includes('var(')) return [declaration];
  const value = replaceVars(declaration.value, values);
  if (value === undefined) return [declaration];
  const used = namesIn(declaration.value, values);
  const fixed = { ...declaration, value };
  return used.some((name) => redefined.has(name)) ? [fixed, declaration] : [fixed];
}

/** Undefined when a property has no value and `var()` no fallback. */
function replaceVars(value: string, values: Values, depth = 0): string | undefined {
  const match = VAR.exec(value);
  if (!match) return value;
  const found = values.get(match[1]!)?.value ?? match[2]?.trim();
  if (found === undefined || depth > 20) return undefined;
  const replaced = value.slice(0, match.index) + found + value.slice(match.index + match[0].length);
  return replaceVars(replaced, values, depth + 1);
}

/** All properties a value depends on, through others too. */
function namesIn(value: string, values: Values, seen: Set<string> = new Set()): string[] {
  for (const [, name] of value.matchAll(/var\(\s*(--[\w-]+)/g)) {
    if (seen.has(name!)) continue;
    seen.add(name!);
    namesIn(values.get(name!)?.value ?? '', values, seen);
  }
  return [...seen];
}
