import { block, mapTree, type PugNode, walkTree } from './pug-tree.js';

/*
 * Templates of a project share most of their files. Linking changes the trees it gets, so every template needs its own;
 * but only of what can differ between templates. Rows of nodes that nothing can be linked into are the same in all of
 * them: each row is one node for the linker, and its code is generated once.
 */

/** A type that Pug's walker knows, does not enter, and that its parser never makes. */
const SHARED = 'Attrs';

/** What linking changes or looks for, and what the code around it depends on. */
const LINKED = /^(Include|RawInclude|IncludeFilter|Extends|NamedBlock|YieldBlock|Filter|Doctype)$/;

/** The tree of one file with as little in it as a template has to have for itself. */
const lean = new WeakMap<PugNode, PugNode>();

/** A copy of a file's tree to be linked, with parts that are shared. */
export function copyForLinking(tree: PugNode): PugNode {
  let known = lean.get(tree);
  if (!known) {
    const extending = tree.nodes?.[0]?.type === 'Extends';
    known = extending ? shareBelow(tree) : share(tree);
    lean.set(tree, known);
  }
  return copyTree(known);
}

/** A copy of a tree down to the parts that are shared. */
export function copyTree(node: PugNode): PugNode {
  return node.shared ? node : (copyValue(node) as PugNode);
}

function copyValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyValue);
  if ((value as PugNode).shared) return value;
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[key] = copyValue((value as Record<string, unknown>)[key]);
  return copy;
}

/** A tree whose mixin calls have the names that mixins are found under, in parts that are shared too. */
export function renameCalls(tree: PugNode, names: ReadonlyMap<string, string>): PugNode {
  const rename = (node: PugNode): PugNode => {
    const name = isCall(node) ? names.get(node.name!) : undefined;
    if (name !== undefined) node.name = name;
    if (!node.shared || !hasCall(node, names)) return node;
    return mapTree(block(node.shared.nodes.map(copyTree), node), rename);
  };
  return mapTree(tree, rename);
}

function hasCall(tree: PugNode, names: ReadonlyMap<string, string>): boolean {
  let found = false;
  walkTree(tree, (node) => (found ||= isCall(node) && names.has(node.name!)));
  return found;
}

function isCall({ type, call }: PugNode): boolean {
  return type === 'Mixin' && call === true;
}

/** At the top of a file that extends another one the linker wants to see every node. */
function shareBelow(tree: PugNode): PugNode {
  const nodes = tree.nodes?.map((node) => (node.type === 'Block' ? shareBelow(node) : shareChildren(node)));
  return nodes ? { ...tree, nodes } : tree;
}

/** A node that goes into the tree, with rows below it that are shared. */
function share(node: PugNode): PugNode {
  if (node.nodes) return { ...node, nodes: shareRows(node.nodes) };
  return isLinked(node) ? shareChildren(node) : node;
}

function shareChildren(node: PugNode): PugNode {
  const copy = { ...node };
  if (node.nodes) copy.nodes = shareRows(node.nodes);
  for (const key of ['block', 'consequent', 'alternate'] as const) {
    const child = node[key];
    // What is indented under an include is put into the tree of that file.
    if (!child || node.type === 'Include') continue;
    // The code of a case is generated from the nodes in it.
    copy[key] = node.type === 'Case' ? { ...child, nodes: child.nodes!.map(shareChildren) } : share(child);
  }
  return copy;
}

function shareRows(nodes: PugNode[]): PugNode[] {
  const shared: PugNode[] = [];
  let row: PugNode[] = [];
  const end = () => {
    if (row.length) shared.push(sharedPart(row));
    row = [];
  };
  for (const node of nodes) {
    if (!isLinked(node)) row.push(node);
    else {
      end();
      shared.push(shareChildren(node));
    }
  }
  end();
  return shared;
}

function sharedPart(nodes: PugNode[]): PugNode {
  let hasTags = false;
  for (const node of nodes) walkTree(node, ({ type }) => (hasTags ||= /^(Tag|InterpolatedTag)$/.test(type)));
  return { type: SHARED, line: nodes[0]!.line, shared: { nodes, hasTags } };
}

function isLinked(node: PugNode): boolean {
  if (LINKED.test(node.type) || (node.type === 'Mixin' && !node.call)) return true;
  if (node.type === 'Tag' && node.name === 'html') return true; // brings a doctype
  const { nodes, block, consequent, alternate } = node;
  return Boolean(
    nodes?.some(isLinked) ||
      (block && isLinked(block)) ||
      (consequent && isLinked(consequent)) ||
      (alternate && isLinked(alternate)),
  );
}
