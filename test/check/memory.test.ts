import { existsSync, readdirSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from '../../dist/rules/index.js';
import { type CheckOptions, checkProject } from '../../dist/tasks/check.js';
import { openProject, type Project } from '../../dist/tasks/project.js';
import { temporaryProject, writeFiles } from '../support/project.js';

/** What an earlier check found is answered again, until something changes on which it depends. */
const FILES = {
  'templates/a.pug': 'extends _layout\nblock content\n  +seal\n  include _foot\n',
  'templates/a.json': '{"name":"Ada"}',
  'templates/_layout.pug': 'doctype html\nhtml(lang="en")\n  body\n    block content\n',
  'templates/_foot.pug': 'p Until soon, #{name}.\n',
  'templates/b.pug': 'p Hello\n',
  'mixins/seal.pug': 'mixin seal\n  p(style="font-size: 9px") Sealed\n',
  'styles/email.scss': "@use 'jink' with ($primary: #0b6b57);\n@use 'parts';\n",
  'styles/_parts.scss': 'p {\n  color: #444444;\n}\n',
  'jink.config.js': "import { limits } from './limits.js';\nexport default { rules: limits };\n",
  'limits.js': "export const limits = { preheader: 'off' };\n",
};

/** Which templates are compiled, and what is found. */
async function check(root: string, options: Partial<CheckOptions> = {}) {
  const project = await openProject({ root });
  const compiled: string[] = [];
  const watched: Project = {
    ...project,
    compile: (name, how) => {
      if (!compiled.includes(name)) compiled.push(name);
      return project.compile(name, how);
    },
  };
  const { diagnostics, templates } = await checkProject(watched, { rules: RULES, ...options });
  return { compiled, diagnostics, templates };
}

test('nothing is compiled again that has not changed', async () => {
  const root = temporaryProject(FILES);
  const first = await check(root);
  expect(first.compiled).toEqual(['a', 'b']);
  const again = await check(root);
  expect(again.compiled).toEqual([]);
  expect(again.diagnostics).toEqual(first.diagnostics);
  expect(again.templates).toEqual(first.templates);
  expect((await check(root, { fresh: true })).compiled).toEqual(['a', 'b']);
});

test.each([
  ['the template', { 'templates/a.pug': `${FILES['templates/a.pug']}  p More\n` }, ['a']],
  ['its data', { 'templates/a.json': '{"name":"Grace"}' }, ['a']],
  ['a new scenario', { 'templates/a.long.json': '{"name":"Wolfeschlegelsteinhausen"}' }, ['a']],
  ['a schema', { 'templates/a.schema.json': '{"type":"object","properties":{"name":{"type":"string"}}}' }, ['a']],
  ['its layout', { 'templates/_layout.pug': `${FILES['templates/_layout.pug']}    p End\n` }, ['a']],
  ['an include', { 'templates/_foot.pug': 'p Goodbye, #{name}.\n' }, ['a']],
  ['a mixin', { 'mixins/seal.pug': 'mixin seal\n  p Sealed\n' }, ['a']],
  ['a new mixin', { 'mixins/button.pug': 'mixin button\n  p Hello\n' }, ['a', 'b']],
  ['the stylesheet', { 'styles/email.scss': "@use 'jink';\n" }, ['a', 'b']],
  ['a partial', { 'styles/_parts.scss': 'p {\n  color: #555555;\n}\n' }, ['a', 'b']],
  ['a stylesheet of its own', { 'templates/b.scss': 'p {\n  color: #555555;\n}\n' }, ['b']],
  ['the config', { 'jink.config.js': "export default { rules: { preheader: 'error' } };\n" }, ['a', 'b']],
  ['what the config imports', { 'limits.js': "export const limits = { preheader: 'error' };\n" }, ['a', 'b']],
])('%s changed', async (_, change, expected) => {
  const root = temporaryProject(FILES);
  await check(root);
  writeFiles(root, change);
  expect((await check(root)).compiled).toEqual(expected);
  expect((await check(root)).compiled).toEqual([]);
});

test('an exception that was added is seen without a new check', async () => {
  const root = temporaryProject(FILES);
  expect((await check(root)).diagnostics.map(({ code }) => code)).toContain('small-text');
  writeFiles(root, {
    'mixins/seal.pug':
      'mixin seal\n  //- jink-disable-next-line small-text: a seal\n  p(style="font-size: 9px") Sealed\n',
  });
  expect((await check(root)).diagnostics.map(({ code }) => code)).not.toContain('small-text');
  expect((await check(root)).diagnostics.map(({ code }) => code)).not.toContain('small-text');
});

test('an image that is missing is looked for each time', async () => {
  const root = temporaryProject({ 'templates/a.pug': "+image('assets/a.png', 'A')(width=9)\n" });
  expect((await check(root)).diagnostics.map(({ code }) => code)).toContain('image-missing');
  const { png } = await import('../support/png.js');
  writeFiles(root, { 'assets/a.png': png(9, 9) });
  expect((await check(root)).diagnostics.map(({ code }) => code)).not.toContain('image-missing');
});

test('one scenario and all of them are remembered apart, and a broken cache only costs time', async () => {
  const root = temporaryProject(FILES);
  await check(root);
  expect((await check(root, { scenario: 'default', names: ['a'] })).compiled).toEqual(['a']);
  expect((await check(root)).compiled).toEqual([]);
  for (const file of readdirSync(`${root}/.jink/cache`).filter((name) => name.startsWith('check-')))
    writeFiles(root, { [`.jink/cache/${file}`]: 'not JSON' });
  expect((await check(root)).compiled).toEqual(['a', 'b']);
  for (const text of ['null', '{}', '[]', '{"hash":"x"}', '{"hash":"x","template":{"dependencies":1}}']) {
    for (const file of readdirSync(`${root}/.jink/cache`).filter((name) => name.startsWith('check-')))
      writeFiles(root, { [`.jink/cache/${file}`]: text });
    expect((await check(root)).compiled).toEqual(['a', 'b']);
  }
  rmSync(`${root}/.jink`, { recursive: true });
  expect((await check(root)).compiled).toEqual(['a', 'b']);
  expect(existsSync(`${root}/.jink/cache`)).toBe(true);
});
