import { expect, test } from 'vitest';
import { closingBracket, findBracketProblem } from '../../dist/compile/brackets.js';

/** The place is marked with ‸ before the character. */
test.each([
  ['unclosed', '‸(a, b'],
  ['unclosed', '(a, ‸[b)'],
  ['unclosed', '‸(a\n  b]'], // a bracket that nobody opened, lines later: this is text already
  ['unclosed', "‸(a\np It's late"], // an apostrophe
  ['unquoted', '(a, ‸"b)'],
  ['unquoted', '(a,\n  ‸"b\n)'],
  ['unquoted', '(‸`b)'],
  ['unopened', '(a‸] b)'],
  ['unopened', 'a‸)'],
])('%s: %s', (kind, marked) => {
  expect(findBracketProblem(marked.replace('‸', ''), 0)).toEqual({ kind, offset: marked.indexOf('‸') });
});

test.each([
  '(a, [b], { c: "}" })',
  `('it\\'s', "(")`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the test is about them
  '`${[1, `${2}`].join(")")} (`',
  '',
])('nothing is wrong with %s', (source) => {
  expect(findBracketProblem(source, 0)).toBeUndefined();
});

test('the closing bracket is the one of the same kind on the same level', () => {
  expect(closingBracket('(a, [b], ")") c', 0)).toBe(12);
  expect(closingBracket('(a]', 0)).toBeUndefined();
  expect(closingBracket('(a', 0)).toBeUndefined();
});
