import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryProject } from './support/project.js';

/* What V8 made of the bundle is kept beside it. Whatever becomes of that, a build gives the same. */

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const FILES = {
  'templates/welcome.pug':
    "+container\n  +row\n    +columns(12)\n      p Hello #{name}\n      +button('Go')(href='/')\n",
  'templates/welcome.json': '{ "name": "Ada" }',
  'styles/email.scss': "@use 'jink';\np { margin: 3px; }\n",
};

/** A Jink of its own, installed in a temporary folder, whose code cache nobody else uses. */
function installed() {
  const root = temporaryProject({});
  cpSync(join(ROOT, 'dist/bundle'), join(root, 'dist/bundle'), { recursive: true });
  for (const name of ['mixins', 'styles', 'templates']) cpSync(join(ROOT, name), join(root, name), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const bundle = join(root, 'dist/bundle');
  const caches = () => readdirSync(bundle).filter((name) => name.includes('.cache'));
  return {
    bundle,
    caches,
    forget() {
      for (const name of caches()) rmSync(join(bundle, name), { recursive: true });
    },
    /** Builds the project from nothing and gives all that was written and said. */
    build(flags: string[] = []) {
      const project = temporaryProject(FILES);
      const main = join(bundle, 'main.js');
      const run = spawnSync(process.execPath, [...flags, main, 'build', '--root', project], { encoding: 'utf8' });
      const out = (name: string) => readFileSync(join(project, 'dist', name), 'utf8');
      return { status: run.status, stderr: run.stderr, html: out('welcome.html'), text: out('welcome.txt') };
    },
  };
}

const CACHES = ['jink', 'sass'].map((name) => `${name}-${process.version}-${process.arch}.cache`);

test('the first build keeps its code, and others use it', () => {
  const jink = installed();
  jink.forget();
  const first = jink.build();
  expect(first).toMatchObject({ status: 0, text: 'Hello {{{name}}}\n\nGo </>\n' });
  expect(jink.caches().sort()).toEqual(CACHES);
  const kept = CACHES.map((name) => readFileSync(join(jink.bundle, name)));
  expect(jink.build()).toEqual(first);
  expect(CACHES.map((name) => readFileSync(join(jink.bundle, name)))).toEqual(kept);
});

test.each<[string, (file: string) => void]>([
  ['cut off', (file) => truncateSync(file, 100_000)],
  ['cut off in the header', (file) => truncateSync(file, 5)],
  ['empty', (file) => truncateSync(file, 0)],
  ['not code at all', (file) => writeFileSync(file, 'x'.repeat(200_000))],
  [
    'damaged',
    (file) => {
      const code = readFileSync(file);
      for (let i = 50_000; i < 60_000; i++) code[i] = 255 - code[i]!;
      writeFileSync(file, code);
    },
  ],
])('code that is %s is not run, and is made anew', (_, damage) => {
  const jink = installed();
  const sound = jink.build();
  for (const name of CACHES) damage(join(jink.bundle, name));
  const damaged = CACHES.map((name) => readFileSync(join(jink.bundle, name)));
  expect(jink.build()).toEqual(sound);
  for (const [i, name] of CACHES.entries()) {
    const now = readFileSync(join(jink.bundle, name));
    expect(now.equals(damaged[i]!)).toBe(false);
    expect(now.length).toBeGreaterThan(500_000);
  }
});

test('code of another bundle, or of a Node with other flags, is not used', () => {
  const jink = installed();
  const sound = jink.build();
  const [own, sass] = CACHES.map((name) => join(jink.bundle, name)) as [string, string];
  cpSync(sass, own);
  expect(jink.build()).toEqual(sound);
  expect(readFileSync(own).equals(readFileSync(sass))).toBe(false);
  expect(jink.build(['--no-opt', '--stack-size=900'])).toEqual(sound);
});

test('where nothing can be kept, everything works and nothing is left over', () => {
  const jink = installed();
  const sound = jink.build();
  jink.forget();
  for (const name of CACHES) mkdirSync(join(jink.bundle, name, 'in the way'), { recursive: true });
  expect(jink.build()).toEqual(sound);
  expect(jink.caches().sort()).toEqual(CACHES);
});

test('help, and builds that fail, keep nothing: they have not compiled what a build needs', () => {
  const jink = installed();
  jink.forget();
  const run = (...args: string[]) => spawnSync(process.execPath, [join(jink.bundle, 'main.js'), ...args]).status;
  expect(run('build', '--help')).toBe(0);
  expect(run('build', '--root', temporaryProject({}))).toBe(1);
  expect(jink.caches()).toEqual([]);
});

test('what a build needs is in the bundle, and what npm installs beside it is what package.json says', () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  // MJML's own packages come with it.
  const isPeer = (what: string) => Object.keys(peerDependencies).some((peer) => what.split('-')[0] === peer);
  for (const name of ['jink', 'sass', 'main', 'library', 'sass-thread']) {
    const source = readFileSync(join(ROOT, `dist/bundle/${name}.js`), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    const required = [...source.matchAll(/\brequire\d*\(["']([a-z@./][^"']*)["']\)/g)].map(([, what]) => what!);
    const foreign = required.filter((what) => !what.startsWith('node:') && !BUILT_IN.has(what));
    expect(foreign.filter((what) => !(what.split('/')[0]! in dependencies) && !isPeer(what))).toEqual([]);
  }
  const notices = readFileSync(join(ROOT, 'dist/bundle/third-party-notices.txt'), 'utf8');
  for (const name of ['pug-parser', 'sass', 'postcss', 'htmlparser2', 'commander'])
    expect(notices).toContain(`\n## ${name} `);
});

const BUILT_IN = new Set('fs path assert url os util stream module domain child_process pug-runtime'.split(' '));
