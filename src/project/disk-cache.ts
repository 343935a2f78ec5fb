import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts that outlive the process, in `.jink/cache` of a project. A cache that cannot be written only costs time. */
export interface DiskCache {
  /** Absolute path. */
  folder: string;
  read(key: string): string | undefined;
  write(key: string, text: string): void;
}

/** @param version part of every key, so that another Jink never reads what this one wrote. */
export function openDiskCache(root: string, version: string): DiskCache {
  const folder = join(root, '.jink', 'cache');
  const fileOf = (key: string) => join(folder, `${key}-${version}.json`);
  return {
    folder,
    read(key) {
      try {
        return readFileSync(fileOf(key), 'utf8');
      } catch {
        return undefined;
      }
    },
    write(key, text) {
      try {
        mkdirSync(folder, { recursive: true });
        const half = `${fileOf(key)}.${process.pid}`;
        writeFileSync(half, text);
        renameSync(half, fileOf(key)); // whole or not at all, also when two builds run
      } catch {
        // A read-only checkout builds as well.
      }
    },
  };
}
