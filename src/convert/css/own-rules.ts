import type { CssDeclaration } from '../../document/css-text.js';
import { longhands } from './longhands.js';
import { type CssRule, readRules } from './read-rules.js';

/** What a framework's sheet says, to tell it from what an author added or changed. */
export interface FrameworkSheet {
  /** The longhands that each selector gets, by its media and text. */
  values: ReadonlyMap<string, ReadonlyMap<string, Set<string>>>;
  rules: readonly CssRule[];
  /** Selectors that are the framework's whatever they say. */
  structure?: RegExp | undefined;
  /** How an author's selector is written for Jink's elements. */
  rewrite(selector: string): string;
}

/** Resets for clients that are gone, and states of links, which no author of a converted template would miss. */
const GONE = /#outlook|\.externalclass|\.readmsgbody|#backgroundtable|body\.outlook|\.ecx|^\*?\[lang~="x-/i;

/** Properties that Jink sets or that no client knows any more; as part of a framework's rule they say nothing. */
const NOISE =
  /^(?:-webkit-|-moz-|-ms-|-o-|mso-|hyphens$|outline$|overflow-wrap$|word-wrap$|position$|box-sizing$|interpolation)/;

export function frameworkSheet(
  css: string,
  structure?: RegExp,
  rewrite = (selector: string) => selector,
): FrameworkSheet {
  const rules = readRules(css);
  const values = new Map<string, Map<string, Set<string>>>();
  for (const rule of rules)
    for (const selector of rule.selectors) {
      const key = keyOf(rule, selector);
      const known = values.get(key) ?? new Map<string, Set<string>>();
      values.set(key, known);
      for (const declaration of rule.declarations)
        for (const [name, value] of longhands(declaration)) known.set(name, (known.get(name) ?? new Set()).add(value));
    }
  return { values, rules, structure, rewrite };
}

/** The rules of a sheet that are not the framework's, as CSS; of those in which an author changed something, that. */
export function ownRules(css: string, framework: FrameworkSheet): string {
  const parts: string[] = [];
  let media = '';
  for (const rule of readRules(css)) {
    const text = ownText(rule, framework);
    if (!text) continue;
    if (rule.media !== media) {
      if (media) parts.push('}');
      media = rule.media;
      if (media) parts.push(`@media ${media} {`);
    }
    parts.push(rule.media ? indent(text) : text);
  }
  if (media) parts.push('}');
  return parts.join('\n');
}

function ownText(rule: CssRule, framework: FrameworkSheet): string {
  if (rule.isOther) return /^@(?:-ms-viewport|viewport|charset)/i.test(rule.text) ? '' : rule.text;
  const bySelector = rule.selectors
    .filter((selector) => !GONE.test(selector) && framework.structure?.test(selector) !== true)
    .map((selector) => ({ selector, own: ownDeclarations(rule, selector, framework) }));
  // Selectors with the same rest are written as one rule.
  const groups = groupBy(bySelector, ({ own }) => printDeclarations(own).join('; '));
  return [...groups]
    .filter(([declarations]) => declarations)
    .map(([, members]) =>
      printRule(distinct(members.map(({ selector }) => framework.rewrite(selector))).join(', '), members[0]!.own),
    )
    .join('\n');
}

/** A rule in one line where it is short, as a person would write it. */
function printRule(selectors: string, declarations: readonly CssDeclaration[]): string {
  const written = printDeclarations(declarations);
  const line = withoutAttributes(`${selectors} { ${written.join('; ')}; }`);
  if (written.length <= 3 && line.length <= 100) return line;
  return withoutAttributes(`${selectors} {\n${written.map((one) => `  ${one};\n`).join('')}}`);
}

function distinct(selectors: string[]): string[] {
  return [...new Set(selectors)];
}

function groupBy<Item>(items: Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function ownDeclarations(rule: CssRule, selector: string, { values }: FrameworkSheet): readonly CssDeclaration[] {
  const known = values.get(keyOf(rule, selector));
  if (!known) return rule.declarations;
  return rule.declarations.filter(
    (declaration) =>
      !NOISE.test(declaration.property) &&
      !longhands(declaration).every(([name, value]) => known.get(name)?.has(value) === true),
  );
}

function printDeclarations(declarations: readonly CssDeclaration[]): string[] {
  return declarations.map(({ property, value, important }) => `${property}: ${value}${important ? ' !important' : ''}`);
}

/** `table[class="body"]` means nothing in Gmail and Outlook.com; `.body` does. */
function withoutAttributes(text: string): string {
  return text.replace(/\b(?:table|td)\[class=["']?([\w-]+)["']?\]/g, '.$1');
}

function keyOf({ media }: CssRule, selector: string): string {
  return `${media ? 'phone' : ''}|${selector
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\s*([>+~])\s*/g, '$1')
    .replace(/'/g, '"')}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
