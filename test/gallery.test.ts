import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jink, jinkHere } from './support/jink.js';
import { png } from './support/png.js';
import { temporaryProject } from './support/project.js';

/* `jink build --gallery`: what is written; test/browser/gallery.test.ts looks at it. */

const FILES = {
  'templates/welcome.pug': `extends jink/layout
block subject
  | Welcome, #{name} <3
block preheader
  +preheader('Good to see you')
block body
  +image('assets/logo.png', 'Logo')
  img(src="https://example.com/a.png" alt="Remote" width="40" height="30")
  p= name
`,
  'templates/welcome.json': '{ "name": "Ada" }',
  'templates/welcome.long.json': '{ "name": "Ada Lovelace" }',
  'templates/billing/receipt.pug': "extends jink/layout\nblock body\n  +image('assets/logo.png', 'Logo')\n  p Paid\n",
  'assets/logo.png': png(100, 50),
  'assets/unused.png': png(1, 1),
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.\w+$/.test(path))
    .sort();
}

const EMAIL = ['', '.dark', '.sent'].map((kind) => `${kind}.html`).concat('.txt');

test('is a folder with every email in every scenario', async () => {
  const root = temporaryProject(FILES);
  const { exitCode, stdout, stderr } = await jinkHere(['build', '--gallery', 'out/gallery'], root);
  expect([exitCode, stderr + stdout]).toEqual([0, expect.stringContaining('The gallery is out/gallery/index.html')]);
  const emails = ['billing/receipt/default', 'welcome/default', 'welcome/long'];
  expect(filesIn(`${root}/out/gallery`)).toEqual(
    [
      'assets/logo.png',
      'gallery.json',
      'index.html',
      ...emails.flatMap((name) => EMAIL.map((end) => `emails/${name}${end}`)),
    ].sort(),
  );
  expect(existsSync(`${root}/dist/welcome.html`)).toBe(true);
  const read = (path: string) => readFileSync(`${root}/out/gallery/emails/${path}`, 'utf8');
  expect(read('welcome/long.html')).toContain('Ada Lovelace');
  expect(read('welcome/long.txt')).toContain('Ada Lovelace');
  expect(read('welcome/default.html')).toContain('src="../../assets/logo.png"');
  expect(read('billing/receipt/default.html')).toContain('src="../../../assets/logo.png"');
  expect(read('welcome/default.html')).not.toContain('https://example.com/a.png');
  expect(read('welcome/default.dark.html')).not.toContain('https://example.com/a.png');
  expect(read('welcome/default.sent.html')).toContain('https://example.com/a.png');
  const page = readFileSync(`${root}/out/gallery/index.html`, 'utf8');
  expect(page).toContain('Welcome, Ada &lt;3');
  expect(page).not.toMatch(/jink:\w|<script src|<link rel="stylesheet"/);
});

test('is the same for the same project', async () => {
  const root = temporaryProject(FILES);
  const all = (folder: string) => filesIn(folder).map((path) => [path, readFileSync(`${folder}/${path}`, 'base64')]);
  await jinkHere(['build', '--gallery', 'one'], root);
  await jinkHere(['build', '--gallery', 'two'], root);
  expect(all(`${root}/one`)).toEqual(all(`${root}/two`));
});

test('loses what is not in the project any more, and nothing else', async () => {
  const root = temporaryProject(FILES);
  await jinkHere(['build', '--gallery', 'gallery'], root);
  writeFileSync(`${root}/gallery/notes.md`, 'Mine');
  rmSync(`${root}/templates/billing`, { recursive: true });
  rmSync(`${root}/templates/welcome.long.json`);
  await jinkHere(['build', '--gallery', 'gallery'], root);
  expect(filesIn(`${root}/gallery`)).toEqual(
    [
      'assets/logo.png',
      'gallery.json',
      'index.html',
      'notes.md',
      ...EMAIL.map((end) => `emails/welcome/default${end}`),
    ].sort(),
  );
  expect(existsSync(`${root}/gallery/emails/billing`)).toBe(false);
});

test('only the templates that were asked for', async () => {
  const root = temporaryProject(FILES);
  await jinkHere(['build', 'welcome', '--gallery', 'gallery'], root);
  expect(readdirSync(`${root}/gallery/emails`)).toEqual(['welcome']);
});

test('shows why an email is not there', async () => {
  const root = temporaryProject({ ...FILES, 'templates/broken.pug': 'extends jink/layout\nblock body\n  +contaner\n' });
  const { exitCode } = await jinkHere(['build', '--gallery', 'gallery'], root);
  expect(exitCode).toBe(1);
  const page = readFileSync(`${root}/gallery/index.html`, 'utf8');
  expect(page).toContain('There is no mixin &quot;contaner&quot;.');
  expect(page).toContain('3 emails'.replace('3', '4'));
});

test('counts as an output: the next build writes again what was deleted', () => {
  const root = temporaryProject(FILES);
  const build = () => jink(['build', '--gallery', 'gallery'], root);
  build();
  build();
  rmSync(`${root}/gallery/emails/welcome/long.html`);
  build();
  expect(existsSync(`${root}/gallery/emails/welcome/long.html`)).toBe(true);
  const elsewhere = temporaryProject({});
  const outside = () => jink(['build', '--gallery', `${elsewhere}/gallery`], root);
  outside();
  outside();
  rmSync(`${elsewhere}/gallery/index.html`);
  outside();
  expect(existsSync(`${elsewhere}/gallery/index.html`)).toBe(true);
});

test.each([
  ['the project itself', ['--gallery', '.'], "The gallery cannot go into the project's own folder."],
  ['among templates', ['--gallery', 'templates/gallery'], 'The gallery cannot go into templates/gallery.'],
  ['where emails are written', ['--out', 'dist', '--gallery', 'dist'], 'where the emails themselves are written'],
  ["somebody else's page", ['--gallery', 'site'], 'In site is an index.html that is no gallery'],
  ['with --watch', ['--gallery', 'gallery', '--watch'], "'--gallery <dir>' cannot be used with option '--watch'"],
])('is not written into %s', async (_, options, expected) => {
  const root = temporaryProject({ ...FILES, 'site/index.html': 'Mine' });
  const { exitCode, stderr } = await jinkHere(['build', ...options], root);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(expected)]);
  expect(readFileSync(`${root}/site/index.html`, 'utf8')).toBe('Mine');
});

test('a file in the way is told', async () => {
  const root = temporaryProject({ ...FILES, gallery: 'a file' });
  const { exitCode, stderr } = await jinkHere(['build', '--gallery', 'gallery'], root);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('cannot-write')]);
});
