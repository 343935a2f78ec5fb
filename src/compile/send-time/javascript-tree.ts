import { createRequire } from 'node:module';

/* The one door to @babel/parser, and what is asked of its trees. */

interface BabelParser {
  parseExpression(code: string): Node;
  parse(code: string, options: object): { program: Node };
}

/** A node of JavaScript's syntax tree, with its offsets in the code. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}

let parser: BabelParser | undefined;

/** The parser, loaded when it is first asked for; it throws a `SyntaxError` for what is not JavaScript. */
export function babel(): BabelParser {
  parser ??= createRequire(import.meta.url)('@babel/parser') as BabelParser;
  return parser;
}

/** In the order of the code. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (/Comments$|^(loc|extra|errors|tokens)$/.test(key)) continue;
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) children.push(item);
  }
  return children.sort((a, b) => a.start - b.start || b.end - a.end);
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string' && 'start' in value;
}

export const LITERAL = /^(String|Numeric|Boolean|Null|RegExp|BigInt)Literal$/;

export const child = (node: Node, key: string) => node[key] as Node;

/** The names that a pattern defines, and some that it only mentions. */
export function namesIn(pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  return childrenOf(pattern).flatMap(namesIn);
}

/** The variable that a path begins with. */
export function rootOf(node: Node): Node | undefined {
  if (node.type === 'Identifier') return node;
  return node.type === 'MemberExpression' ? rootOf(child(node, 'object')) : undefined;
}

/** Whether working it out twice does no harm. */
export function isPure(node: Node): boolean {
  if (/^(Identifier|ThisExpression)$/.test(node.type) || LITERAL.test(node.type)) return true;
  if (node.type !== 'MemberExpression') return false;
  return isPure(child(node, 'object')) && (!node.computed || isPure(child(node, 'property')));
}
