import { extendPath, isInherited, isScoped } from './names.js';
import type { Path } from './parse.js';

/** A value in the generated program, and how its path is written when it is missing. Both are JavaScript. */
export interface Reference {
  code: string;
  /** Undefined for what is no data, such as a loop's index. */
  path?: string;
  /** Never null: its properties are read without asking. */
  isObject?: boolean;
}

export interface Loop {
  index: string;
  key: string;
  last: string;
  above?: Loop;
}

/** What names mean at one point of a template. */
export interface Scope {
  root: Reference;
  context: Reference;
  /** What `../` is. */
  above?: Scope;
  /** Names given between bars, such as `as |agent|`. */
  names: ReadonlyMap<string, Reference>;
  /** The innermost one. */
  loop?: Loop;
}

const NOTHING: Reference = { code: 'undefined' };

/** What a path stands for. */
export function resolvePath(path: Path, scope: Scope): Reference {
  if (path.data) return resolveVariable(path, scope);
  const [first = '', ...rest] = path.parts;
  const named = path.depth === 0 && !isScoped(path.original) ? scope.names.get(first) : undefined;
  if (named) return rest.reduce(property, named);
  let here: Scope | undefined = scope;
  for (let depth = path.depth; depth > 0; depth--) here = here?.above;
  return path.parts.reduce(property, here?.context ?? NOTHING);
}

/** `@index` and its like; `@../index` is that of the loop around. */
function resolveVariable({ parts, depth }: Path, { root, loop }: Scope): Reference {
  const [first, ...rest] = parts;
  if (first === 'root') return rest.reduce(property, root);
  let here = loop;
  for (let above = depth; above > 0; above--) here = here?.above;
  if (!here || rest.length) return NOTHING;
  if (first === 'first') return { code: `(${here.index} === 0)` };
  return { code: (first && here[first as 'index' | 'key' | 'last']) || 'undefined' };
}

/** Own properties only: a name that could be inherited is looked up, any other is read. */
export function property(of: Reference, name: string): Reference {
  const path = of.path === undefined ? undefined : pathOf(of.path, name);
  const known = path === undefined ? {} : { path };
  if (isInherited(name)) return { code: `own(${of.code}, ${literal(name)})`, ...known };
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : `[${literal(name)}]`;
  const dot = key.startsWith('[') ? '' : '.';
  return { code: of.isObject ? `${of.code}${dot}${key}` : `${of.code}?.${key}`, ...known };
}

/** The path in JavaScript; put together now as far as it is known. A list that is missing is not told as its length. */
function pathOf(path: string, name: string): string {
  if (name === 'length') return path;
  if (path.startsWith('"')) return literal(extendPath(JSON.parse(path) as string, name));
  return `at(${path}, ${/^\d+$/.test(name) ? name : literal(name)})`;
}

/** A string of the generated program. */
export function literal(text: string): string {
  return JSON.stringify(text);
}
