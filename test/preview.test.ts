import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/* What the page of `jink dev` weighs, and what it knows of the rest. */

const PREVIEW = fileURLToPath(new URL('../preview/', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist/preview/', import.meta.url));

/** In bytes, gzipped. */
const LIMITS = { all: 400 * 1024, first: 60 * 1024 };

const filesIn = (folder: string, pattern: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => pattern.test(file));
const weigh = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(BUILT + file)).length, 0);

test('the page is light, and what it needs at first is lighter', () => {
  const all = filesIn(BUILT, /\.\w+$/);
  expect(all.length).toBeGreaterThan(3);
  expect(weigh(all)).toBeLessThan(LIMITS.all);
  const html = readFileSync(`${BUILT}index.html`, 'utf8');
  const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file!);
  expect(first.length).toBeGreaterThan(1);
  expect(weigh(['index.html', ...first])).toBeLessThan(LIMITS.first);
});

test('nothing in the page names another machine', () => {
  for (const file of filesIn(BUILT, /\.(html|css)$/))
    expect(readFileSync(BUILT + file, 'utf8').replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
});

test('of the rest of Jink the page knows types of src/model, and nothing else', () => {
  const imports = filesIn(PREVIEW, /\.tsx?$/).flatMap((file) =>
    [...readFileSync(PREVIEW + file, 'utf8').matchAll(/^(import [^;]*?)'(\.[^']*\/src\/[^']*)';/gms)].map(
      ([, clause, what]) => ({ file, clause: clause!, what: what! }),
    ),
  );
  expect(imports.length).toBeGreaterThan(5);
  expect(
    imports.filter(({ clause, what }) => !clause.startsWith('import type ') || !what.includes('/src/model/')),
  ).toEqual([]);
});
