import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookAround } from '../dist/start/look-around.js';
import { jink, type Run } from './support/jink.js';
import { png } from './support/png.js';
import { temporaryProject } from './support/project.js';

/* A project that is as it was is not built again: what the last build said is said again. Anything else is built. */

const FILES = {
  'templates/welcome.pug': `extends jink/layout
block subject
  | Welcome, #{name}
block body
  +container
    +row
      +columns(9)
        p.greeting Hello #{name}
        +image('assets/logo.png', 'Logo')
        +image('pen.png', 'Pen')
`,
  'templates/welcome.json': '{ "name": "Ada" }',
  'mixins/greet.pug': 'mixin greet(name)\n  p Hi #{name}\n',
  'styles/email.scss': "@use 'jink';\n@use 'styles/more';\n",
  'styles/_more.scss': '.greeting { margin: 3px; }\n',
  'assets/logo.png': png(100, 50),
  'assets/pen.png': png(10, 10),
};

type Files = Record<string, string | Buffer>;

/** A project that was built, and whose last build is remembered. */
function built(more: Files = {}, args: string[] = []): { root: string; first: Run } {
  const root = temporaryProject({ ...FILES, ...more });
  const first = jink(['build', ...args], root);
  return { root, first };
}

/** Builds, and tells whether anything was done: a build that is not repeated makes the stylesheet's cache anew. */
function build(root: string, args: string[] = [], env: Record<string, string> = {}): Run & { isRepeated: boolean } {
  const cache = join(root, '.jink/cache');
  const sheets = () => readdirSync(cache).filter((name) => name.startsWith('sheet-'));
  for (const name of sheets()) rmSync(join(cache, name));
  return { ...jink(['build', ...args], root, env), isRepeated: sheets().length === 0 };
}

function write(root: string, name: string, text: string | Buffer): void {
  mkdirSync(join(root, name, '..'), { recursive: true });
  writeFileSync(join(root, name), text);
}

/** Every file in dist with its text and date. */
function outputs(root: string) {
  const dist = join(root, 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );
}

test('an unchanged project: the same words, the same files, nothing done', () => {
  const { root, first } = built();
  expect(first.stderr).toContain('columns-sum');
  expect(first.stderr).toContain('✓ welcome');
  const before = outputs(root);
  expect(build(root)).toEqual({ ...first, isRepeated: true });
  expect(outputs(root)).toEqual(before);
  expect(build(root)).toEqual({ ...first, isRepeated: true });
});

test('errors are repeated too, and mended', () => {
  const { root, first } = built({ 'templates/wrong.pug': '+colums(12) Text\n' });
  expect(first).toMatchObject({ exitCode: 1, stdout: '' });
  expect(build(root)).toEqual({ ...first, isRepeated: true });
  write(root, 'templates/wrong.pug', 'p Text\n');
  expect(build(root)).toMatchObject({ exitCode: 0, isRepeated: false });
});

test('--json: the second build is repeated, because the first tells of its manifest', () => {
  const { root, first } = built({}, ['--json']);
  const second = build(root, ['--json']);
  expect(second.isRepeated).toBe(false);
  expect(JSON.parse(first.stdout).written).toContain(join(root, 'dist/manifest.json'));
  expect(JSON.parse(second.stdout).written).not.toContain(join(root, 'dist/manifest.json'));
  expect(build(root, ['--json'])).toEqual({ ...second, isRepeated: true });
});

test.each<[string, (root: string) => void, string?]>([
  ['data', (root) => write(root, 'templates/welcome.json', '{ "name": "Bob" }'), 'Hello {{{name}}}'],
  ['a template', (root) => write(root, 'templates/welcome.pug', 'p Hello World\n'), 'Hello World'],
  ['a new template', (root) => write(root, 'templates/zoo.pug', 'p More\n')],
  ['a new scenario', (root) => write(root, 'templates/welcome.short.json', '{ "nick": "B" }')],
  ['a scenario that is gone', (root) => rmSync(join(root, 'templates/welcome.json')), undefined],
  ['a new mixin', (root) => write(root, 'mixins/container.pug', 'mixin container\n  p My own\n'), 'My own'],
  ['a mixin nobody calls', (root) => write(root, 'mixins/greet.pug', 'mixin greet(name)\n  p Ho #{name}\n')],
  ['a part of the stylesheet', (root) => write(root, 'styles/_more.scss', '.greeting { margin: 4px; }\n')],
  ['styles of its own', (root) => write(root, 'templates/welcome.scss', '.greeting { color: red; }\n')],
  ['a config', (root) => write(root, 'jink.config.json', '{ "locale": "de" }')],
  ['an image of the same size in bytes', (root) => write(root, 'assets/logo.png', png(200, 50))],
  ['an image that is found before another', (root) => write(root, 'templates/pen.png', png(20, 20))],
  ['an image that is gone', (root) => rmSync(join(root, 'assets/logo.png'))],
  ['an output that is gone', (root) => rmSync(join(root, 'dist/welcome.txt')), 'Hello {{{name}}}'],
  ['an image of the output that is gone', (root) => rmSync(join(root, 'dist/assets/logo.png'))],
  ['an edited output', (root) => write(root, 'dist/welcome.txt', 'Hello Eve'), 'Hello {{{name}}}'],
  ['an edited manifest', (root) => write(root, 'dist/manifest.json', '{}')],
])('%s: it is built', (_, change, text) => {
  const { root } = built();
  change(root);
  const after = build(root);
  expect(after.isRepeated).toBe(false);
  if (text) expect(readFileSync(join(root, 'dist/welcome.txt'), 'utf8')).toContain(text);
  // The same as from nothing.
  const fresh = temporaryProject({});
  for (const name of readdirSync(root))
    if (!/^(dist|\.jink)$/.test(name)) cpSync(join(root, name), join(fresh, name), { recursive: true });
  const clean = jink(['build'], fresh);
  expect(after).toMatchObject(clean);
  if (clean.exitCode === 0) expect(Object.values(outputs(root)).sort()).toEqual(Object.values(outputs(fresh)).sort());
});

test.each<[string, string[], Record<string, string>]>([
  ['--minify', ['--minify'], {}],
  ['--quiet', ['--quiet'], {}],
  ['--out', ['--out', 'other'], {}],
  ['a name', ['welcome'], {}],
  ['the locale of the system', [], { LC_ALL: 'de_DE.UTF-8' }],
])('%s: it is built', (_, args, env) => {
  const { root } = built();
  expect(build(root, args, env).isRepeated).toBe(false);
  expect(build(root, args, env).isRepeated).toBe(true);
  expect(build(root).isRepeated).toBe(false);
});

test('whether there are colours is part of the call', () => {
  const { root } = built();
  const here = process.cwd();
  process.chdir(root);
  try {
    expect(lookAround(['build'], true)!.call).not.toBe(lookAround(['build'], false)!.call);
    expect(lookAround(['dev'], false)).toBeUndefined();
  } finally {
    process.chdir(here);
  }
});

test('other dates alone change nothing', () => {
  const { root, first } = built();
  const text = readFileSync(join(root, 'templates/welcome.pug'));
  rmSync(join(root, 'templates/welcome.pug'));
  write(root, 'templates/welcome.pug', text);
  utimesSync(join(root, 'assets/logo.png'), new Date(0), new Date(0));
  chmodSync(join(root, 'styles/email.scss'), 0o600);
  expect(build(root)).toEqual({ ...first, isRepeated: true });
});

test('a replaced file with its size and date set back is noticed', () => {
  const { root } = built();
  const file = join(root, 'templates/welcome.json');
  utimesSync(file, 1_600_000_000, 1_600_000_000);
  expect(build(root).isRepeated).toBe(true);
  writeFileSync(file, '{ "name": "Bob" }');
  utimesSync(file, 1_600_000_000, 1_600_000_000);
  expect(build(root).isRepeated).toBe(false);
  expect(readFileSync(join(root, 'dist/welcome.txt'), 'utf8')).toContain('Hello {{{name}}}');
});

test('merged data and configs from elsewhere count', () => {
  const around = temporaryProject({ 'data.json': '{ "name": "Mary" }', 'config.json': '{ "locale": "en" }' });
  const args = ['--merge', join(around, 'data.json'), '--config', join(around, 'config.json')];
  const { root } = built({}, args);
  expect(build(root, args).isRepeated).toBe(true);
  write(around, 'data.json', '{ "name": "Rosa" }');
  expect(build(root, args).isRepeated).toBe(false);
  expect(readFileSync(join(root, 'dist/welcome.txt'), 'utf8')).toContain('Hello Rosa');
  write(around, 'config.json', '{ "locale": "de" }');
  expect(build(root, args).isRepeated).toBe(false);
  expect(readFileSync(join(root, 'dist/welcome.html'), 'utf8')).toContain('lang="de"');
});

test.each<[string, Files]>([
  ['the time in a template', { 'templates/time.pug': 'p= new Date().getFullYear()\n' }],
  ['chance in a mixin', { 'mixins/any.pug': 'mixin any\n  p= Math.random()\n', 'templates/any.pug': '+any\n' }],
  ['the environment in a template', { 'templates/env.pug': 'p= process.env.HOME\n' }],
  ['the global object', { 'templates/env.pug': "- const all = globalThis\np= all['process'].pid\n" }],
  ['the time zone', { 'templates/zone.pug': 'p= Intl.DateTimeFormat().resolvedOptions().timeZone\n' }],
  ['the environment in a config', { 'jink.config.js': 'export default { locals: { a: process.env.HOME } };\n' }],
  [
    'a helper that tells the time',
    {
      'jink.config.js': 'export default { helpers: { now: () => Date.now() } };\n',
      'templates/now.pug': 'p= now()\n',
    },
  ],
])('%s: it is built each time', (_, files) => {
  const { root, first } = built(files);
  expect(first.exitCode, first.stderr).toBe(0);
  expect(build(root).isRepeated).toBe(false);
  expect(build(root).isRepeated).toBe(false);
});

test('a config that imports is read each time', () => {
  const { root } = built({
    'jink.config.ts': "import { name } from './brand.js';\nexport default { locals: { brand: name as string } };\n",
    'brand.js': "export const name = 'Acme';\n",
    'templates/brand.pug': 'p= brand\n',
  });
  const text = () => readFileSync(join(root, 'dist/brand.txt'), 'utf8');
  expect(text()).toBe('Acme\n');
  expect(build(root).isRepeated).toBe(false);
  write(root, 'brand.js', "export const name = 'Emca';\n");
  expect(build(root).isRepeated).toBe(false);
  expect(text()).toBe('Emca\n');
});

test('a helper that only computes is no reason to build', () => {
  const { root, first } = built({
    'jink.config.js': 'export default { helpers: { twice: (n) => 2 * n } };\n',
    'templates/two.pug': 'p= twice(1)\n',
  });
  expect(build(root)).toEqual({ ...first, isRepeated: true });
});

test('usage that is wrong, and folders that cannot be remembered, are as without', () => {
  const { root } = built();
  symlinkSync(join(root, 'assets'), join(root, 'more-assets'));
  expect(build(root).isRepeated).toBe(false);
  expect(build(root).isRepeated).toBe(false);
  expect(jink(['build', '--root', 'nowhere'], root).exitCode).toBe(2);
  expect(jink(['build', 'nobody'], root).exitCode).toBe(2);
});

test('what is remembered may be damaged, or gone', () => {
  const { root, first } = built();
  const file = join(root, '.jink/cache/last-build.json');
  expect(existsSync(file)).toBe(true);
  for (const text of ['', '{', 'null', '[]', '{"call":1}', readFileSync(file, 'utf8').slice(0, 500)]) {
    writeFileSync(file, text);
    const { isRepeated, ...run } = build(root);
    expect({ isRepeated, run }).toEqual({ isRepeated: false, run: first });
  }
  rmSync(file);
  mkdirSync(join(file, 'in the way'), { recursive: true });
  expect(build(root)).toEqual({ ...first, isRepeated: false });
  expect(readdirSync(join(root, '.jink/cache')).filter((name) => /\.\d+$/.test(name))).toEqual([]);
});
