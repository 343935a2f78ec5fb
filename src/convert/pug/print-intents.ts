import type { Call, Intent, Tag } from '../intent.js';
import { inlineRuns } from './inline-runs.js';
import { printAttributes } from './print-attributes.js';
import { isPlainBreak, printInline, wrapLines } from './print-inline.js';

/** No line of text grows longer; attributes may. */
const WIDTH = 118;

const VERBATIM_TAGS = new Set(['style', 'script', 'pre', 'textarea']);

/** The lines of Pug for neighbouring intents. */
export function printIntents(intents: Intent[], depth: number): string[] {
  return inlineRuns(intents).flatMap((run) => {
    if (!Array.isArray(run)) return printBlock(run, depth);
    const [only] = run;
    if (run.length === 1 && only!.kind === 'tag') return printBlock(only!, depth);
    if (isPlainBreak(run)) return run.flatMap((part) => (part.kind === 'text' ? [] : printBlock(part, depth)));
    return piped(printInline(run), depth);
  });
}

function piped(inline: string, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return wrapLines(inline, WIDTH - indent.length - 2).map((line) => `${indent}| ${line}`);
}

function printBlock(intent: Intent, depth: number): string[] {
  const indent = '  '.repeat(depth);
  switch (intent.kind) {
    case 'text':
      return piped(printInline([intent]), depth);
    case 'include':
      return [`${indent}include ${intent.path}`];
    case 'remark':
      return printRemark(intent.text, indent);
    case 'verbatim':
      return lines(intent.html).map((line) => `${indent}${/^[<]/.test(line) ? '' : '| '}${escapeInterpolation(line)}`);
    case 'tag':
      if (VERBATIM_TAGS.has(intent.name)) return printVerbatimTag(intent, depth);
      return printWithContent(printAttributes(intent.name, intent.attributes), intent, depth);
    case 'call':
      return printWithContent(callHead(intent), intent, depth);
  }
}

function callHead({ mixin, args, attributes }: Call): string {
  const called = `+${mixin}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
  return printAttributes(called, attributes);
}

/** Content goes on the same line when it is short text, into a block of text when it is long, and below otherwise. */
function printWithContent(head: string, intent: Tag | Call, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const { children } = intent;
  const runs = inlineRuns(children);
  const run = runs.length === 1 ? runs[0]! : undefined;
  const only = Array.isArray(run) && run.length === 1 ? run[0]! : run;
  const isSingle = only !== undefined && !Array.isArray(only) && only.kind === 'tag';
  if (isSingle && intent.kind === 'tag') {
    const [first = '', ...rest] = printBlock(only, depth);
    // `h4: a(href="…") Title` saves a line and a level.
    if (!first.endsWith('.') && head.length + first.length < WIDTH && !VERBATIM_TAGS.has(only.name))
      return [`${indent}${head}: ${first.trimStart()}`, ...rest];
    return [`${indent}${head}`, ...[first, ...rest].map((line) => (line ? `  ${line}` : line))];
  }
  if (!Array.isArray(run) || isPlainBreak(run) || isSingle)
    return [`${indent}${head}`, ...printIntents(children, depth + 1)];
  const inline = printInline(run);
  const written = wrapLines(inline, WIDTH - indent.length - 2);
  if (written.length === 1 && indent.length + head.length + inline.length < WIDTH)
    return [`${indent}${head} ${written[0]}`];
  return [`${indent}${head}.`, ...written.map((line) => `${indent}  ${line}`)];
}

/** Style sheets and the like: their own lines, as they were, below a dot. */
function printVerbatimTag({ name, attributes, children }: Tag, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const content = children.map((child) => (child.kind === 'text' ? child.html : '')).join('');
  const head = `${indent}${printAttributes(name, attributes)}`;
  const inside = lines(content);
  if (inside.length === 0) return [head];
  return [`${head}.`, ...inside.map((line) => (line ? `${indent}  ${escapeInterpolation(line)}` : ''))];
}

function printRemark(written: string, indent: string): string[] {
  const [first = '', ...others] = lines(written).map((line) => line.trim());
  if (others.length === 0) return [`${indent}//- ${first}`];
  return [`${indent}//-`, ...[first, ...others].map((line) => (line ? `${indent}  ${line}` : ''))];
}

/** A text's lines without the blank ones around it and the indentation they share. */
function lines(written: string): string[] {
  const all = written
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  if (all.length === 1 && all[0]!.trim() === '') return [];
  const shared = Math.min(...all.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return all.map((line) => line.slice(shared).trimEnd());
}

/** Pug would read these as code. */
export function escapeInterpolation(written: string): string {
  return written.replace(/[#!]\{|#\[/g, '\\$&');
}
