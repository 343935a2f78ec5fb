import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSource, reasonOf } from '../../dist/diagnostics/read-source.js';
import { temporaryProject } from '../support/project.js';

function read(bytes: string | Buffer) {
  const root = temporaryProject({});
  writeFileSync(join(root, 'a.pug'), bytes);
  return readSource(join(root, 'a.pug'), 'a.pug');
}

test('a byte order mark is no part of the text', () => {
  expect(read('\uFEFFp Grüße')).toEqual({ text: 'p Grüße' });
});

test('what is not UTF-8 is told at its first character', () => {
  expect(read(Buffer.from('p Hello\r\np Grüße', 'latin1'))).toMatchObject({
    diagnostic: { code: 'wrong-encoding', place: { file: 'a.pug', line: 2, column: 5 } },
  });
});

test('a character of UTF-8 that stands for a wrong one is right where an author wrote it', () => {
  expect(read('p \uFFFD')).toEqual({ text: 'p \uFFFD' });
});

test('a folder, a missing file and a picture are no text', () => {
  const root = temporaryProject({});
  expect(readSource(root, 'a')).toMatchObject({ diagnostic: { message: 'This file cannot be read: it is a folder.' } });
  expect(readSource(join(root, 'x'), 'x')).toMatchObject({
    diagnostic: { message: 'This file cannot be read: it is not there.' },
  });
  expect(read(Buffer.from('89504e470d0a1a0a0000', 'hex'))).toMatchObject({ diagnostic: { code: 'unreadable-file' } });
});

test("the system's reasons are said in words", () => {
  expect(reasonOf(Object.assign(new Error('EACCES: …'), { code: 'EACCES' }))).toBe('you are not allowed to');
  expect(reasonOf(Object.assign(new Error('…'), { code: 'EWHATEVER' }))).toBe('EWHATEVER');
});
