import { expect, test } from 'vitest';
import { checkExpression, checkStatements } from '../../dist/compile/javascript.js';

test.each([
  "agent?.team?.name ?? 'nobody'",
  '1_000n ** 2n',
  '{ a: 1, ...b }',
  'agents.map((a) => a.name).join(", ")',
  '/[(]/.test(a)',
  '(a) + (b)',
  'a,\n  b',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of JavaScript's is meant
  '`${a[")"]}`',
])('%s is an expression', (code) => {
  expect(checkExpression(code)).toBeUndefined();
});

/** The place that V8 stumbles over is marked with ‸. */
test.each(['a ‸b', 'a = ‸= b', 'a +‸', 'a‸; b', 'a‸) + (b', '‸if', '[a, ‸"b]', 'a\n  +‸* b', '‸', 'agent.‸.name'])(
  '%j is none',
  (marked) => {
    expect(checkExpression(marked.replace('‸', ''))?.offset).toBe(marked.indexOf('‸'));
  },
);

test('statements may declare, but must be whole', () => {
  expect(checkStatements('const a = 1; let b')).toBeUndefined();
  expect(checkStatements('return 1 // and why')).toBeUndefined();
  expect(checkStatements('const a = 1\nconst b = a +* 2')).toMatchObject({ offset: 25, length: 1 });
});
