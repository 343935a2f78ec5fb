import { RUNTIME } from '../mixin-runtime.js';
import { childrenOf, isNode, type Node } from './javascript-tree.js';

/*
 * An author's JavaScript as its own text: what a rule rewrites is put together from the pieces it leaves alone.
 */

/** The code for a node; undefined where nothing but its children is to be rewritten. */
export type Rewrite = (source: Source, node: Node) => string | undefined;

/**
 * Says which loops and conditions stand between an assignment and the definition of what is assigned; or of a `var`, those
 * that it is used outside of; or around what a function assigns to.
 */
export type BodiesBetween = (name: string, use?: 'var' | 'function') => readonly string[] | undefined;

/** What a rule has to know besides its node. */
export interface Source {
  rules: Readonly<Record<string, Rewrite>>;
  code: string;
  bodies?: BodiesBetween | undefined;
  /** Whether it is declared with `var`. */
  isVar?: boolean;
  /** In a function, the names that are its own. */
  locals?: ReadonlySet<string>;
}

/** A node's code, with everything in it rewritten. */
export function emit(source: Source, node: Node): string {
  return source.rules[node.type]?.(source, node) ?? copy(source, node);
}

/** The code of a node as it is, but for its children. */
export function copy(source: Source, node: Node): string {
  let text = '';
  let at = node.start;
  for (const child of childrenOf(node)) {
    if (child.start < at) continue; // `{ name }` is key and value in one
    text += source.code.slice(at, child.start) + emit(source, child);
    at = child.end;
  }
  return text + source.code.slice(at, node.end);
}

export function raw({ code }: Source, node: Node): string {
  return code.slice(node.start, node.end);
}

/** As an argument of a function: a comma in it would begin the next. */
export function argument(source: Source, node: Node): string {
  const text = emit(source, node);
  return node.type === 'SequenceExpression' ? `(${text})` : text;
}

export function lazy(source: Source, node: Node): string {
  return `() => (${emit(source, node)})`;
}

export function copyUntil(source: Source, node: Node, stop: Node): string {
  return copy(source, { ...node, ...onlyChildren(node, (other) => other.end <= stop.start), end: stop.start });
}

export function copyFrom(source: Source, node: Node, after: Node): string {
  return copy(source, { ...node, ...onlyChildren(node, (other) => other.start >= after.end), start: after.end });
}

/** For `{ ...node, … }`: some of its children only. */
export function onlyChildren(node: Node, keep: (child: Node) => boolean): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (isNode(value) && !keep(value)) kept[key] = undefined;
    else if (Array.isArray(value)) kept[key] = value.filter((item) => !isNode(item) || keep(item));
  }
  return kept;
}

export const call = (name: string, ...args: string[]) => `${RUNTIME}.${name}(${args.join(', ')})`;
