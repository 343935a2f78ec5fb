import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Something stands in the way of what was built, or the disk is full. */
export class CannotWrite extends Error {
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(path);
  }
}

/** Writes a file, unless it says the same already. */
export function writeWhole(path: string, bytes: Buffer): string {
  const size = statsOf(path)?.size;
  if (size === bytes.length && isFile(path) && readFileSync(path).equals(bytes)) return path;
  return putWhole(path, (half) => writeFileSync(half, bytes));
}

export function copyWhole(from: string, to: string): string {
  return putWhole(to, (half) => copyFileSync(from, half));
}

/** Writes beside the target and renames, so that nobody ever reads half a file. */
function putWhole(path: string, write: (half: string) => void): string {
  const half = `${path}.${process.pid}.tmp`;
  try {
    if (!isFolder(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    write(half);
    renameSync(half, path);
    return path;
  } catch (error) {
    if (isFile(half)) rmSync(half);
    // A folder that cannot be made is what stands in the way, not the file.
    throw new CannotWrite(isFolder(dirname(path)) ? path : dirname(path), error);
  }
}

export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() === true;
}

function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() === true;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // a file stands where a folder should
  }
}

/** Takes a folder away that nothing is left in, and those around it, up to `last`. */
export function removeEmptyFolders(folder: string, last: string): void {
  if (folder === last || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmptyFolders(dirname(folder), last);
}
