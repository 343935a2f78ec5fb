/*
 * What a name in a tag means. A name that stands alone is a helper's first, then a block parameter's or the data's.
 */

import { at } from './missing-data.js';
import type { Literal, Path } from './parse.js';

/** Handlebars' own blocks. */
export const BLOCKS = ['if', 'unless', 'each', 'with'] as const;

export type BlockName = (typeof BLOCKS)[number];

export function isBlock(name: string): name is BlockName {
  return (BLOCKS as readonly string[]).includes(name);
}

/** Names that could be a property which every object, list or text has; any other is read without looking. */
const INHERITED = new Set(
  [Object, Array, String, Number, Boolean, Date, BigInt, Map, Set, WeakMap, RegExp, Promise, ArrayBuffer, Uint8Array]
    .flatMap((type) => [type.prototype as object, Object.getPrototypeOf(type.prototype) as object | null])
    .flatMap((prototype) => (prototype ? Object.getOwnPropertyNames(prototype) : [])),
);

export function isInherited(name: string): boolean {
  return name !== 'length' && INHERITED.has(name);
}

/** The name that could be a helper's: alone, without `./`, `../` or `@`. */
export function simpleName(path: Path | Literal): string | undefined {
  if (path.type !== 'PathExpression') return String(path.value ?? path.type.replace('Literal', '').toLowerCase());
  const { parts, depth, data, original } = path;
  return parts.length === 1 && depth === 0 && !data && !isScoped(original) ? parts[0] : undefined;
}

/** `./name` and `this.name` are never a helper or a block parameter. */
export function isScoped(original: string): boolean {
  return /^\.|this\b/.test(original);
}

/** The path of a name in a path: `agents`, `3` → `agents[3]`. */
export function extendPath(path: string, name: string): string {
  return at(path, /^\d+$/.test(name) ? Number(name) : name);
}
