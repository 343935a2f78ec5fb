import type { Context } from './contexts.js';
import type { Choice, Expression, Loop, Path } from './expression.js';
import { readToken, type SendTimeTokens } from './tokens.js';

/*
 * Tokens become Handlebars. The operators of JavaScript are helpers there; loops name their items with block
 * parameters, each with a name of its own.
 */

export interface HandlebarsOptions {
  /** Names of data that must not be taken for a helper, or for a block parameter. */
  helpers: ReadonlySet<string>;
  roots: ReadonlySet<string>;
  /** The author wrote blocks by hand: what a plain name means inside of them is theirs. */
  handWritten: boolean;
}

/** A token as it is printed. `inner` stands between the braces. */
interface Tag {
  inner: string;
  raw?: boolean;
}

/** The loops and conditions that are open where a tag stands. */
export interface OpenBlock {
  kind: 'if' | 'unless' | 'each';
  loop?: Loop;
  item?: string;
  key?: string;
}

export interface Printed {
  text: string;
  /** Leads from an offset before to the one after. */
  offsetOf(before: number): number;
}

/** Every token of a text as Handlebars. */
export function printHandlebars(
  text: string,
  tokens: SendTimeTokens,
  contextAt: (offset: number) => Context,
  options: HandlebarsOptions,
): Printed {
  if (!text.includes('\uE010')) return { text, offsetOf: (before) => before };
  const open: OpenBlock[] = [];
  const shifts: { from: number; by: number }[] = [];
  let out = '';
  let at = 0;
  for (const piece of text.split(/(\uE010[a-z]\d+\uE011)/)) {
    const token = readToken(piece);
    if (token) {
      const tag = tagOf(tokens, token, contextAt(at), open, options);
      out = appendTag(out, tag, text[at + piece.length]);
      shifts.push({ from: at + piece.length, by: out.length - at - piece.length });
    } else {
      out += piece;
    }
    at += piece.length;
  }
  return {
    text: out,
    offsetOf: (before) => before + (shifts.findLast(({ from }) => from <= before)?.by ?? 0),
  };
}

function appendTag(out: string, { inner, raw }: Tag, next: string | undefined): string {
  // A brace beside a tag would make it another one; the blank that keeps them apart is not printed.
  const left = out.endsWith('{') && !out.endsWith('\\{') ? ' {{~' : '{{';
  const right = next === '}' ? '~}} ' : '}}';
  // A backslash before a tag would keep it from being one.
  const guard = out.endsWith('\\') ? '\\' : '';
  return out + guard + left + (raw ? `{${inner}}` : inner) + right;
}

function tagOf(
  tokens: SendTimeTokens,
  { kind, number }: NonNullable<ReturnType<typeof readToken>>,
  context: Context,
  open: OpenBlock[],
  options: HandlebarsOptions,
): Tag {
  const scope: Scope = { open, options };
  if (kind === 'else') return { inner: 'else' };
  if (kind === 'end') return { inner: `/${open.pop()!.kind}` };
  const entry = tokens.entry(number);
  if (entry.kind === 'if') {
    const { expression } = entry;
    const turned = expression.kind === 'call' && expression.helper === 'not' ? expression.args[0]! : undefined;
    const block = turned ? 'unless' : 'if';
    const inner = `#${block} ${printArgument(turned ?? expression, scope, true)}`;
    open.push({ kind: block });
    return { inner };
  }
  if (entry.kind === 'each') {
    const list = printArgument(entry.expression, scope, false);
    const { loop } = entry;
    const item = uniqueName(loop.item, scope);
    const key = loop.key && uniqueName(loop.key, scope, item);
    open.push({ kind: 'each', loop, item, ...(key && { key }) });
    return { inner: `#each ${list} as |${item}${key ? ` ${key}` : ''}|` };
  }
  const { expression, raw } = entry;
  if (context === 'url') return { inner: `safeUrl ${printArgument(expression, scope, false)}` };
  if (context === 'style') return { inner: `safeCss ${printArgument(expression, scope, false)}` };
  if (context === 'css') return { inner: `safeCss ${printArgument(expression, scope, false)}`, raw: true };
  return { inner: printTopLevel(expression, scope), raw: raw || context === 'plain' };
}

interface Scope {
  open: readonly OpenBlock[];
  options: HandlebarsOptions;
}

/** Words of Handlebars that a block parameter must not have. */
const WORDS = new Set('this else each if unless with lookup log as true false null undefined'.split(' '));

function uniqueName(name: string, { open, options }: Scope, beside?: string): string {
  const isTaken = (candidate: string) =>
    candidate === beside ||
    WORDS.has(candidate) ||
    options.helpers.has(candidate) ||
    options.roots.has(candidate) ||
    open.some(({ item, key }) => item === candidate || key === candidate);
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name}${number}`)) number++;
  return `${name}${number}`;
}

function printTopLevel(expression: Expression, scope: Scope): string {
  return printArgument(expression, scope, false).replace(/^\((.*)\)$/s, '$1');
}

/**
 * An expression as an argument: calls stand in parentheses.
 * @param asTest only whether it is true matters
 */
function printArgument(expression: Expression, scope: Scope, asTest: boolean): string {
  const argument = (part: Expression, test = false) => printArgument(part, scope, test);
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression.value);
    case 'path':
      return printPath(expression, scope);
    case 'joined':
      return `(concat ${expression.parts.map((part) => argument(part)).join(' ')})`;
    case 'choice':
      return printChoice(expression, argument, asTest);
    case 'call':
      return `(${[expression.helper, ...expression.args.map((arg) => argument(arg, expression.helper === 'not'))].join(' ')})`;
  }
}

function printChoice(
  { operator, test, yes, no }: Choice,
  argument: (part: Expression, test?: boolean) => string,
  asTest: boolean,
): string {
  if (operator === 'and') return `(and ${argument(test, asTest)} ${argument(yes, asTest)})`;
  if (operator === 'or') return `(or ${argument(test, asTest)} ${argument(no, asTest)})`;
  if (operator === 'nullish') return `(nullish ${argument(yes)} ${argument(no)})`;
  return `(choose ${argument(test, true)} ${argument(yes, asTest)} ${argument(no, asTest)})`;
}

function printLiteral(value: unknown): string {
  if (typeof value === 'number') return /^-?\d+(\.\d+)?$/.test(String(value)) ? String(value) : `(toNumber "${value}")`;
  if (typeof value === 'boolean' || value === null || value === undefined) return String(value);
  const text = String(value);
  if (!text.includes('"') && !text.endsWith('\\')) return `"${text}"`;
  if (!text.includes("'") && !text.endsWith('\\')) return `'${text}'`;
  // Handlebars knows no escape but that of the quote: such a text is put together, a backslash being a letter of one.
  const parts = text.match(/[^"\\]+|"|\\/g)!;
  const quoted = parts.map((part) => (part === '"' ? `'"'` : part === '\\' ? '(lookup "\\x" 0)' : `"${part}"`));
  return `(concat ${quoted.join(' ')})`;
}

function printPath({ root, properties }: Path, scope: Scope): string {
  const start = typeof root === 'string' ? printRoot(root, scope) : printLoopVariable(root, scope);
  let text = start;
  for (const property of properties) {
    const segment = segmentOf(property);
    text = segment === undefined ? `(lookup ${text} ${printLiteral(property)})` : followed(text, segment, property);
  }
  return text;
}

function followed(text: string, segment: string, property: string): string {
  return text.startsWith('(') ? `(lookup ${text} ${printLiteral(property)})` : `${text}.${segment}`;
}

/** A property as part of a path; undefined for one that no path can hold. */
function segmentOf(property: string): string | undefined {
  if (/^[\p{L}_$][\p{L}\d_$-]*$/u.test(property) && property !== 'this') return property;
  return property.includes(']') || property === '' ? undefined : `[${property}]`;
}

function printRoot(name: string, { open, options }: Scope): string {
  const segment = segmentOf(name) ?? `[${name}]`;
  if (options.handWritten || open.some(({ kind }) => kind === 'each')) return `@root.${segment}`;
  return options.helpers.has(name) || WORDS.has(name) ? `./${segment}` : segment;
}

function printLoopVariable({ loop, gives }: Exclude<Path['root'], string>, { open }: Scope): string {
  const index = open.findLastIndex((block) => block.loop === loop);
  const block = open[index];
  if (!block) throw new Error(`The loop over "${loop.item}" is not open where its item is printed.`);
  if (gives === 'item') return block.item!;
  if (gives === 'key' && block.key) return block.key;
  const inner = open.slice(index + 1).filter(({ kind }) => kind === 'each').length;
  return `@${'../'.repeat(inner)}${gives === 'key' ? 'index' : 'last'}`;
}
