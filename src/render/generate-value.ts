import { simpleName } from './names.js';
import { operators } from './operators.js';
import type { Expression, Literal, Mustache, SubExpression } from './parse.js';
import { literal, type Reference, resolvePath, type Scope } from './scope.js';

/** What the generated program calls, as far as it is told while generating. */
export interface Needs {
  /** Names of helpers, Jink's and the project's, that are known. */
  helpers: ReadonlySet<string>;
  /** Those of them that are the project's. */
  own: ReadonlySet<string>;
  /** Filled while generating. */
  used: Set<string>;
}

type Call = Pick<SubExpression, 'path' | 'params'>;

/**
 * How a value is needed. In `use`, data that is missing is noted; in a `test` it may be. `v` is the program's one
 * variable for values that are looked at and then taken.
 */
export type Purpose = 'use' | 'test';

/** The JavaScript of an expression. */
export function valueCode(expression: Expression, scope: Scope, purpose: Purpose, needs: Needs): string {
  if (expression.type === 'SubExpression') return callOf(expression, scope, purpose, needs);
  if (expression.type !== 'PathExpression') return literalOf(expression);
  return useOf(resolvePath(expression, scope), purpose);
}

/** The JavaScript of a test. */
export function truthCode(expression: Expression, scope: Scope, needs: Needs): string {
  if (expression.type === 'SubExpression') {
    const name = simpleName(expression.path);
    if (name !== undefined && /^(eq|ne|looseEq|looseNe|lt|lte|gt|gte|not)$/.test(name))
      return callOf(expression, scope, 'test', needs);
    if (name === 'and' || name === 'or')
      return `(${expression.params.map((param) => truthCode(param, scope, needs)).join(name === 'and' ? ' && ' : ' || ') || 'false'})`;
  }
  return `truth(${valueCode(expression, scope, 'test', needs)})`;
}

/** What stands alone in a tag: a helper's name, or else data. */
export function mustacheValue({ path, params, hash }: Mustache, scope: Scope, needs: Needs): string {
  const name = simpleName(path);
  const isNamed = name !== undefined && scope.names.has(name);
  if (params.length || hash || (name !== undefined && !isNamed && needs.helpers.has(name)))
    return callOf({ path, params }, scope, 'use', needs);
  const asPath = path.type === 'PathExpression' ? path : pathOfLiteral(path);
  return useOf(resolvePath(asPath, scope), 'use');
}

function pathOfLiteral(path: Literal) {
  const name = simpleName(path)!;
  return { type: 'PathExpression' as const, data: false, depth: 0, parts: [name], original: name, loc: path.loc };
}

function literalOf({ type, value }: Literal): string {
  if (type === 'StringLiteral') return literal(String(value));
  if (type === 'NullLiteral') return 'null';
  return type === 'UndefinedLiteral' ? 'undefined' : String(value);
}

function useOf({ code, path }: Reference, purpose: Purpose): string {
  if (purpose === 'test' || path === undefined || path === '""') return code;
  return `((v = ${code}) === undefined ? miss(m, ${path}) : v)`;
}

const COMPARISONS: Record<string, string> = { eq: '===', ne: '!==' };

function callOf({ path, params }: Call, scope: Scope, purpose: Purpose, needs: Needs): string {
  const name = simpleName(path)!;
  const value = (index: number, how: Purpose = 'use') => {
    const param = params[index];
    return param ? valueCode(param, scope, how, needs) : 'undefined';
  };
  const test = (index: number) => (params[index] ? truthCode(params[index], scope, needs) : 'false');
  if (needs.own.has(name))
    return callOwn(
      name,
      params.map((_, index) => value(index)),
      needs,
    );
  switch (name) {
    case 'eq':
    case 'ne':
      return `(${value(0, 'test')} ${COMPARISONS[name]} ${value(1, 'test')})`;
    case 'looseEq':
    case 'looseNe':
      return `${name}(${value(0, 'test')}, ${value(1, 'test')})`;
    case 'not':
      return `!${test(0)}`;
    case 'and':
    case 'or':
      return chain(name, params, scope, purpose, needs);
    case 'choose':
      return `(${test(0)} ? ${value(1, purpose)} : ${value(2, purpose)})`;
    case 'nullish':
      return `((v = ${value(0, 'test')}) === undefined || v === null ? ${value(1, purpose)} : v)`;
    case 'default':
      return `((v = ${value(0, 'test')}) === undefined || v === null || v === "" ? ${value(1, purpose)} : v)`;
    case 'lookup':
      return lookup(params, scope, purpose, needs);
    default:
      return `${functionOf(name, needs)}(${params.map((_, index) => value(index)).join(', ')})`;
  }
}

function functionOf(name: string, needs: Needs): string {
  if (Object.hasOwn(operators, name) || name === 'safeUrl' || name === 'safeCss') return name;
  needs.used.add(name);
  return `h.${name}`;
}

/** The project's helpers are not called when something they are given is missing. */
function callOwn(name: string, values: string[], needs: Needs): string {
  needs.used.add(name);
  return `callHelper(u[${literal(name)}], m, m.length, [${values.join(', ')}])`;
}

/** `a && b && c`: all but the last are tests, and the first that decides is the value. */
function chain(name: 'and' | 'or', params: Expression[], scope: Scope, purpose: Purpose, needs: Needs): string {
  const [first, ...rest] = params;
  if (!first) return 'undefined';
  if (rest.length === 0) return valueCode(first, scope, purpose, needs);
  const others = chain(name, rest, scope, purpose, needs);
  const test = `truth(v = ${valueCode(first, scope, 'test', needs)})`;
  return name === 'and' ? `(${test} ? ${others} : v)` : `(${test} ? v : ${others})`;
}

/** A field whose name is data; where it is used, what is missing is the field. */
function lookup([of, name]: Expression[], scope: Scope, purpose: Purpose, needs: Needs): string {
  if (!of || !name) return 'undefined';
  const key = valueCode(name, scope, purpose, needs);
  const path = of.type === 'PathExpression' ? resolvePath(of, scope).path : undefined;
  const code = `lookUp(${valueCode(of, scope, path === undefined ? purpose : 'test', needs)}, ${key})`;
  if (path === undefined) return code;
  return useOf({ code, path: `at(${path}, ${valueCode(name, scope, 'test', needs)})` }, purpose);
}
