import * as problems from '../diagnostics/problems.js';
import { lineAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { type PugNode, walkTree } from './pug-tree.js';
import { nameOf, readText, type Session } from './session.js';

/** The blocks that a template, or a layout between, fills although no layout above has them. */
export function checkBlocks(session: Session, tree: PugNode, file: string): Diagnostic[] {
  const layout = tree.nodes?.find(({ type }) => type === 'Extends')?.file;
  if (!layout?.ast) return [];
  const known = blocksOf(layout.ast);
  const unknown = topBlocks(tree).filter(({ name }) => !known.has(name!));
  const diagnostics = unknown.map((node) => {
    const path = node.filename ?? file;
    const name = node.name!;
    const index = lineAt(readText(path), node.line).indexOf(name, node.column ?? 0);
    const column = index === -1 ? (node.column ?? 1) : index + 1;
    const place = { file: nameOf(session, path), line: node.line, column };
    return problems.unknownBlock(name, { ...place, endLine: node.line, endColumn: column + name.length }, known);
  });
  return [...diagnostics, ...checkBlocks(session, layout.ast, layout.fullPath ?? file)];
}

function topBlocks(tree: PugNode): PugNode[] {
  return (tree.nodes ?? []).flatMap((node) => {
    if (node.type === 'NamedBlock') return [node];
    return node.type === 'Block' ? topBlocks(node) : [];
  });
}

/** The names of all blocks of a layout, of what it includes and of the layouts above it. */
function blocksOf(layout: PugNode, names = new Set<string>()): Set<string> {
  walkTree(layout, (node) => {
    if (node.type === 'NamedBlock' && node.name) names.add(node.name);
    if (node.file?.ast) blocksOf(node.file.ast, names);
  });
  return names;
}
