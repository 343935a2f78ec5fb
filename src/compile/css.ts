import { createRequire } from 'node:module';
import type { AtRule, ChildNode, Container, CssSyntaxError, Postcss, Rule } from 'postcss';
import { hasMergeTag, replaceMergeTags } from '../document/merge-tags.js';

/** One stylesheet, read once: plain data, so that it can be kept on disk. */
export interface Sheet {
  rules: SheetRule[];
}

export type SheetRule = StyleRule | AtRuleBlock;

export interface StyleRule {
  kind: 'style';
  /** One entry for each selector of the list. */
  selectors: string[];
  declarations: Declaration[];
  /** Belongs in the head although it could be inlined. */
  keep?: boolean;
}

/** An at-rule: with rules (`@media`), with declarations (`@font-face`) or with nothing (`@import`). */
export interface AtRuleBlock {
  kind: 'at';
  name: string;
  params: string;
  rules?: SheetRule[];
  declarations?: Declaration[];
}

export interface Declaration {
  property: string;
  value: string;
  important: boolean;
}

/** CSS that cannot be read, with the line and column in the CSS. */
export interface CssProblem {
  message: string;
  line: number;
  column: number;
}

const WITH_DECLARATIONS = /^(font-face|page|-ms-viewport|viewport|counter-style|property|font-palette-values)$/;

let loaded: Postcss | undefined;

/** Loaded when there is CSS to read: a stylesheet from the cache has been read before. */
function postcss(): Postcss {
  loaded ??= createRequire(import.meta.url)('postcss') as Postcss;
  return loaded;
}

/** Reads CSS; merge tags in it stay where they are. Returns what is wrong instead of throwing. */
export function parseCss(css: string): Sheet | CssProblem {
  const tags: string[] = [];
  const text = replaceMergeTags(css, (tag) => `\uE000${tags.push(tag) - 1}\uE001`);
  const restore = (written: string) =>
    tags.length ? written.replace(/\uE000(\d+)\uE001/g, (_, number) => tags[Number(number)]!) : written;
  try {
    const root = postcss().parse(text.replace(/^\s*<!--|-->\s*$/g, ''));
    return { rules: readRules(root, restore) };
  } catch (error) {
    if ((error as Error).name !== 'CssSyntaxError') throw error;
    const { reason, line = 1, column = 1 } = error as CssSyntaxError;
    return { message: reason, line, column };
  }
}

export function isCssProblem(read: Sheet | CssProblem): read is CssProblem {
  return 'message' in read;
}

/** Whether merge tags stand around rules, where no parser can tell what will be there. */
export function hasMergeTagsAroundRules(sheet: Sheet): boolean {
  return sheet.rules.some((rule) =>
    rule.kind === 'style'
      ? rule.selectors.some(hasMergeTag) || rule.declarations.some(({ property }) => hasMergeTag(property))
      : hasMergeTag(rule.name) || hasMergeTag(rule.params) || hasMergeTagsAroundRules({ rules: rule.rules ?? [] }),
  );
}

function readRules(container: Container<ChildNode>, restore: (text: string) => string): SheetRule[] {
  const rules: SheetRule[] = [];
  for (const node of container.nodes ?? []) {
    if (node.type === 'rule') rules.push(...readRule(node, restore));
    else if (node.type === 'atrule') rules.push(readAtRule(node, restore));
    // A bare merge tag between rules is read as a declaration without a value: it stands for rules to come.
    else if (node.type === 'decl')
      rules.push({ kind: 'style', selectors: [restore(node.toString())], declarations: [] });
  }
  return rules;
}

function readRule(rule: Rule, restore: (text: string) => string, parents?: string[]): SheetRule[] {
  const selectors = parents ? nest(parents, rule.selectors) : rule.selectors.map(restore);
  const rules: SheetRule[] = [];
  const declarations = readDeclarations(rule, restore);
  if (declarations.length) rules.push({ kind: 'style', selectors, declarations });
  for (const node of rule.nodes) {
    if (node.type === 'rule') rules.push(...readRule(node, restore, selectors));
    if (node.type === 'atrule') rules.push(nestedAtRule(node, restore, selectors));
  }
  return rules;
}

/** Native nesting, flattened: `&` is the parent, and without one the parent stands in front. */
function nest(parents: string[], children: string[]): string[] {
  return parents.flatMap((parent) =>
    children.map((child) => (child.includes('&') ? child.replaceAll('&', parent) : `${parent} ${child}`)),
  );
}

/** `.a { @media … { color: red } }` means `@media … { .a { color: red } }`. */
function nestedAtRule(at: AtRule, restore: (text: string) => string, parents: string[]): AtRuleBlock {
  const rules: SheetRule[] = [];
  const declarations = readDeclarations(at, restore);
  if (declarations.length) rules.push({ kind: 'style', selectors: parents, declarations });
  for (const node of at.nodes ?? []) if (node.type === 'rule') rules.push(...readRule(node, restore, parents));
  return { kind: 'at', name: at.name, params: restore(at.params), rules };
}

function readAtRule(at: AtRule, restore: (text: string) => string): AtRuleBlock {
  const block: AtRuleBlock = { kind: 'at', name: restore(at.name), params: restore(at.params) };
  if (!at.nodes) return block;
  if (WITH_DECLARATIONS.test(at.name)) block.declarations = readDeclarations(at, restore);
  else block.rules = readRules(at as Container<ChildNode>, restore);
  return block;
}

function readDeclarations(container: Container, restore: (text: string) => string): Declaration[] {
  return (container.nodes ?? []).flatMap((node) =>
    node.type === 'decl'
      ? [
          {
            property: restore(node.variable ? node.prop : node.prop.toLowerCase()),
            value: restore(node.value.replace(/\s+/g, ' ')),
            important: node.important === true,
          },
        ]
      : [],
  );
}
