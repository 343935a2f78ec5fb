import type { Declaration, Sheet, SheetRule } from './css.js';

/*
 * Custom properties. Gmail drops their definitions, Outlook all of it; so `var()` of a property that has one value
 * for the whole email is replaced by that value. Where something redefines it, a media query for dark mode above all,
 * the definitions stay in the head and `var()` in the attribute, after the value that other clients read.
 */

/** Selectors that speak of the whole document. */
const GLOBAL = /^(:root|html|body|\*|:host)$/i;

const VAR = /var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)/;

const alone = new WeakMap<Sheet, Sheet>();

/** The sheets with custom properties resolved as far as they are constant. */
export function resolveVariables(sheets: readonly Sheet[]): readonly Sheet[] {
  if (!sheets.some(usesVariables)) return sheets;
  const [only] = sheets;
  const known = sheets.length === 1 && only ? alone.get(only) : undefined;
  if (known) return [known];
  const values = new Map<string, string>();
  const redefined = new Set<string>();
  for (const sheet of sheets) collect(sheet.rules, true, values, redefined);
  const resolved = sheets.map((sheet) => ({ rules: replaceIn(sheet.rules, values, redefined) }));
  if (sheets.length === 1 && only) alone.set(only, resolved[0]!);
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

function collect(rules: readonly SheetRule[], top: boolean, values: Map<string, string>, redefined: Set<string>): void {
  for (const rule of rules) {
    if (rule.kind !== 'style') {
      const inside = rule.kind === 'at' ? (rule.rules ?? []) : rule.parts.filter((part) => typeof part !== 'string');
      collect(inside, false, values, redefined);
      continue;
    }
    const everywhere = top && rule.selectors.some((selector) => GLOBAL.test(selector));
    for (const { property, value } of rule.declarations) {
      if (!property.startsWith('--')) continue;
      if (everywhere) values.set(property, value);
      else redefined.add(property);
    }
  }
}

function replaceIn(rules: readonly SheetRule[], values: Map<string, string>, redefined: Set<string>): SheetRule[] {
  return rules.flatMap((rule): SheetRule[] => {
    if (rule.kind !== 'style') return [rule];
    const own = rule.declarations.filter(({ property }) => !property.startsWith('--'));
    const declarations = own.flatMap((declaration) => resolveDeclaration(declaration, values, redefined));
    const kept = rule.declarations.filter(({ property }) => redefined.has(property));
    const definitions: SheetRule = { ...rule, declarations: kept, keep: true };
    const resolved: SheetRule = { ...rule, declarations };
    return [...(kept.length ? [definitions] : []), ...(declarations.length ? [resolved] : [])];
  });
}

function resolveDeclaration(
  declaration: Declaration,
  values: Map<string, string>,
  redefined: Set<string>,
): Declaration[] {
  if (!declaration.value.includes('var(')) return [declaration];
  const value = replaceVars(declaration.value, values);
  if (value === undefined) return [declaration];
  const used = namesIn(declaration.value, values);
  const fixed = { ...declaration, value };
  return used.some((name) => redefined.has(name)) ? [fixed, declaration] : [fixed];
}

/** Undefined when a property has no value and `var()` no fallback. */
function replaceVars(value: string, values: Map<string, string>, depth = 0): string | undefined {
  const match = VAR.exec(value);
  if (!match) return value;
  const found = values.get(match[1]!) ?? match[2]?.trim();
  if (found === undefined || depth > 20) return undefined;
  const replaced = value.slice(0, match.index) + found + value.slice(match.index + match[0].length);
  return replaceVars(replaced, values, depth + 1);
}

/** All properties a value depends on, through others too. */
function namesIn(value: string, values: Map<string, string>, seen: Set<string> = new Set()): string[] {
  for (const [, name] of value.matchAll(/var\(\s*(--[\w-]+)/g)) {
    if (seen.has(name!)) continue;
    seen.add(name!);
    namesIn(values.get(name!) ?? '', values, seen);
  }
  return [...seen];
}
