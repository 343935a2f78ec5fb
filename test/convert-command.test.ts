import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jink, jinkHere } from './support/jink.js';
import { temporaryProject } from './support/project.js';

/* What `jink convert` writes where, what it leaves alone, and what it says of it. */

const INK = `<html><head><title>Hello</title></head><body><table class="body"><tr><td class="center" align="center" valign="top"><center>
<table class="container"><tr><td><table class="row"><tr><td class="wrapper last"><table class="twelve columns"><tr>
<td><p>Dear {{name}}</p></td><td class="expander"></td>
</tr></table></td></tr></table></td></tr></table>
</center></td></tr></table></body></html>
`;

const PUG = `extends jink/layout

block subject
  | Hello

block body
  +container
    +row
      +columns(12)
        p Dear {{name}}
`;

const text = (...path: string[]) => readFileSync(join(...path), 'utf8');

test('a file becomes a template beside it, which builds', async () => {
  const root = temporaryProject({ 'templates/a.html': INK });
  const { exitCode, stderr, stdout } = await jinkHere(['convert', 'templates/a.html'], root);
  expect({ exitCode, stderr, stdout }).toEqual({
    exitCode: 0,
    stderr: '✓ templates/a.html → templates/a.pug\n',
    stdout: '',
  });
  expect(text(root, 'templates/a.pug')).toBe(PUG);
  expect(text(root, 'templates/a.html')).toBe(INK);
});

test('a folder goes to --out with the folders in it, and what is no source stays', async () => {
  const root = temporaryProject({
    'mails/a.html': INK,
    'mails/sub/b.jade': '+container()\n  +row()\n    +columns("twelve", "last")\n      td: p Hello\n',
    'mails/notes.md': '# Mine\n',
    'mails/node_modules/c.html': INK,
  });
  const { exitCode } = await jinkHere(['convert', 'mails', '--out', 'templates', '--quiet'], root);
  expect(exitCode).toBe(0);
  expect(text(root, 'templates/a.pug')).toBe(PUG);
  expect(text(root, 'templates/sub/b.pug')).toBe('+container\n  +row\n    +columns(12)\n      p Hello\n');
  expect(existsSync(join(root, 'templates/node_modules'))).toBe(false);
  expect(existsSync(join(root, 'mails/a.pug'))).toBe(false);
});

test('nothing is overwritten without --force, and the others are written', async () => {
  const root = temporaryProject({ 'a.html': INK, 'a.pug': 'p Mine\n', 'b.html': INK });
  const first = await jinkHere(['convert', '.'], root);
  expect(first.exitCode).toBe(1);
  expect(first.stderr).toContain('"a.pug" is there already and was not overwritten.  target-exists');
  expect(text(root, 'a.pug')).toBe('p Mine\n');
  expect(text(root, 'b.pug')).toBe(PUG);
  expect((await jinkHere(['convert', '.', '--force'], root)).exitCode).toBe(0);
  expect(text(root, 'a.pug')).toBe(PUG);
});

test('two sources never become one template', async () => {
  const root = temporaryProject({ 'a.html': INK, 'a.jade': 'p Hello\n' });
  const { exitCode, stderr } = await jinkHere(['convert', '.'], root);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('target-exists');
  expect(text(root, 'a.pug')).toBe(PUG);
});

test('what cannot be read is written nowhere', async () => {
  const root = temporaryProject({ 'a.html': INK.slice(0, 300), 'b.html': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]) });
  const { exitCode, stderr } = await jinkHere(['convert', '.'], root);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('source-cut-off');
  expect(stderr).toContain('unreadable-file');
  expect([existsSync(join(root, 'a.pug')), existsSync(join(root, 'b.pug'))]).toEqual([false, false]);
});

test('--json says what was written, alone on stdout', async () => {
  const root = temporaryProject({ 'a.html': INK.replace('<p>', '<table><tr><td>x</td></tr></table><p>') });
  const { exitCode, stdout } = await jinkHere(['convert', 'a.html', '--json'], root);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    files: [
      { source: 'a.html', origin: 'ink', target: 'a.pug', diagnostics: [{ code: 'kept-as-html', place: { line: 3 } }] },
    ],
  });
});

test('--verify finds all at its place, and leaves no cache', async () => {
  const root = temporaryProject({ 'a.html': INK });
  const { exitCode, stderr } = await jinkHere(['convert', 'a.html', '--verify'], root);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('✓ a.html: 1 texts stand where they stood at 700 px (within 0 px)');
  expect(existsSync(join(root, '.jink'))).toBe(false);
});

test('--verify tells what moved in a table, and exits with 1', async () => {
  const root = temporaryProject({
    'a.html': INK.replace('<p>', '<p style="position:relative;left:30px">'),
    'styles/email.scss': '@use "jink";\np { left: 0 !important; }\n',
  });
  const { exitCode, stderr, stdout } = await jinkHere(
    ['convert', 'a.html', '--out', 'templates', '--verify', '--json'],
    root,
  );
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /✗ a\.html: not what it was; up to 4 px at 700 px are fine\.\n\n {2}at 700 px +left +top +right +bottom\n {2}"Dear \{\{name\}\}" +90 → 60/,
  );
  expect(JSON.parse(stdout)).toMatchObject({
    files: [{ verified: { isWithin: false, content: [], moved: [{ width: 700 }, { width: 320 }] } }],
  });
});

test('--verify without a browser is told, and the templates are there', () => {
  const root = temporaryProject({ 'a.html': INK });
  const { exitCode, stderr } = jink(['convert', 'a.html', '--verify'], root, { CHROMIUM: '/nowhere/chromium' });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('There is no browser at "/nowhere/chromium".\nInstall Chromium, Chrome or Edge');
  expect(text(root, 'a.pug')).toBe(PUG);
});

test('--verify with a browser that does not start is told', () => {
  const root = temporaryProject({ 'a.html': INK });
  const { exitCode, stderr } = jink(['convert', 'a.html', '--verify'], root, { CHROMIUM: process.execPath });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('The browser does not work');
});
