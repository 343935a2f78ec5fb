import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/*
 * Loads what `scripts/bundle.js` made, together with what V8 made of it in an earlier run: compiling all of Pug or
 * Sass takes longer than running them. Such a code cache belongs to one Node and lies beside the bundle, nowhere else:
 * it is run as it stands, so nobody may write it who could not write the bundle itself.
 */

export interface LoadedBundle {
  exports: unknown;
  /** Whether an earlier run's code was used. */
  isCached: boolean;
  /** Keeps what was compiled so far for the next process, where that is allowed. */
  keepCode(): void;
}

/** The checksums of source and code, before the code: half a file, or that of another bundle, must never be run. */
const HEADER = 8;

/** @param file absolute path of the bundle: an expression that is a function with the parameters of a CommonJS module */
export function loadBundle(file: string): LoadedBundle {
  const source = readFileSync(file, 'latin1'); // esbuild writes ASCII
  const cacheFile = `${file.replace(/\.js$/, '')}-${process.version}-${process.arch}.cache`;
  const cachedData = readCode(cacheFile, source);
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports,
    isCached: cachedData !== undefined && !script.cachedDataRejected,
    keepCode: () => writeCode(cacheFile, source, script.createCachedData()),
  };
}

function readCode(cacheFile: string, source: string): Buffer | undefined {
  try {
    const kept = readFileSync(cacheFile);
    const code = kept.subarray(HEADER);
    const isWhole = kept.readUInt32LE(0) === crc32(source) && kept.readUInt32LE(4) === crc32(code);
    return isWhole ? code : undefined;
  } catch {
    return undefined; // there is none
  }
}

function writeCode(cacheFile: string, source: string, code: Buffer): void {
  const half = `${cacheFile}.${process.pid}`;
  try {
    const header = Buffer.alloc(HEADER);
    header.writeUInt32LE(crc32(source), 0);
    header.writeUInt32LE(crc32(code), 4);
    writeFileSync(half, Buffer.concat([header, code]));
    renameSync(half, cacheFile);
  } catch {
    // Installed where this user must not write: each start compiles anew.
    rmSync(half, { force: true });
  }
}
