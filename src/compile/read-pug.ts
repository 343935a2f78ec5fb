import { readSource } from '../diagnostics/read-source.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { findOnce } from './build-memory.js';
import { markHtml } from './html.js';
import { checkBlocks } from './pug-blocks.js';
import { explainSyntax } from './pug-errors.js';
import { checkReferences, type Includers, isReference, resolvePugPath } from './pug-files.js';
import { markTree } from './pug-marks.js';
import { linkPug, parsePug, runFilters } from './pug-packages.js';
import { createPugReading, type PugReading } from './pug-reading.js';
import { copyForLinking, copyTree } from './pug-shared.js';
import { readMissingEquals } from './pug-syntax.js';
import type { PugNode } from './pug-tree.js';
import { nameOf, type Session } from './session.js';

/** Diagnostics on their way out of what only knows how to throw. */
export class Refused extends Error {
  constructor(readonly diagnostics: Diagnostic[]) {
    super(diagnostics[0]?.message);
  }
}

export interface PugFile {
  /** Absolute. */
  path: string;
  source: string;
}

export interface ReadOptions {
  /** Hears of every further file that is read, by its absolute path. */
  dependencies: Set<string>;
  /** Without parts that are shared with other templates. */
  whole: boolean;
}

/** What reading one template, with all that it includes or extends, goes by. */
interface Reading extends ReadOptions {
  session: Session;
  main: PugFile;
  position: PugReading;
  includers: Includers;
  hasFilters: boolean;
}

/**
 * Reads a file and all that it includes or extends, linked and marked, and gives it to `use`. Throws `Refused` for
 * whatever is wrong with it, also if only `use` finds it.
 */
export function readPug<Result>(
  session: Session,
  main: PugFile,
  options: ReadOptions,
  use: (tree: PugNode) => Result,
): Result {
  const position = createPugReading();
  const reading: Reading = { ...options, session, main, position, includers: new Map(), hasFilters: false };
  try {
    const tree = loadReferences(reading, parseFile(reading, main.path, main.source), main.path, options.whole);
    if (reading.hasFilters) runFilters(tree);
    refuse(checkBlocks(session, tree, main.path));
    return use(linkPug(tree));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused([explainSyntax(session, main, error, position)]);
  }
}

/**
 * The text of a file that another one includes or extends, or that defines mixins. Pug does not parse HTML, so its
 * places are marked here.
 */
export function readPart(session: Session, path: string, dependencies: Set<string>): string {
  dependencies.add(path);
  return findOnce(session, 'part', path, () => {
    const read = readSource(path, nameOf(session, path));
    if ('diagnostic' in read) throw new Refused([read.diagnostic]);
    return /\.html?$/.test(path) ? markHtml(session, path, read.text) : read.text;
  });
}

function refuse(diagnostics: Diagnostic[]): void {
  if (diagnostics.length) throw new Refused(diagnostics);
}

/** The marked tree of one file; of every file but the template itself it is kept for the session. */
function parseFile(reading: Reading, path: string, text: string): PugNode {
  const { session, main } = reading;
  const source = text.replace(/^\uFEFF/, '');
  const cached = path === main.path ? undefined : session.trees.get(path);
  let tree = cached?.source === source ? (cached.tree as PugNode) : undefined;
  if (!tree) {
    const parsed = parsePug(source, path, reading.position);
    readMissingEquals(parsed);
    session.mergeTags.protect(parsed);
    tree = markTree(parsed, session.files, nameOf(session, path));
    if (path !== main.path) session.trees.set(path, { source, tree });
  }
  refuse(checkReferences(session, tree, path, reading.includers));
  return tree;
}

/** Gives the files that a tree refers to their texts and trees. The tree must be the template's own. */
function loadReferences(reading: Reading, tree: PugNode, path: string, whole: boolean): PugNode {
  const extending = tree.nodes?.[0]?.type === 'Extends';
  const load = (node: PugNode, isTop: boolean, wholeBelow: boolean) => {
    let below = wholeBelow;
    if (node.type === 'Filter' || node.filters?.length) reading.hasFilters = true;
    if (isReference(node)) {
      // The linker looks at all nodes at the top of a file that extends another one, and for where a block belongs.
      if (node.type === 'Include' && ((isTop && extending) || node.block?.nodes?.length)) below = true;
      loadReference(reading, node, path, below);
    }
    for (const child of node.nodes ?? []) load(child, isTop && node.type === 'Block', wholeBelow);
    for (const child of [node.block, node.consequent, node.alternate]) if (child) load(child, false, wholeBelow);
  };
  load(tree, true, whole);
  return tree;
}

function loadReference(reading: Reading, { type, file }: PugNode, from: string, whole: boolean): void {
  const { session } = reading;
  const path = resolvePugPath(session, file!.path, from);
  const source = readPart(session, path, reading.dependencies);
  file!.fullPath = path;
  file!.str = source;
  if (type === 'RawInclude') return;
  const tree = parseFile(reading, path, source);
  file!.ast = loadReferences(reading, whole ? copyTree(tree) : copyForLinking(tree), path, whole);
}
