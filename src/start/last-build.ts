import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { FinishedBuild } from '../cli/context.js';
import type { Start } from './look-around.js';
import { readTree, stampOf, stampTextOf } from './snapshot.js';

/*
 * The last build of a project, remembered: while every file, the call and Jink itself are the same, another build
 * would write and print the same again, so that its words are repeated and nothing else is done.
 */

export interface LastBuild {
  /** In the order they were printed. */
  printed: ['stdout' | 'stderr', string][];
  exitCode: number;
}

interface Remembered extends LastBuild {
  call: string;
  /** Where the outputs are, as in `FinishedBuild`. */
  out: string;
  /** Of every file of the project but the outputs: its stamp, and its hash where it is not large. */
  files: Record<string, [stamp: string, hash?: string]>;
  /** Outputs, and files outside of the project, by absolute path. */
  others: Record<string, string>;
}

/** By how many ms a file may have changed before the start and yet look as it did: how slowly a disk's clock ticks. */
const TICK = 20;
/** The same where times are whole seconds. */
const SLOW_TICK = 2500;

/** Larger files, in bytes, are not read to learn whether only their dates are new. */
const LARGE = 256 * 1024;

/** What the last build said, if this one would say and write the same. */
export function recallBuild(start: Start): LastBuild | undefined {
  let last: Remembered | null;
  try {
    last = JSON.parse(readFileSync(fileOf(start.root), 'utf8')) as Remembered | null;
  } catch {
    return undefined;
  }
  if (last?.call !== start.call) return undefined;
  const { files, others, out, printed, exitCode } = last;
  let found = 0;
  for (const [path, { text }] of start.tree) {
    if (isBelow(join(start.root, path), out)) continue;
    const file = files[path];
    found++;
    if (file?.[0] === text) continue;
    if (!file?.[1] || file[1] !== hashOf(join(start.root, path))) return undefined;
  }
  if (found !== Object.keys(files).length) return undefined;
  const isSame = ([path, text]: [string, string]) => stampTextOf(path) === text;
  return Object.entries(others).every(isSame) ? { printed, exitCode } : undefined;
}

/** Remembers a build, unless a file changed while it ran, or so shortly before that its stamp does not tell. */
export function rememberBuild(start: Start, build: FinishedBuild, said: LastBuild): void {
  const { root, tree } = start;
  const { out } = build;
  if (build.root !== root || !build.isRepeatable || out === root || isBelow(root, out)) return;
  const before = [...tree].filter(([path]) => !isBelow(join(root, path), out));
  const files: Remembered['files'] = {};
  for (const [path, { text }] of before) {
    const hash = Number.parseInt(text, 10) <= LARGE ? hashOf(join(root, path)) : undefined;
    files[path] = hash ? [text, hash] : [text];
  }
  const others: Remembered['others'] = {};
  const since = Math.max(...before.map(([, { changed }]) => changed), 0);
  let isSettled = hasSettled(since, start.time);
  for (const path of build.read) {
    if (files[pathBelow(path, root)]) continue;
    const stamp = stampOf(path);
    if (!stamp || stamp === 'folder') return;
    others[path] = stamp.text;
    isSettled &&= hasSettled(stamp.changed, start.time);
  }
  for (const path of build.outputs) {
    const text = stampTextOf(path);
    if (text === undefined) return;
    others[path] = text;
  }
  const now = readTree(root);
  const after = now && [...now].filter(([path]) => !isBelow(join(root, path), out));
  const isSame = after?.length === before.length && after.every(([path, { text }]) => tree.get(path)?.text === text);
  if (!isSettled || !isSame) return;
  write(fileOf(root), JSON.stringify({ call: start.call, out, files, others, ...said }));
}

function fileOf(root: string): string {
  return join(root, '.jink', 'cache', 'last-build.json');
}

function hasSettled(changed: number, time: number): boolean {
  return changed < time - (changed % 1000 === 0 ? SLOW_TICK : TICK);
}

function hashOf(path: string): string | undefined {
  // Loaded only for files with other dates.
  const { createHash } = process.getBuiltinModule('node:crypto');
  try {
    return createHash('sha256').update(readFileSync(path)).digest('base64url');
  } catch {
    return undefined;
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder) && (path[folder.length] === sep || path.length === folder.length);
}

function pathBelow(path: string, root: string): string {
  return isBelow(path, root) ? path.slice(root.length + 1).replaceAll(sep, '/') : '';
}

function write(path: string, text: string): void {
  const half = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(half, text);
    renameSync(half, path);
  } catch {
    rmSync(half, { force: true }); // a project that cannot be written to is built each time
  }
}
