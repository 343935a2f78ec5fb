import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/** What tells whether a file is still the one it was: every change moves its size or one of its times. */
export interface Stamp {
  text: string;
  /** When the file last changed in any way, in ms; not even tools that set a file's date back can set this one. */
  changed: number;
}

/** Every file below a folder by its way from there, with slashes; folders end with one. */
export type Tree = Map<string, Stamp>;

/** A project among more files than these is not looked through on each start. */
const MANY = 20_000;

const LEFT_OUT = new Set(['.git', '.jink', 'node_modules']);

/** Looks at every file of a project; undefined where that would take long, or where links lead to folders. */
export function readTree(root: string): Tree | undefined {
  const tree: Tree = new Map();
  const open = [''];
  for (let below = open.pop(); below !== undefined; below = open.pop()) {
    const entries = entriesOf(join(root, below));
    if (!entries) return undefined;
    for (const entry of entries) {
      if (LEFT_OUT.has(entry.name)) continue;
      const path = below + entry.name;
      if (entry.isDirectory()) {
        tree.set(`${path}/`, { text: '', changed: 0 });
        open.push(`${path}/`);
        continue;
      }
      const stamp = stampOf(join(root, path));
      if (stamp === 'folder' || tree.size >= MANY) return undefined;
      // A link to nowhere may lead somewhere soon.
      tree.set(path, stamp ?? { text: 'nowhere', changed: 0 });
    }
  }
  return tree;
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** The stamp of a file, or of what a link leads to. */
export function stampOf(path: string): Stamp | 'folder' | undefined {
  const stats = statsOf(path);
  if (!stats) return undefined;
  if (stats.isDirectory()) return 'folder';
  const { size, mtimeMs, ctimeMs, ino } = stats;
  return { text: `${size}:${mtimeMs}:${ctimeMs}:${ino}`, changed: ctimeMs };
}

export function stampTextOf(path: string): string | undefined {
  const stamp = stampOf(path);
  return typeof stamp === 'object' ? stamp.text : undefined;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // a link to itself, or a folder that is closed to us
  }
}

/** The real path of a folder, when there is one. */
export function realFolder(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
