import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renameCalls } from './pug-shared.js';
import { block, type PugNode, walkTree } from './pug-tree.js';
import { stampOf } from './stamp.js';

/** Where Jink's own mixins, layout and styles lie: the package's root. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const OWN_MIXINS = join(PACKAGE_ROOT, 'mixins');

/** Which file defines which mixin. */
export interface MixinLibrary {
  /** Every name, for "did you mean". */
  names(): Iterable<string>;
  /** The definition, and the files that were read for it. */
  find(name: string): ParsedFile | undefined;
  /** What was thrown for files that could not be read: any of them may define what was not found. */
  failures(): unknown[];
}

/** A linked tree and the files it was made of. */
export interface ParsedFile {
  tree: PugNode;
  files: ReadonlySet<string>;
}

/** A library whose files may change. */
export interface MixinFolder extends MixinLibrary {
  /** Forgets what was read if a file is another one now. */
  refresh(): void;
}

/**
 * The mixins of the files in a folder, read when first asked for. `parse` gives the linked tree of a file or throws
 * what is wrong with it, of which only those hear who need that file.
 */
export function mixinFolder(folder: string, parse: (file: string) => ParsedFile): MixinFolder {
  let contents: FolderContents | undefined;
  const read = () => {
    contents ??= readFolder(folder, parse);
    return contents;
  };
  return {
    names: () => read().definitions.keys(),
    find: (name) => read().definitions.get(name),
    failures: () => [...read().failures],
    refresh() {
      if (!contents) return;
      const { failures, included, stamp } = contents;
      // What was wrong with a file may be mended in one that it includes.
      if (failures.length || stamp !== stampOf(listPug(folder)) + stampOf(included)) contents = undefined;
    },
  };
}

interface FolderContents {
  definitions: Map<string, ParsedFile>;
  failures: unknown[];
  included: string[];
  /** Of the folder's files and of those they include, as they were read. */
  stamp: string;
}

function readFolder(folder: string, parse: (file: string) => ParsedFile): FolderContents {
  const paths = listPug(folder);
  const stamp = stampOf(paths);
  const definitions = new Map<string, ParsedFile>();
  const failures: unknown[] = [];
  const read = new Set<string>();
  for (const path of paths) {
    try {
      const { tree, files } = parse(path);
      for (const file of files) read.add(file);
      for (const mixin of definitionsIn(tree)) definitions.set(mixin.name!, { tree: mixin, files });
    } catch (error) {
      failures.push(error);
    }
  }
  const included = [...read].filter((file) => !paths.includes(file));
  return { definitions, failures, included, stamp: stamp + stampOf(included) };
}

/** Jink's mixins: one file each, named after the mixin, so that only those in use are parsed; index.pug lists them. */
export function ownMixins(parse: (file: string) => ParsedFile): MixinLibrary {
  const paths = new Map<string, string>();
  const index = readFileSync(join(OWN_MIXINS, 'index.pug'), 'utf8');
  for (const [, path] of index.matchAll(/^include (\S+)/gm)) paths.set(camelCase(path!), `${path}.pug`);
  for (const [, alias, name] of index.matchAll(/^\/\/- alias (\w+) = (\w+)/gm)) paths.set(alias!, paths.get(name!)!);
  const found = new Map<string, ParsedFile>();
  return {
    names: () => paths.keys(),
    failures: () => [],
    find(name) {
      const path = paths.get(name);
      if (!path) return undefined;
      if (!found.has(name)) {
        const { tree, files } = parse(join(OWN_MIXINS, path));
        found.set(name, { tree: definitionsIn(tree)[0]!, files });
      }
      return found.get(name);
    },
  };
}

/** The mixins a tree defines and those it calls by name. */
export function mixinsOf(tree: PugNode): { defined: Set<string>; called: PugNode[] } {
  const defined = new Set<string>();
  const called: PugNode[] = [];
  walkTree(tree, (node) => {
    if (node.type !== 'Mixin' || !node.name || node.name.startsWith('#')) return;
    if (node.call) called.push(node);
    else defined.add(node.name);
  });
  return { defined, called };
}

/** Puts the definitions of all mixins that a linked tree needs in front of it. */
export function addMixins(
  tree: PugNode,
  libraries: MixinLibrary[],
): { tree: PugNode; files: Set<string>; unknown: PugNode[] } {
  const { defined, called } = mixinsOf(tree);
  const needed = new Map<string, PugNode>();
  const files = new Set<string>();
  const unknown: PugNode[] = [];
  const aliases = new Map<string, string>();
  const need = (call: PugNode) => {
    const name = call.name!;
    if (defined.has(name) || needed.has(name) || aliases.has(name)) return;
    for (const library of libraries) {
      const found = library.find(name);
      if (!found) continue;
      const { name: real } = found.tree;
      if (real !== name) aliases.set(name, real!);
      needed.set(real!, found.tree);
      for (const file of found.files) files.add(file);
      for (const further of mixinsOf(found.tree).called) {
        need(further);
        further.name = aliases.get(further.name!) ?? further.name!;
      }
      return;
    }
    unknown.push(call);
  };
  called.forEach(need);
  const named = aliases.size ? renameCalls(tree, aliases) : tree; // an alias calls what it stands for
  return { tree: block([...needed.values(), named], tree), files, unknown };
}

function definitionsIn(tree: PugNode): PugNode[] {
  const found: PugNode[] = [];
  walkTree(tree, (node) => {
    if (node.type === 'Mixin' && node.call === false) found.push(node);
  });
  return found;
}

/** Absolute paths. */
function listPug(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.pug'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
