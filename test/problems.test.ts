import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The catalogue of what Jink can report, docs/problems.md and the cases agree. `UPDATE=1` writes the page anew. */
const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const source = readFileSync(at('src/diagnostics/problems.ts'), 'utf8');

interface Problem {
  name: string;
  code: string;
  severity: string;
  summary: string;
}

const catalogue: Problem[] = source
  .split(/^(?=\/\*\* )/m)
  .slice(1)
  .flatMap((part) => {
    const [, summary] = /^\/\*\* (.+?)(?: \*\/)?$/m.exec(part)!;
    const [, name] = /^export const (\w+)/m.exec(part) ?? [];
    const [, severity, code] = /\bproblem\(\s*'(\w+)',\s*'([\w-]+)'/.exec(part) ?? [];
    return name && code && severity ? [{ name, code, severity, summary: summary! }] : [];
  });

test('every function of the catalogue is read', () => {
  expect(catalogue.map(({ name }) => name)).toEqual(
    [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name),
  );
  expect(catalogue.length).toBeGreaterThan(50);
});

test('docs/problems.md lists every problem, and no other', () => {
  const rows = catalogue
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, severity, summary }) => `| \`${code}\` | ${severity} | ${summary.replaceAll('|', '\\|')} |`);
  const table = ['| code | severity | what it says |', '| --- | --- | --- |', ...rows].join('\n');
  const path = at('docs/problems.md');
  const page = readFileSync(path, 'utf8');
  const expected = page.replace(
    /(<!-- problems -->\n)[\s\S]*(<!-- \/problems -->)/,
    (_, before, after) => `${before}\n${table}\n\n${after}`,
  );
  if (process.env.UPDATE) writeFileSync(path, expected);
  expect(page.replace(/ +\||-+ \||\| +/g, '|')).toBe(expected.replace(/ +\||-+ \||\| +/g, '|'));
});

test('no code is reported by two functions', () => {
  const codes = catalogue.map(({ code }) => code);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

function textsBelow(folder: string, pattern: RegExp): string {
  const files = readdirSync(at(folder), { recursive: true, encoding: 'utf8' }).filter((file) => pattern.test(file));
  return files.map((file) => readFileSync(join(at(folder), file), 'utf8')).join('\n');
}

test('something reports each problem', () => {
  const code = textsBelow('src', /\.ts$/);
  expect(catalogue.filter(({ name }) => !code.includes(`problems.${name}(`)).map(({ name }) => name)).toEqual([]);
});

test('each problem occurs in a case', () => {
  const expected = textsBelow('test/cases', /expected.*\.txt$/);
  expect(
    catalogue.filter(({ code }) => !new RegExp(`\\b${code}$`, 'm').test(expected)).map(({ code }) => code),
  ).toEqual([]);
});
