import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, type InlineOptions, inlineCss } from '../dist/index.js';

/*
 * What inlineCss makes of HTML, small cases by topic in cases/inline. Each begins with `=== ` and its name, perhaps
 * followed by a line with options as JSON; then the input, `--->` and what must come out, and a line `!!! code
 * line:column` for each diagnostic, or `??? selector` for each that is dropped. Blank lines around them do not count.
 */

interface Case {
  name: string;
  options: InlineOptions;
  input: string;
  expected: string;
  /** The diagnostics and dropped selectors. */
  told: string[];
}

const FOLDER = new URL('cases/inline/', import.meta.url);

function readCases(file: string): Case[] {
  const [, ...texts] = readFileSync(new URL(file, FOLDER), 'utf8').split(/^=== /m);
  return texts.map((text) => {
    const [, name, options, body] = /^(.*)\n(?:(\{".*\})\n)?([\s\S]*)$/.exec(text)!;
    const [input, rest, ...more] = body!.split(/^--->$/m);
    if (rest === undefined || more.length > 0) throw new Error(`"${name}" in ${file} has no or two results`);
    const lines = rest.split('\n');
    const isTold = (line: string) => /^(!!!|\?\?\?) /.test(line);
    const expected = lines.filter((line) => !isTold(line)).join('\n');
    const told = lines.filter(isTold);
    return { name: name!, options: JSON.parse(options ?? '{}'), input: trim(input!), expected: trim(expected), told };
  });
}

function trim(text: string): string {
  return text.replace(/^\n+|\s+$/g, '');
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
const topics = files.map((file) => ({ topic: file.replace('.txt', ''), cases: readCases(file) }));

describe.each(topics)('$topic', ({ cases }) => {
  test.each(cases)('$name', ({ options, input, expected, told }) => {
    const diagnostics: Diagnostic[] = [];
    let dropped: readonly string[] = [];
    const output = inlineCss(input, {
      ...options,
      report: (diagnostic) => diagnostics.push(diagnostic),
      dropped: (selectors) => {
        dropped = selectors;
      },
    });
    expect(trim(output)).toBe(expected);
    const heard = diagnostics.map(({ code, place }) => `!!! ${code} ${place?.line}:${place?.column}`);
    const gone = told.some((line) => line.startsWith('??? ')) ? dropped.map((selector) => `??? ${selector}`) : [];
    expect([...heard, ...gone]).toEqual(told);
  });
});

test('there are enough cases, and none says that nothing happens by accident', () => {
  const all = topics.flatMap(({ cases }) => cases);
  expect(all.length).toBeGreaterThan(200);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  const still = all.filter(({ input, expected, told }) => input === expected && told.length === 0);
  expect(still.filter(({ name }) => !/\bstays?\b|untouched|keeps/.test(name)).map(({ name }) => name)).toEqual([]);
});
