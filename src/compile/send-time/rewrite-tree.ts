import { RUNTIME } from '../mixin-runtime.js';
import { type PugNode, walkTree } from '../pug-tree.js';
import type { BodiesBetween } from './javascript-source.js';
import { rewriteArguments, rewriteExpression, rewriteStatements } from './rewrite.js';

/** A stretch of a template that may run once for what happens often at send time, or not at all. */
interface Body {
  tree: PugNode;
  /** Whether a `var` of it is one of what is around it too, as JavaScript has it. */
  shares: boolean;
  isFile?: boolean;
  /** The place of the loop or condition; undefined for a whole file or mixin. */
  mark: string | undefined;
  defines: ReadonlySet<string>;
  around: Body | undefined;
}

/** Rewrites all JavaScript of one file's syntax tree, so that its operators know of send-time values. */
export function rewriteTree(tree: PugNode, markOf: (node: PugNode) => string): void {
  visit(
    tree,
    { tree, isFile: true, shares: false, mark: undefined, defines: definedIn(tree), around: undefined },
    markOf,
  );
}

function visit(node: PugNode, body: Body, markOf: (node: PugNode) => string): void {
  const bodies: BodiesBetween = (name, use) => {
    if (use === 'var') return bodiesLeft(body, name);
    return use === 'function' ? bodiesAround(body, name) : bodiesBetween(body, name);
  };
  const expression = (code: string) => rewriteExpression(code, bodies);
  for (const attribute of node.attrs ?? [])
    if (typeof attribute.val === 'string') attribute.val = expression(attribute.val);
  for (const block of node.attributeBlocks ?? []) block.val = expression(block.val);
  if (node.code) visit(node.code, body, markOf);
  if (node.expr !== undefined && node.type !== 'When') node.expr = expression(node.expr);
  if (node.type === 'When' && node.expr !== 'default') node.expr = expression(node.expr!);
  if (node.test !== undefined) node.test = expression(node.test);
  if (node.obj !== undefined) node.obj = expression(node.obj);
  if (node.type === 'Code' && node.val)
    node.val = node.buffer ? expression(node.val) : rewriteStatements(node.val, Boolean(node.block), bodies);
  if (node.type === 'Mixin' && node.call) {
    if (node.args) node.args = rewriteArguments(node.args);
    if (node.name?.startsWith('#{')) node.name = `#{${expression(node.name.slice(2, -1))}}`;
  }
  if (node.type === 'InterpolatedTag') node.expr = `${RUNTIME}.known(${node.expr}, "it cannot be the name of a tag")`;
  if (node.type === 'While') node.test = `${RUNTIME}.known(${node.test}, "a loop cannot ask for it")`;

  const own: string[] = [];
  if (node.type === 'Each' || node.type === 'EachOf') own.push(...wordsOf(`${node.val} ${node.key ?? ''}`));
  if (node.type === 'Mixin' && !node.call) own.push(...wordsOf(node.args ?? ''));
  const isBody = /^(Each|EachOf|Conditional|Case)$/.test(node.type);
  const inside = (child: PugNode): Body => {
    if (!isBody && own.length === 0 && !(node.type === 'Mixin' && !node.call)) return body;
    const defines = new Set([...definedIn(child), ...own]);
    const shares = isBody && node.type !== 'Each';
    return { tree: child, shares, mark: isBody ? markOf(node) : undefined, defines, around: isBody ? body : undefined };
  };
  for (const child of node.nodes ?? []) visit(child, body, markOf);
  if (node.block) visit(node.block, inside(node.block), markOf);
  if (node.consequent) visit(node.consequent, inside(node.consequent), markOf);
  if (node.alternate) visit(node.alternate, inside(node.alternate), markOf);
}

/** The loops and conditions to be left on the way to a name's definition; undefined for one that is not in sight. */
function bodiesBetween(body: Body, name: string): string[] | undefined {
  const marks: string[] = [];
  for (let at: Body | undefined = body; at; at = at.around) {
    if (at.defines.has(name)) return marks;
    if (at.mark !== undefined) marks.push(at.mark);
  }
  return undefined;
}

/** The loops and conditions around a name's definition; undefined in a mixin, whose calls stand in others. */
function bodiesAround(body: Body, name: string): string[] | undefined {
  const marks: string[] = [];
  let found = false;
  for (let at: Body | undefined = body; at; at = at.around) {
    if (at.mark === undefined && !at.isFile) return undefined;
    found ||= at.defines.has(name);
    if (found && at.mark !== undefined) marks.push(at.mark);
  }
  return found ? marks : undefined;
}

/** The conditions that a `var` is used outside of, though it is given its value in them. */
function bodiesLeft(body: Body, name: string): string[] {
  const marks: string[] = [];
  let left: string[] = [];
  for (let at = body; at.around && at.shares && at.mark !== undefined; at = at.around) {
    marks.push(at.mark);
    if (isUsedAfter(at.around.tree, at.tree, name)) left = [...marks];
  }
  return left;
}

/** Whether a tree uses a name behind a part of it, but for bodies that define it themselves. */
function isUsedAfter(tree: PugNode, part: PugNode, name: string): boolean {
  let isBehind = false;
  const look = (node: PugNode): boolean => {
    if (node === part) {
      isBehind = true;
      return false;
    }
    if (node.type === 'Mixin' && !node.call) return false;
    if (node !== tree && node.type === 'Block' && isBehind && definedIn(node).has(name)) return false;
    return (isBehind && codeIn(node).some((code) => uses(code, name))) || childrenOf(node).some(look);
  };
  return look(tree);
}

function codeIn(node: PugNode): string[] {
  const values = (node.attrs ?? []).map(({ val }) => String(val));
  const own = node.type === 'Mixin' ? node.args : node.type === 'Code' ? node.val : undefined;
  return [...values, own, node.expr, node.test, node.obj].filter((code) => typeof code === 'string');
}

/** But for where it defines the name. */
function uses(code: string, name: string): boolean {
  return wordsOf(code.replace(/\b(const|let|var|function)\s+[\p{L}_$][\p{L}\d_$]*/gu, '')).includes(name);
}

function childrenOf(node: PugNode): PugNode[] {
  const { nodes = [], code, block, consequent, alternate } = node;
  return [code, ...nodes, block, consequent, alternate].filter((child) => child !== undefined && child !== null);
}

/** The names that the code in a tree defines, but for the bodies in it. */
function definedIn(tree: PugNode): Set<string> {
  const names = new Set<string>();
  walkTree(tree, (node) => {
    if (node.type !== 'Code' || node.buffer) return;
    for (const [, declared = ''] of (node.val ?? '').matchAll(/\b(?:const|let|var|function)\s+([^=;()]+)/g))
      for (const word of wordsOf(declared)) names.add(word);
  });
  return names;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}_$][\p{L}\d_$]*/gu) ?? [];
}
