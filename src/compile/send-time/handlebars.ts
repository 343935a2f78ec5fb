import type { Context } from './contexts.js';
import type { Choice, Expression, Loop, Path } from './expression.js';
import { SCOPED, segmentOf } from './handlebars-path.js';
import { type IsList, NotPortable, portableTests, portableValue } from './portable.js';
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
  /** Only what every service understands; hears of entries that cannot be said so, by number. */
  portable?: { isList: IsList; refused(number: number, offset: number, error: NotPortable): void };
}

/** A token as it is printed. `inner` stands between the braces. */
export interface Tag {
  inner: string;
  raw?: boolean;
}

/** The loops and conditions that are open where a tag stands. */
export interface OpenBlock {
  kind: 'if' | 'unless' | 'each';
  /** How many blocks stand for it. */
  depth: number;
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
  const withElse = new Set([...text.matchAll(/\uE010l(\d+)\uE011/g)].map(([, number]) => Number(number)));
  const shifts: { from: number; by: number }[] = [];
  let out = '';
  let at = 0;
  for (const piece of text.split(/(\uE010[a-z]\d+\uE011)/)) {
    const token = readToken(piece);
    if (token) {
      const tags = tagsOf(tokens, token, contextAt(at), {
        open,
        options,
        offset: at,
        hasElse: withElse.has(token.number),
      });
      for (const [i, tag] of tags.entries())
        out = appendTag(out, tag, i < tags.length - 1 ? '{' : text[at + piece.length]);
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

function tagsOf(
  tokens: SendTimeTokens,
  { kind, number }: NonNullable<ReturnType<typeof readToken>>,
  context: Context,
  scope: Scope & { open: OpenBlock[]; hasElse: boolean; offset: number },
): Tag[] {
  const { open, options } = scope;
  if (kind === 'guard') return [];
  if (kind === 'else') return [{ inner: 'else' }];
  if (kind === 'end') {
    const { kind: name, depth } = open.pop()!;
    return Array.from({ length: depth }, () => ({ inner: `/${name}` }));
  }
  const entry = tokens.entry(number);
  const { expression } = entry;
  try {
    if (entry.kind === 'value') return [valueTag(expression, entry.raw, context, scope)];
    if (entry.kind === 'if') {
      const tags = testTags(expression, scope);
      open.push({ kind: /^#unless/.test(tags[0]!.inner) ? 'unless' : 'if', depth: tags.length });
      return tags;
    }
    const tag = eachTag(expression, entry.loop, scope);
    return [tag];
  } catch (error) {
    if (!(error instanceof NotPortable)) throw error;
    options.portable?.refused(number, scope.offset, error);
    if (entry.kind === 'if') open.push({ kind: 'if', depth: 0 });
    if (entry.kind === 'each') open.push({ kind: 'each', depth: 0, loop: entry.loop });
    return [];
  }
}

function valueTag(expression: Expression, raw: boolean, context: Context, scope: Scope): Tag {
  const { portable } = scope.options;
  const isRaw = raw || context === 'plain' || context === 'css';
  if (portable) return { inner: portableValue(expression, scope.open, portable.isList), raw: isRaw };
  // HTML that comes as data is a text in the text part, and in the subject.
  if (raw && context === 'plain') return { inner: `plainText ${printArgument(expression, scope, false)}`, raw };
  if (context === 'url') return { inner: `safeUrl ${printArgument(expression, scope, false)}` };
  if (context === 'style' || context === 'css')
    return { inner: `safeCss ${printArgument(expression, scope, false)}`, raw: context === 'css' };
  return { inner: printTopLevel(expression, scope), raw: isRaw };
}

function testTags(test: Expression, scope: Scope & { hasElse: boolean }): Tag[] {
  const { portable } = scope.options;
  if (portable) return portableTests(test, scope.open, portable.isList, scope.hasElse);
  const turned = test.kind === 'call' && test.helper === 'not' ? test.args[0]! : undefined;
  return [{ inner: `#${turned ? 'unless' : 'if'} ${printArgument(turned ?? test, scope, true)}` }];
}

function eachTag(expression: Expression, loop: Loop, scope: Scope & { open: OpenBlock[] }): Tag {
  const { portable } = scope.options;
  if (portable) {
    const inner = `#each ${portableValue(expression, scope.open, portable.isList)}`;
    scope.open.push({ kind: 'each', depth: 1, loop });
    return { inner };
  }
  const list = printArgument(expression, scope, false);
  const item = uniqueName(loop.item, scope);
  const key = loop.key && uniqueName(loop.key, scope, item);
  scope.open.push({ kind: 'each', depth: 1, loop, item, ...(key && { key }) });
  return { inner: `#each ${list} as |${item}${key ? ` ${key}` : ''}|` };
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
    SCOPED.test(candidate) ||
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
      return expression.optional && !asTest
        ? `(nullish ${printPath(expression, scope)} undefined)`
        : printPath(expression, scope);
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
