import { expect, test } from 'vitest';
import { lineAt, offsetAt, positionAt } from '../../dist/document/positions.js';

const TEXT = 'ab\r\nc\rd\n\ne';

test('every offset has its line and column, and the way back', () => {
  const positions = [0, 1, 4, 6, 8, 9].map((offset) => positionAt(TEXT, offset));
  expect(positions.map(({ line, column }) => `${line}:${column}`)).toEqual(['1:1', '1:2', '2:1', '3:1', '4:1', '5:1']);
  expect(positions.map((position) => offsetAt(TEXT, position))).toEqual([0, 1, 4, 6, 8, 9]);
});

test('what lies behind the text is its end', () => {
  expect(offsetAt(TEXT, { line: 9, column: 1 })).toBe(TEXT.length);
  expect(offsetAt('ab', { line: 1, column: 9 })).toBe(2);
});

test('a line comes without its end', () => {
  expect([1, 2, 3, 4, 5, 6].map((line) => lineAt(TEXT, line))).toEqual(['ab', 'c', 'd', '', 'e', '']);
});
