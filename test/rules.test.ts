import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { RULES } from '../dist/rules/index.js';
import { checkExample } from './support/check-example.js';

/** The examples of each rule are its tests: nothing to say of the good ones, something of each bad one. */
describe.each(RULES.map((rule) => ({ rule, id: rule.id })))('$id', ({ rule }) => {
  const codes = async (example: (typeof rule.examples.good)[number]) =>
    (await checkExample(example, [rule])).filter(({ code }) => code === rule.id);

  test('has nothing to say of good examples', async () => {
    expect(rule.examples.good.length).toBeGreaterThan(1);
    for (const example of rule.examples.good) expect(await codes(example), JSON.stringify(example)).toEqual([]);
  });

  test('finds every bad example', async () => {
    expect(rule.examples.bad.length).toBeGreaterThan(1);
    for (const example of rule.examples.bad) {
      const found = await codes(example);
      expect(found.length, JSON.stringify(example).slice(0, 300)).toBeGreaterThan(0);
      for (const { message, place } of found) {
        expect(message).toMatch(/^\S.*[.!?]$|\)$/);
        expect(place?.line).toBeGreaterThan(0);
      }
    }
  });
});

test('each rule is a file that bears its id', () => {
  const files = readdirSync(fileURLToPath(new URL('../src/rules', import.meta.url)))
    .filter((name) => /\.ts$/.test(name) && !/^(index|rule)\.ts$/.test(name))
    .map((name) => name.replace('.ts', ''));
  expect(RULES.map(({ id }) => id)).toEqual(files.sort());
});
