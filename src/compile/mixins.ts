import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { block, type PugNode, walkTree } from './pug-tree.js';

/** Where Jink's own mixins, layout and styles lie: the package's root. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const OWN_MIXINS = join(PACKAGE_ROOT, 'mixins');

/** Which file defines which mixin. */
export interface MixinLibrary {
  /** Every name, for "did you mean". */
  names(): Iterable<string>;
  /** The definition and the file it stands in. */
  find(name: string): { file: string; tree: PugNode } | undefined;
  /** What was thrown for files that could not be read: any of them may define what was not found. */
  failures(): unknown[];
}

/**
 * The mixins of the files in a folder, read when first asked for. `parse` gives the linked tree of a file or throws
 * what is wrong with it, of which only those hear who need that file.
 */
export function mixinFolder(folder: string, parse: (file: string) => PugNode): MixinLibrary {
  let contents:
    | { definitions: Map<string, { file: string; tree: PugNode }>; failures: Map<string, unknown> }
    | undefined;
  const read = () => {
    if (contents) return contents;
    contents = { definitions: new Map(), failures: new Map() };
    for (const name of listPug(folder)) {
      const file = join(folder, name);
      try {
        for (const tree of definitionsIn(parse(file))) contents.definitions.set(tree.name!, { file, tree });
      } catch (error) {
        contents.failures.set(file, error);
      }
    }
    return contents;
  };
  return {
    names: () => read().definitions.keys(),
    find: (name) => read().definitions.get(name),
    failures: () => [...read().failures.values()],
  };
}

/** Jink's mixins: one file each, named after the mixin, so that only those in use are parsed; index.pug lists them. */
export function ownMixins(parse: (file: string) => PugNode): MixinLibrary {
  const files = new Map<string, string>();
  const index = readFileSync(join(OWN_MIXINS, 'index.pug'), 'utf8');
  for (const [, path] of index.matchAll(/^include (\S+)/gm)) files.set(camelCase(path!), `${path}.pug`);
  for (const [, alias, name] of index.matchAll(/^\/\/- alias (\w+) = (\w+)/gm)) files.set(alias!, files.get(name!)!);
  const found = new Map<string, { file: string; tree: PugNode }>();
  return {
    failures: () => [],
    names: () => files.keys(),
    find(name) {
      const path = files.get(name);
      if (!path) return undefined;
      if (!found.has(name)) {
        const file = join(OWN_MIXINS, path);
        found.set(name, { file, tree: definitionsIn(parse(file))[0]! });
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
  const need = (call: PugNode) => {
    const name = call.name!;
    if (defined.has(name) || needed.has(name)) return;
    for (const library of libraries) {
      const found = library.find(name);
      if (!found) continue;
      call.name = found.tree.name!; // an alias calls what it stands for
      needed.set(call.name, found.tree);
      files.add(found.file);
      mixinsOf(found.tree).called.forEach(need);
      return;
    }
    unknown.push(call);
  };
  called.forEach(need);
  return { tree: block([...needed.values(), tree], tree), files, unknown };
}

function definitionsIn(tree: PugNode): PugNode[] {
  const found: PugNode[] = [];
  walkTree(tree, (node) => {
    if (node.type === 'Mixin' && node.call === false) found.push(node);
  });
  return found;
}

function listPug(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.pug'))
      .sort();
  } catch {
    return [];
  }
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
