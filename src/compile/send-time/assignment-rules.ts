import { BINARY } from './binary-operators.js';
import { argument, call, copy, copyUntil, lazy, type Rewrite, raw, type Source } from './javascript-source.js';
import { child, childrenOf, isNode, type Node, namesIn, rootOf } from './javascript-tree.js';
import { LOGICAL } from './operator-rules.js';

/** Variables and functions: what is kept in them, and from where. */
export const ASSIGNMENT_RULES: Readonly<Record<string, Rewrite>> = {
  AssignmentExpression(source, node) {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    const operator = String(node.operator);
    const target = raw(source, left);
    const combined = operator.slice(0, -1);
    const logical = LOGICAL[combined];
    const isOwn = logical !== undefined || Object.hasOwn(BINARY, combined);
    const value = logical
      ? call(logical, target, lazy(source, right))
      : isOwn
        ? call('op', JSON.stringify(combined), target, argument(source, right))
        : asOwn(source, right);
    return `${target} ${isOwn ? '=' : operator} ${assigned(source, left, value)}`;
  },
  UpdateExpression(source, node) {
    const operand = child(node, 'argument');
    const target = raw(source, operand);
    const checked = assigned(source, operand, target);
    return `(${call('known', checked, '"nothing can be counted with it here"')}, ${raw(source, node)})`;
  },
  VariableDeclaration: (source, node) => copy({ ...source, isVar: node.kind === 'var' }, node),
  VariableDeclarator(source, node) {
    const value = node.init;
    if (!isNode(value)) return undefined;
    const pattern = child(node, 'id');
    return (
      copyUntil(source, node, value) +
      taken(source, pattern, asOwn(source, value)) +
      source.code.slice(value.end, node.end)
    );
  },
  FunctionDeclaration(source, node) {
    return `${copyFunction(source, node)}\n${call('own', raw(source, child(node, 'id')))};`;
  },
  ArrowFunctionExpression: copyFunction,
  FunctionExpression: copyFunction,
};

/** Functions that a template defines take send-time values: their code is rewritten as well. */
function asOwn(source: Source, node: Node): string {
  const text = argument(source, node);
  return /^(ArrowFunction|Function)Expression$/.test(node.type) ? call('own', text) : text;
}

/** A function, which may run elsewhere than where it was written. */
function copyFunction(source: Source, node: Node): string {
  const own = new Set(source.locals);
  const collect = (inside: Node) => {
    if (inside.type === 'VariableDeclarator') for (const name of namesIn(child(inside, 'id'))) own.add(name);
    for (const one of childrenOf(inside)) collect(one);
  };
  for (const parameter of node.params as Node[]) for (const name of namesIn(parameter)) own.add(name);
  collect(node);
  return copy({ ...source, locals: own }, node);
}

/** What a pattern takes apart: JavaScript would ask a send-time value for what is in it. */
function taken(source: Source, pattern: Node, value: string): string {
  if (pattern.type === 'Identifier' && source.isVar) {
    const name = raw(source, pattern);
    const left = source.bodies?.(name, 'var') ?? [];
    return left.length > 0 ? call('assign', value, JSON.stringify(left), JSON.stringify(name)) : value;
  }
  if (pattern.type === 'ArrayPattern') {
    const elements = pattern.elements as (Node | null)[];
    return elements.at(-1)?.type === 'RestElement' ? value : call('items', value, String(elements.length));
  }
  if (pattern.type !== 'ObjectPattern') return value;
  const fallbacks = (pattern.properties as Node[]).flatMap((property) => {
    const { key, value: target } = property;
    if (!isNode(key) || !isNode(target) || target.type !== 'AssignmentPattern' || property.computed) return [];
    const name = key.type === 'Identifier' ? JSON.stringify(raw(source, key)) : raw(source, key);
    return [`${name}: ${lazy(source, child(target, 'right'))}`];
  });
  return fallbacks.length > 0 ? call('fallbacks', value, `{ ${fallbacks.join(', ')} }`) : value;
}

/** What is written to a variable, or into what a variable holds. */
function assigned(source: Source, target: Node, value: string): string {
  if (target.type === 'Identifier') {
    const name = raw(source, target);
    const mayRunIn = source.locals && !source.locals.has(name) && source.bodies?.(name, 'function');
    const more = mayRunIn ? [JSON.stringify(mayRunIn)] : [];
    return call('assign', value, bodiesOf(source, name), JSON.stringify(name), ...more);
  }
  return changed(source, target, value);
}

/** What changes something in a variable that is in sight. */
export function changed(source: Source, target: Node, value: string): string {
  const root = rootOf(target);
  const between = root && source.bodies?.(raw(source, root));
  return between ? call('assign', value, JSON.stringify(between), JSON.stringify(raw(source, target))) : value;
}

function bodiesOf({ bodies }: Source, name: string): string {
  return JSON.stringify(bodies?.(name) ?? null);
}
