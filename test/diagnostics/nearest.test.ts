import { expect, test } from 'vitest';
import { nearest } from '../../dist/diagnostics/nearest.js';

const WORDS = ['columns', 'column', 'container', 'row', 'button', 'six', 'spacer'];

test.each([
  ['colums', 'columns'], // as near to column: the first wins
  ['colmuns', 'columns'], // neighbours swapped count once
  ['Button', 'button'],
  ['rwo', 'row'],
  ['sxi', 'six'],
  ['contaner', 'container'],
  ['spacr', 'spacer'],
])('%s means %s', (word, meant) => {
  expect(nearest(word, WORDS)).toBe(meant);
});

test.each(['sparkline', 'x', '', 'header'])('%j means none of them', (word) => {
  expect(nearest(word, WORDS)).toBeUndefined();
});

test('of equals the first wins, and an exact one over all', () => {
  expect(nearest('cat', ['car', 'cap'])).toBe('car');
  expect(nearest('cap', ['car', 'cap'])).toBe('cap');
  expect(nearest('anything', [])).toBeUndefined();
});
