import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../model/diagnostic.js';
import * as problems from './problems.js';

/** What the system's error codes mean to an author. */
const REASONS: Record<string, string> = {
  EACCES: 'you are not allowed to',
  EPERM: 'you are not allowed to',
  EISDIR: 'it is a folder',
  ENOENT: 'it is not there',
  ENOTDIR: 'a file stands where a folder should',
  EEXIST: 'a file stands where a folder should',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ELOOP: 'it is a link that leads to itself',
};

/** Why the system would not read or write a file, in a few words. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? (code || message);
}

/**
 * Reads a text file of the author's, without a byte order mark. What is no text comes back as a diagnostic.
 * @param file how the file is called in diagnostics
 */
export function readSource(path: string, file: string): { text: string } | { diagnostic: Diagnostic } {
  const read = readSourceBytes(path, file);
  return 'bytes' in read ? { text: read.bytes.toString('utf8') } : read;
}

/** The same as UTF-8, for files that may be large. */
export function readSourceBytes(path: string, file: string): { bytes: Buffer } | { diagnostic: Diagnostic } {
  const start = { file, line: 1, column: 1 };
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return { diagnostic: problems.unreadableFile(reasonOf(error), start) };
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { diagnostic: problems.wrongEncoding('This file is saved as UTF-16.', start) };
  if (bytes.includes(0)) return { diagnostic: problems.unreadableFile('it is not a text', start) };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
  if (isUtf8(bytes)) return { bytes };
  const text = bytes.toString('utf8');
  const before = text.slice(0, text.indexOf('\uFFFD')).split(/\r\n|\r|\n/);
  const place = { file, line: before.length, column: before.at(-1)!.length + 1 };
  return { diagnostic: problems.wrongEncoding('This character is not saved as UTF-8.', place) };
}
