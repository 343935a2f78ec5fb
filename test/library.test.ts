import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileFile, defineConfig, inlineCss, openProject } from '../dist/index.js';
import { temporaryProject } from './support/project.js';

/* What `import … from 'jink'` gives. */

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

const FILES = {
  'jink.config.json': '{ "locals": { "brand": "Brand" } }',
  'templates/welcome.pug':
    'extends jink/layout\nblock subject\n  | Hello #{name}\nblock body\n  p #{name} of #{brand}\n',
  'templates/welcome.json': '{ "name": "Ada" }',
  'templates/welcome.short.json': '{ "name": "Bo" }',
  'templates/billing/receipt.html': '<p class="note">A receipt</p>',
  'templates/_part.pug': 'p Part\n',
  'mixins/note.pug': 'mixin note\n  p.note= "before"\n',
  'styles/email.scss': '.note { color: red; }',
};

describe('openProject', () => {
  test('lists templates and their scenarios', async () => {
    const root = temporaryProject(FILES);
    const project = await openProject({ root });
    expect(project.root).toBe(root);
    expect(project.config.locals).toEqual({ brand: 'Brand' });
    expect(project.templates.map(({ name, scenarios }) => [name, [...scenarios.keys()]])).toEqual([
      ['billing/receipt', []],
      ['welcome', ['default', 'short']],
    ]);
    expect([...project.configDiagnostics, ...project.diagnostics]).toEqual([]);
  });

  test('compiles for any data, or with a scenario or data that is known', async () => {
    const project = await openProject({ root: temporaryProject(FILES) });
    const subjects = await Promise.all([
      project.compile('welcome'),
      project.compile('welcome', { scenario: 'short' }),
      project.compile('welcome', { data: { name: 'Grace' } }),
    ]);
    expect(subjects.map(({ subject, text }) => [subject, text])).toEqual([
      ['Hello {{{name}}}', '{{{name}}} of Brand\n'],
      ['Hello Bo', 'Bo of Brand\n'],
      ['Hello Grace', 'Grace of Brand\n'],
    ]);
  });

  test('throws nothing for what authors get wrong', async () => {
    const project = await openProject({
      root: temporaryProject({ ...FILES, 'templates/broken.pug': '+nothing\n', 'templates/nobody.json': '{}' }),
    });
    const codes = async (name: string, scenario?: string) => {
      const compiled = await project.compile(name, scenario === undefined ? {} : { scenario });
      expect([compiled.html, compiled.text, compiled.placeAt(0)]).toEqual(['', '', undefined]);
      return compiled.diagnostics.map(({ code }) => code);
    };
    expect(await codes('broken')).toEqual(['unknown-mixin']);
    expect(await codes('nowhere')).toEqual(['unknown-template']);
    expect(await codes('welcome', 'nowhere')).toEqual(['unknown-scenario']);
    expect(project.diagnostics.map(({ code }) => code)).toEqual(['orphan-data']);
  });

  test('notices files that change', async () => {
    const root = temporaryProject({ ...FILES, 'templates/noted.pug': '+note\n' });
    const project = await openProject({ root });
    const html = async () => (await project.compile('noted')).html;
    expect(await html()).toContain('<p class="note" style="color:red">before</p>');
    writeFileSync(join(root, 'mixins/note.pug'), 'mixin note\n  include ../parts/words\n');
    mkdirSync(join(root, 'parts'));
    writeFileSync(join(root, 'parts/words.pug'), 'p.note after\n');
    writeFileSync(join(root, 'styles/email.scss'), '.note { color: blue; }');
    expect(await html()).toContain('<p class="note" style="color:blue">after</p>');
    writeFileSync(join(root, 'parts/words.pug'), 'p.note afterwards\n');
    expect(await html()).toContain('afterwards</p>');
    rmSync(join(root, 'mixins/note.pug'));
    expect((await project.compile('noted')).diagnostics.map(({ code }) => code)).toEqual(['unknown-mixin']);

    writeFileSync(join(root, 'templates/new.pug'), 'p New\n');
    expect((await project.compile('new')).diagnostics.map(({ code }) => code)).toEqual(['unknown-template']);
    project.reload();
    expect((await project.compile('new')).text).toBe('New\n');
  });

  test('compiles many at once', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `many-${i}`);
    const files = names.map((name, i) => [`templates/${name}.pug`, `+row\n  +columns(12) Number ${i}\n`]);
    const project = await openProject({ root: temporaryProject(Object.fromEntries(files)) });
    const all = await Promise.all(names.map((name) => project.compile(name)));
    expect(all.map(({ text }) => text)).toEqual(names.map((_, i) => `Number ${i}\n`));
    expect(all.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  });
});

describe('a config', () => {
  const TEMPLATE = { 'templates/case.pug': 'p= brand\n', 'brand.mjs': "export const brand = 'Imported';\n" };

  test.each([
    [
      'jink.config.ts',
      `import { type Config, defineConfig } from 'jink';\nconst locals: Config['locals'] = { brand: 'TypeScript' };\nexport default defineConfig({ locals });\n`,
      'TypeScript',
    ],
    [
      'jink.config.js',
      `import { defineConfig } from 'jink';\nexport default defineConfig({ locals: { brand: 'JavaScript' } });\n`,
      'JavaScript',
    ],
    ['jink.config.mjs', `import { brand } from './brand.mjs';\nexport default { locals: { brand } };\n`, 'Imported'],
    ['jink.config.json', '{ "locals": { "brand": "JSON" } }', 'JSON'],
  ])('%s is read where jink is not installed', async (name, source, said) => {
    const root = temporaryProject({ ...TEMPLATE, [name]: source });
    // The second time what was remembered of the first must say the same.
    for (let time = 1; time <= 2; time++) {
      const project = await openProject({ root });
      expect(project.configDiagnostics).toEqual([]);
      const { text, dependencies } = await project.compile('case');
      expect(text).toBe(`${said}\n`);
      expect(dependencies).toContain(name);
    }
  });

  test('another file than the usual ones', async () => {
    const root = temporaryProject({ ...TEMPLATE, 'other/settings.json': '{ "locals": { "brand": "Other" } }' });
    const project = await openProject({ root, config: 'other/settings.json' });
    expect((await project.compile('case')).text).toBe('Other\n');
  });

  test('defineConfig returns what it gets', () => {
    const config = { locale: 'de' };
    expect(defineConfig(config)).toBe(config);
  });
});

describe('compileFile', () => {
  test('takes the project around a template', async () => {
    const root = temporaryProject(FILES);
    const welcome = await compileFile(join(root, 'templates/welcome.pug'));
    expect([welcome.name, welcome.file, welcome.text]).toEqual([
      'welcome',
      'templates/welcome.pug',
      '{{{name}}} of Brand\n',
    ]);
    const receipt = await compileFile(join(root, 'templates/billing/receipt.html'));
    expect([receipt.name, receipt.file]).toEqual(['billing/receipt', 'templates/billing/receipt.html']);
    expect(receipt.html).toContain('style="color:red"');
    const other = await compileFile(join(root, 'templates/welcome.pug'), { scenario: 'short' });
    expect(other.subject).toBe('Hello Bo');
  });

  test('takes a file that stands alone, and one that is no template', async () => {
    const root = temporaryProject({ 'alone.pug': 'p= name\n', 'templates/_part.pug': 'p Part\n' });
    const alone = await compileFile(join(root, 'alone.pug'), { data: { name: 'Ada' } });
    expect([alone.name, alone.file, alone.text, alone.diagnostics]).toEqual(['alone', 'alone.pug', 'Ada\n', []]);
    expect((await compileFile(join(root, 'templates/_part.pug'))).text).toBe('Part\n');
  });

  test('says what is not there', async () => {
    const root = temporaryProject({});
    const { html, diagnostics } = await compileFile(join(root, 'nowhere.pug'));
    expect([html, diagnostics.map(({ code }) => code)]).toEqual(['', ['unknown-template']]);
  });
});

describe('inlineCss', () => {
  test('inlines a whole document and keeps the rest in its head', () => {
    const html = `<html><head><style>
p { color: red }
a:hover { color: blue }
@media (max-width: 600px) { p { color: green } }
</style></head><body><p class="a">{{name}}</p><a href="#">b</a></body></html>`;
    expect(inlineCss(html)).toBe(`<html><head><style>
a:hover{color:blue !important}
@media (max-width: 600px){
p{color:green !important}
}
</style></head><body><p class="a" style="color:red">{{name}}</p><a href="#">b</a></body></html>`);
  });

  test('tells CSS that cannot be read, and leaves it', () => {
    const html = '<p>a</p>\n<style>p { color: red }</style>\n<style>\np { color }}\n</style>';
    const diagnostics: unknown[] = [];
    expect(inlineCss(html, { report: (diagnostic) => diagnostics.push(diagnostic) })).toBe(
      '<p style="color:red">a</p>\n\n<style>\np { color }}\n</style>',
    );
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'invalid-css', place: expect.objectContaining({ file: 'html', line: 4 }) }),
    ]);
  });
});

test('the package has types, and runs where it is installed', () => {
  const root = temporaryProject({
    ...FILES,
    'package.json': '{ "type": "module" }',
    'use.ts': `import { type CompiledTemplate, compileFile, defineConfig, type Diagnostic, inlineCss, openProject } from 'jink';
const project = await openProject({ root: '.' });
const welcome: CompiledTemplate = await project.compile('welcome');
const errors: Diagnostic[] = welcome.diagnostics.filter(({ severity }) => severity === 'error');
const line: number | undefined = welcome.placeAt(welcome.html.lastIndexOf('{{name'))?.line;
const one: string = (await compileFile('templates/welcome.pug', { data: { name: 'Bo' } })).subject;
console.log(JSON.stringify([welcome.subject, errors, line, one, inlineCss('<p>a</p>'), defineConfig({ locale: 'de' })]));
// @ts-expect-error There is no such setting.
defineConfig({ locales: 'de' });
`,
  });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(PACKAGE, join(root, 'node_modules/jink'));
  const options = ['--outDir', 'out', '--module', 'NodeNext', '--target', 'ES2023', '--strict', '--types', ''];
  const tsc = join(PACKAGE, 'node_modules/typescript/bin/tsc');
  const types = spawnSync(process.execPath, [tsc, ...options, 'use.ts'], { cwd: root, encoding: 'utf8' });
  expect(types.stdout).toBe('');
  const { stdout, stderr } = spawnSync(process.execPath, ['out/use.js'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(['Hello {{{name}}}', [], 5, 'Hello Bo', '<p>a</p>', { locale: 'de' }]);
  const { bin, version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const command = spawnSync(process.execPath, [join(PACKAGE, bin.jink), '--version'], { encoding: 'utf8' });
  expect(command.stdout).toBe(`${version}\n`);
});
