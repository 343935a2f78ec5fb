import { createRequire } from 'node:module';
import type { AtRule, ChildNode, Container, CssSyntaxError, Postcss, Rule } from 'postcss';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Place } from '../model/place.js';
import { dividesText, stepOf } from './branches.js';
import { nest } from './css-nesting.js';
import { maskCssTags, TAG_RULE } from './css-tags.js';

/** One stylesheet, read once: plain data, so that it can be kept on disk. */
export interface Sheet {
  rules: SheetRule[];
}

export type SheetRule = StyleRule | AtRuleBlock | TaggedRules;

export interface StyleRule {
  kind: 'style';
  /** One entry for each selector of the list. */
  selectors: string[];
  declarations: Declaration[];
  /** Where it was written, when that was asked for. */
  place?: Place;
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
  place?: Place;
  /** Where it stands in the CSS, for what is said of it. */
  line?: number;
  column?: number;
}

/** Rules between merge tags that repeat them or leave them out, and these tags; they belong together in the head. */
export interface TaggedRules {
  kind: 'tagged';
  parts: (string | SheetRule)[];
}

export interface Declaration {
  property: string;
  value: string;
  important: boolean;
  place?: Place;
}

/** Leads from a line and column of the CSS to where they were written. */
export type Locate = (line: number, column: number) => Place | undefined;

/** CSS that cannot be read, with the line and column in the CSS. */
export interface CssProblem {
  message: string;
  line: number;
  column: number;
}

const WITH_DECLARATIONS = /^(font-face|page|-ms-viewport|viewport|counter-style|property|font-palette-values)$/;

/** Deeper than anybody nests rules; nesting multiplies what it holds. */
const DEEPEST = 40;
/** Characters of selectors that nesting may make. */
const LONGEST = 1_000_000;

let loaded: Postcss | undefined;

/** Loaded when there is CSS to read: a stylesheet from the cache has been read before. */
function postcss(): Postcss {
  loaded ??= createRequire(import.meta.url)('postcss') as Postcss;
  return loaded;
}

/** What is read, with the merge tags that were hidden from the parser. */
interface Reading {
  restore(text: string): string;
  placeOf(node: ChildNode): { place?: Place };
  /** Characters of selectors so far. */
  length: number;
}

class Unreadable extends Error {
  constructor(
    message: string,
    readonly node: ChildNode,
  ) {
    super(message);
  }
}

/** Reads CSS; merge tags in it stay where they are. Returns what is wrong instead of throwing. */
export function parseCss(css: string, locate: Locate = () => undefined): Sheet | CssProblem {
  const { text, restore } = maskCssTags(css);
  const blank = (comment: string) => comment.replace(/\S/g, ' ');
  try {
    const root = postcss().parse(text.replace(/^\s*<!--/, blank).replace(/-->(?=\s*$)/, blank));
    return { rules: readRules(root, { restore, placeOf: (node) => placeOf(node, locate), length: 0 }, 0) };
  } catch (error) {
    if (error instanceof Unreadable) {
      const { line = 1, column = 1 } = error.node.source?.start ?? {};
      return { message: error.message, line, column };
    }
    if ((error as Error).name !== 'CssSyntaxError') throw error;
    const { reason, line = 1, column = 1 } = error as CssSyntaxError;
    return { message: reason, line, column };
  }
}

export function isImport(rule: SheetRule): rule is AtRuleBlock {
  return rule.kind === 'at' && /^import$/i.test(rule.name);
}

export function isCssProblem(read: Sheet | CssProblem): read is CssProblem {
  return 'message' in read;
}

function placeOf(node: ChildNode, locate: Locate): { place?: Place } {
  const { line = 1, column = 1 } = node.source?.start ?? {};
  const place = locate(line, column);
  return place ? { place } : {};
}

function readRules(container: Container<ChildNode>, reading: Reading, depth: number): SheetRule[] {
  const read: (SheetRule | Tag)[] = [];
  for (const node of container.nodes ?? []) {
    if (depth > DEEPEST) throw new Unreadable('Nested too deep', node);
    if (node.type === 'rule') read.push(...readRule(node, reading, depth + 1));
    else if (node.type === 'atrule' && node.name === TAG_RULE) read.push(new Tag(reading.restore(node.params), node));
    else if (node.type === 'atrule') read.push(readAtRule(node, reading, depth + 1));
    else if (node.type === 'decl') throw new Unreadable(`Unknown word ${reading.restore(node.prop)}`, node);
  }
  return groupTagged(read);
}

class Tag {
  constructor(
    readonly text: string,
    readonly node: ChildNode,
  ) {}
}

/** Puts what stands between a tag and its end together. */
function groupTagged(read: readonly (SheetRule | Tag)[]): SheetRule[] {
  const rules: SheetRule[] = [];
  let parts: (string | SheetRule)[] = [];
  const open: Tag[] = [];
  for (const one of read) {
    if (!(one instanceof Tag)) {
      if (open.length > 0) parts.push(one);
      else rules.push(one);
      continue;
    }
    const step = stepOf(one.text);
    parts.push(one.text);
    if (step === 'in') open.push(one);
    if (open.length === 0 && (step === 'out' || step === 'over'))
      throw new Unreadable(`"${one.text}" has no beginning`, one.node);
    if (step === 'out') open.pop();
    if (open.length > 0) continue;
    rules.push({ kind: 'tagged', parts });
    parts = [];
  }
  const [unclosed] = open;
  if (unclosed) throw new Unreadable(`"${unclosed.text}" has no end`, unclosed.node);
  return rules;
}

/** A rule with all it nests, in the order in which CSS reads them: declarations after a nested rule come after it. */
function readRule(rule: Rule, reading: Reading, depth: number, parents?: string[]): SheetRule[] {
  if (depth > DEEPEST) throw new Unreadable('Nested too deep', rule);
  const own = rule.selectors.map(reading.restore);
  if (!parents) return readBody(rule, own, reading, depth);
  reading.length += parents.join().length * (own.length + own.join().split('&').length) + own.join().length;
  if (reading.length > LONGEST) throw new Unreadable('Nested too deep', rule);
  return readBody(rule, nest(parents, own), reading, depth);
}

function readBody(body: Rule | AtRule, selectors: string[], reading: Reading, depth: number): SheetRule[] {
  const rules: SheetRule[] = [];
  let declarations: Declaration[] = [];
  let open = 0;
  const finish = (keep: boolean) => {
    if (declarations.length)
      rules.push({
        kind: 'style',
        selectors,
        declarations,
        ...reading.placeOf(body),
        ...((keep || declarations.some(holdsBlock)) && { keep: true }),
      });
    declarations = [];
  };
  for (const node of body.nodes ?? []) {
    if (node.type === 'decl') declarations.push(readDeclaration(node, reading));
    else if (node.type === 'rule') {
      finish(open > 0);
      rules.push(...readRule(node, reading, depth + 1, selectors));
    } else if (node.type === 'atrule' && node.name === TAG_RULE) {
      const tag = reading.restore(node.params);
      const step = stepOf(tag);
      if (open === 0) finish(false);
      if (step === 'in') open++;
      if (step === 'out') open--;
      declarations.push({ property: tag, value: '', important: false });
      if (open === 0) finish(true);
    } else if (node.type === 'atrule') {
      finish(open > 0);
      rules.push(nestedAtRule(node, reading, selectors, depth + 1));
    }
  }
  finish(open > 0);
  return rules;
}

function holdsBlock({ property, value }: Declaration): boolean {
  return hasMergeTag(property) || (hasMergeTag(value) && dividesText(value));
}

/** `.a { @media … { color: red } }` means `@media … { .a { color: red } }`. */
function nestedAtRule(at: AtRule, reading: Reading, parents: string[], depth: number): AtRuleBlock {
  if (depth > DEEPEST) throw new Unreadable('Nested too deep', at);
  return {
    kind: 'at',
    name: at.name,
    params: reading.restore(at.params),
    rules: readBody(at, parents, reading, depth),
    ...reading.placeOf(at),
  };
}

function readAtRule(at: AtRule, reading: Reading, depth: number): AtRuleBlock {
  const [name, params] = [reading.restore(at.name), reading.restore(at.params)];
  const block: AtRuleBlock = { kind: 'at', name, params, ...reading.placeOf(at) };
  if (!at.nodes) return { ...block, line: at.source?.start?.line ?? 1, column: at.source?.start?.column ?? 1 };
  if (WITH_DECLARATIONS.test(at.name)) {
    block.declarations = at.nodes.flatMap((node) => (node.type === 'decl' ? [readDeclaration(node, reading)] : []));
  } else block.rules = readRules(at as Container<ChildNode>, reading, depth);
  return block;
}

function readDeclaration(node: Extract<ChildNode, { type: 'decl' }>, { restore, placeOf }: Reading): Declaration {
  const { prop, value, variable, important } = node;
  return {
    property: restore(variable ? prop : prop.toLowerCase()),
    value: restore(value.replace(/\s+/g, ' ').trim()),
    important: important === true,
    ...placeOf(node),
  };
}
