/** The parts of Pug's syntax tree that Jink reads and writes; Pug itself has no types for it. */
export interface PugNode {
  type: string;
  line: number;
  column?: number;
  filename?: string;
  name?: string;
  key?: string | null;
  val?: string;
  expr?: string;
  test?: string;
  obj?: string;
  args?: string | null;
  call?: boolean;
  mustEscape?: boolean;
  buffer?: boolean;
  attrs?: PugAttribute[];
  attributeBlocks?: { val: string }[];
  nodes?: PugNode[];
  block?: PugNode | null;
  consequent?: PugNode | null;
  alternate?: PugNode | null;
  code?: PugNode | null;
  file?: PugFileReference;
  mode?: string;
  filters?: unknown[];
  /** A row of nodes that is the same in every template, see pug-shared.ts: they must not be changed. */
  shared?: { nodes: readonly PugNode[]; hasTags: boolean };
  /** Jink's note on a tag, on code, a condition or a loop: where it was written, and whether calls led there that only a run knows. */
  mark?: { place: string; called: boolean };
}

export interface PugAttribute {
  name: string;
  val: string | boolean;
  line: number;
  column: number;
  filename?: string;
  mustEscape: boolean;
}

export interface PugFileReference {
  path: string;
  line: number;
  column: number;
  fullPath?: string;
  str?: string;
  ast?: PugNode;
}

/**
 * Visits every node below and including `node` that the tree has for itself; what `visit` returns takes the node's
 * place in its parent.
 */
export function mapTree(node: PugNode, visit: (node: PugNode, inMixin: boolean) => PugNode, inMixin = false): PugNode {
  const inside = inMixin || (node.type === 'Mixin' && node.call === false);
  if (node.nodes) node.nodes = node.nodes.map((child) => mapTree(child, visit, inside));
  for (const key of ['block', 'consequent', 'alternate'] as const) {
    const child = node[key];
    if (child) node[key] = mapTree(child, visit, inside);
  }
  return visit(node, inMixin);
}

/** Calls `visit` for every node; included and extended files are not entered. */
export function walkTree(node: PugNode, visit: (node: PugNode) => void): void {
  for (const child of node.shared?.nodes ?? node.nodes ?? []) walkTree(child, visit);
  if (node.block) walkTree(node.block, visit);
  if (node.consequent) walkTree(node.consequent, visit);
  if (node.alternate) walkTree(node.alternate, visit);
  visit(node);
}

export function block(nodes: PugNode[], at: PugNode): PugNode {
  return { type: 'Block', nodes, line: at.line, ...(at.filename && { filename: at.filename }) };
}

/** A statement that Jink adds to the template's program. */
export function statement(val: string, at: PugNode): PugNode {
  const node: PugNode & { isInline: boolean } = {
    type: 'Code',
    val,
    buffer: false,
    mustEscape: false,
    isInline: false,
    line: at.line,
    column: at.column ?? 1,
    ...(at.filename && { filename: at.filename }),
  };
  return node;
}
