import { expect, test } from 'vitest';
import { codeFrame } from '../../dist/diagnostics/code-frame.js';

const LINES = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`);

test('two lines on each side, and the caret under the column', () => {
  expect(codeFrame(LINES.join('\n'), { line: 9, column: 6, endLine: 9, endColumn: 7 })).toBe(
    ['   7 | line 7', '   8 | line 8', '>  9 | line 9', '     |      ^', '  10 | line 10', '  11 | line 11'].join('\n'),
  );
});

test('the first and the last line have fewer around them', () => {
  expect(codeFrame('a\nb', { line: 1, column: 1 })).toBe(['> 1 | a', '    | ^', '  2 | b'].join('\n'));
  expect(codeFrame('a\nb', { line: 2, column: 2 })).toBe(['  1 | a', '> 2 | b', '    |  ^'].join('\n'));
});

test.each(['\n', '\r\n', '\r'])('lines may end with %j', (end) => {
  expect(codeFrame(['a', 'bc', 'd'].join(end), { line: 2, column: 2 })).toBe('  1 | a\n> 2 | bc\n    |  ^\n  3 | d');
});

test('a tab is one column wide, so that the caret stands right', () => {
  expect(codeFrame('\t\tp Hello', { line: 1, column: 3 })).toBe('> 1 |   p Hello\n    |   ^');
});

test('a place over several lines is marked on its first', () => {
  expect(codeFrame('a(\n  b', { line: 1, column: 2, endLine: 2, endColumn: 4 })).toContain('\n    |  ^\n');
});

test('of a long line the part with the column is shown, of its neighbours the beginning', () => {
  const long = `${'x'.repeat(300)}HERE${'y'.repeat(300)}`;
  const [above, line, caret] = codeFrame(`${long}\n${long}`, {
    line: 2,
    column: 301,
    endLine: 2,
    endColumn: 305,
  }).split('\n');
  expect(above).toMatch(/^ {2}1 \| x{159}…$/);
  expect(line).toMatch(/^> 2 \| …x+HEREy+…$/);
  expect(line!.length).toBe(6 + 160);
  expect(line!.slice(caret!.indexOf('^'), caret!.lastIndexOf('^') + 1)).toBe('HERE');
});

test('carets do not go on behind the line', () => {
  expect(codeFrame('abc', { line: 1, column: 3, endLine: 1, endColumn: 99 })).toBe('> 1 | abc\n    |   ^');
});

test('nothing is shown of what is no text, of an empty place only the caret', () => {
  expect(codeFrame('a\0b', { line: 1, column: 1 })).toBe('');
  expect(codeFrame('a', { line: 5, column: 1 })).toBe('');
  expect(codeFrame('', { line: 1, column: 1 })).toBe('> 1 |\n    | ^');
});

test('a file cannot steer the terminal', () => {
  expect(codeFrame('p \u001B[31mred', { line: 1, column: 1 })).not.toContain('\u001B');
});
