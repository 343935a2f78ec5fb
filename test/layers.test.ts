import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** What each part of src may import from other parts; the table of docs/architecture.md. */
const MAY_IMPORT: Record<string, string[]> = {
  'index.ts': ['tasks', 'project', 'compile', 'render', 'model'],
  'send.ts': ['tasks', 'model'],
  'runtime.ts': ['render', 'model'],
  start: ['cli', 'tasks', 'compile', 'index.js', 'send.js'],
  cli: ['server', 'tasks', 'offline', 'project', 'builtin.js', 'reports', 'mail', 'diagnostics', 'document', 'model'],
  server: ['tasks', 'mail', 'model'],
  tasks: [
    'builtin.js',
    'project',
    'compile',
    'render',
    'formats',
    'transports',
    'check',
    'convert',
    'rules',
    'lenses',
    'offline',
    'document',
    'mail',
    'diagnostics',
    'model',
  ],
  'builtin.ts': ['rules', 'formats', 'lenses', 'model'],
  check: ['rules', 'document', 'diagnostics', 'model'],
  convert: ['document', 'diagnostics', 'model'],
  rules: ['document', 'diagnostics', 'model'],
  lenses: ['rules', 'document', 'model'],
  offline: ['document', 'model'],
  reports: ['model'],
  project: ['mail', 'diagnostics', 'model'],
  compile: ['document', 'diagnostics', 'render', 'model'],
  render: ['diagnostics', 'model'],
  formats: ['render', 'mail', 'model'],
  transports: ['model'],
  mail: ['model'],
  diagnostics: ['model'],
  document: ['model'],
  model: [],
};

/** The one file, or folder, through which a package comes in. */
const DOORS: Record<string, string[]> = {
  'pug-code-gen': ['compile/pug-code.ts'],
  sass: ['compile/sass-worker.ts'],
  postcss: ['compile/css.ts'],
  'css-what': ['compile/selectors.ts'],
  'html-to-text': ['compile/text.ts'],
  'smtp-server': ['server/inbox/catcher.ts', 'server/inbox/collect-message.ts'],
  'postal-mime': ['server/inbox/read-message.ts'],
  'image-size': ['compile/measure.ts'],
  htmlparser2: ['document/parse.ts'],
  '@babel/parser': ['compile/send-time/javascript-tree.ts'],
  'html-validate': ['check/html.ts'],
  jiti: ['project/config.ts'],
  'jsonc-parser': ['project/json.ts'],
  ajv: ['project/schema.ts'],
  'ajv/dist/2020.js': ['project/schema.ts'],
  'nodemailer/lib/mime-node': ['formats/eml.ts'],
  'nodemailer/lib/dkim': ['formats/sign-eml.ts'],
  'nodemailer/lib/smtp-connection': ['transports/smtp.ts'],
  chokidar: ['tasks/watch-files.ts'],
  express: ['server/'],
  'launch-editor/get-args.js': ['tasks/open-editor.ts'],
  'launch-editor/guess.js': ['tasks/open-editor.ts'],
  'launch-editor/construct-windows-launch-command.js': ['tasks/open-editor.ts'],
  commander: ['cli/run.ts'],
  uqr: ['cli/qr-code.ts'],
  'handlebars/dist/cjs/handlebars/compiler/base.js': ['render/parse.ts'],
};

interface Import {
  file: string;
  what: string;
}

function importsOf(): Import[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const source = readFileSync(join(SRC, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    const found = source.matchAll(
      /(?:(?<!['@-])\b(?:from|import)|import\.meta\.url\)|\bimport\()\s*\(?'(?!:)([^']+)'/g,
    );
    return [...found].map(([, what]) => ({ file, what: what! }));
  });
}

function partOf(file: string): string {
  return file.split('/')[0]!;
}

const imports = importsOf();

test('there are imports to look at', () => {
  expect(imports.length).toBeGreaterThan(100);
});

test('every part is in the table', () => {
  const parts = new Set(imports.map(({ file }) => partOf(file)));
  expect([...parts].filter((part) => !(part in MAY_IMPORT))).toEqual([]);
});

test('imports only point down', () => {
  const wrong = imports.filter(({ file, what }) => {
    if (!what.startsWith('.')) return false;
    const target = partOf(relative(SRC, resolve(SRC, dirname(file), what)));
    const own = partOf(file);
    return target !== own && !MAY_IMPORT[own]!.includes(target);
  });
  expect(wrong).toEqual([]);
});

/** What of the renderer the compiler may know: which helpers there are, and what they do at build time. */
const OF_RENDER = ['../render/build-helpers.js', '../render/filler.js', '../render/known-names.js'];

test('the compiler knows only the helpers of the renderer', () => {
  const known = imports.filter(({ file, what }) => file.startsWith('compile/') && what.includes('/render/'));
  expect(known.filter(({ what }) => !OF_RENDER.includes(what))).toEqual([]);
});

/** What of the rules the lenses may know: what clients support, and how colours are read. */
const OF_RULES = ['rules/clients/support.js', 'rules/reading/color.js'];

test('the lenses know only data of the rules', () => {
  const known = imports.filter(({ file, what }) => file.startsWith('lenses/') && what.includes('/rules/'));
  expect(known.filter(({ what }) => !OF_RULES.some((allowed) => what.endsWith(`/${allowed}`)))).toEqual([]);
});

test('each package has one door', () => {
  const wrong = imports.filter(({ file, what }) => {
    if (what.startsWith('.') || what.startsWith('node:')) return false;
    if (file === 'render/generate-module.ts' && what === 'jink/runtime') return false; // in the module that it writes
    return !DOORS[what]?.some((door) => file === door || (door.endsWith('/') && file.startsWith(door)));
  });
  expect(wrong).toEqual([]);
});

// Sass is loaded by the thread that runs it, and that thread is started when a sheet has to be compiled.
test('heavy packages are not loaded before they are needed', () => {
  const lazy = new Set([
    'smtp-server',
    'postal-mime',
    'postcss',
    'image-size',
    'html-to-text',
    'jiti',
    'jsonc-parser',
    'pug',
    'pug-code-gen',
    'html-validate',
    'nodemailer',
    'nodemailer/lib/mime-node',
  ]);
  const source = (file: string) => readFileSync(join(SRC, file), 'utf8');
  const eager = imports.filter(
    ({ file, what }) => lazy.has(what) && new RegExp(`^import (?!type )[^;]*'${what}'`, 'm').test(source(file)),
  );
  expect(eager).toEqual([]);
});
