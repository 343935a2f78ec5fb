import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../dist/tasks/manifest.js';
import { jink, type Run } from './support/jink.js';
import { png } from './support/png.js';
import { temporaryProject } from './support/project.js';
import { structureOf } from './support/structure.js';

/* `jink build` and `jink new`, run as a user runs them: what they write, what they say, and how they end. */

const FILES = {
  'templates/welcome.pug': `extends jink/layout
block subject
  | Welcome, #{name}
block preheader
  +preheader('Nice to see you')
block body
  +container
    +row
      +columns(12)
        p= name
        +image('assets/logo.png', 'Logo')
`,
  'templates/welcome.json': '{ "name": "Ada" }',
  'templates/welcome.short.json': '{ "name": "Bo" }',
  'templates/billing/receipt.pug': "p A receipt\n+image('assets/icons/pen.png', 'A pen')\n",
  'templates/_parts/part.pug': 'p never\n',
  'assets/logo.png': png(100, 50),
  'assets/icons/pen.png': png(10, 10),
  'assets/unused.png': png(1, 1),
};

function project(more: Record<string, string | Buffer> = {}): string {
  return temporaryProject({ ...FILES, ...more });
}

/** Changes a template. */
function change(root: string): void {
  const changed = FILES['templates/welcome.pug'].replace('Welcome', 'Hello').replace('p= name', 'p Changed #{name}');
  writeFileSync(join(root, 'templates/welcome.pug'), changed);
}

/** Every file in a folder, with slashes. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const EVERYTHING = [
  'assets/icons/pen.png',
  'assets/logo.png',
  'billing/receipt.html',
  'billing/receipt.txt',
  'manifest.json',
  'welcome.html',
  'welcome.txt',
];

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}

/** A run that went well and said nothing on stdout. */
function fine({ exitCode, stdout, stderr }: Run): void {
  expect({ exitCode, stdout }, stderr).toEqual({ exitCode: 0, stdout: '' });
}

test('writes HTML, text, images and a manifest', () => {
  const root = project();
  const run = jink(['build'], root);
  fine(run);
  expect(run.stderr).toMatch(/^✓ billing\/receipt {2}\d+\.\d KB\n✓ welcome {2}\d+\.\d KB\n$/);
  const dist = join(root, 'dist');
  expect(filesIn(dist)).toEqual(EVERYTHING);
  const read = (file: string) => readFileSync(join(dist, file), 'utf8');
  expect(read('welcome.txt')).toBe('{{{name}}}\n\nLogo\n');
  expect(read('billing/receipt.html')).toContain('src="../assets/icons/pen.png"');
  expect(readFileSync(join(dist, 'assets/icons/pen.png'))).toEqual(png(10, 10));

  const html = readFileSync(join(dist, 'welcome.html'));
  expect(manifestOf(dist)).toEqual({
    jink: 1,
    templates: {
      'billing/receipt': expect.objectContaining({
        file: 'templates/billing/receipt.pug',
        subject: 'Receipt',
        outputs: { html: 'billing/receipt.html', text: 'billing/receipt.txt' },
        assets: ['assets/icons/pen.png'],
      }),
      welcome: {
        file: 'templates/welcome.pug',
        subject: 'Welcome, {{{name}}}',
        preheader: 'Nice to see you',
        outputs: { html: 'welcome.html', text: 'welcome.txt' },
        variables: [{ path: 'name', type: 'string', optional: false }],
        bytes: html.length,
        hash: createHash('sha256').update(html).digest('hex'),
        assets: ['assets/logo.png'],
      },
    },
  });
});

test('builds the same again, and only what is asked for', () => {
  const root = project();
  fine(jink(['build'], root));
  const [html, manifest] = ['welcome.html', 'manifest.json'].map((file) =>
    readFileSync(join(root, 'dist', file), 'utf8'),
  );
  fine(jink(['build', '--quiet'], root));
  expect(readFileSync(join(root, 'dist/welcome.html'), 'utf8')).toBe(html);
  expect(readFileSync(join(root, 'dist/manifest.json'), 'utf8')).toBe(manifest);

  change(root);
  writeFileSync(join(root, 'templates/billing/receipt.pug'), 'p Changed\n');
  const run = jink(['build', 'welcome'], root);
  fine(run);
  expect(run.stderr).toMatch(/^✓ welcome {2}\S+ KB\n$/);
  expect(readFileSync(join(root, 'dist/billing/receipt.txt'), 'utf8')).toContain('A receipt');
  expect(manifestOf(join(root, 'dist')).templates.welcome!.subject).toBe('Hello, {{{name}}}');
  expect(Object.keys(manifestOf(join(root, 'dist')).templates)).toEqual(['billing/receipt', 'welcome']);
});

test('--root and --out: elsewhere, relative to where one stands', () => {
  const root = project();
  const around = temporaryProject({});
  fine(jink(['build', '--root', root, '--out', 'built/emails'], around));
  expect(filesIn(join(around, 'built/emails'))).toEqual(EVERYTHING);
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test('--format: only these, and others stay while they say the same', () => {
  const root = project();
  const dist = join(root, 'dist');
  fine(jink(['build', 'welcome', '--format', 'html'], root));
  expect(filesIn(dist)).toEqual(['assets/logo.png', 'manifest.json', 'welcome.html']);
  expect(manifestOf(dist).templates.welcome!.outputs).toEqual({ html: 'welcome.html' });
  fine(jink(['build', 'welcome', '--format', 'text'], root));
  expect(filesIn(dist)).toEqual(['assets/logo.png', 'manifest.json', 'welcome.html', 'welcome.txt']);
  expect(manifestOf(dist).templates.welcome!.outputs).toEqual({ html: 'welcome.html', text: 'welcome.txt' });

  change(root);
  fine(jink(['build', 'welcome', '--format', 'html'], root));
  expect(filesIn(dist)).toEqual(['assets/logo.png', 'manifest.json', 'welcome.html']);
  expect(manifestOf(dist).templates.welcome!.outputs).toEqual({ html: 'welcome.html' });
  fine(jink(['build', 'welcome', '--format', 'html,text'], root));
  expect(filesIn(dist)).toContain('welcome.txt');
});

test('--merge: a scenario, or the data of a file', () => {
  const root = project({ 'elsewhere/data.json': '{ "name": "Mary" }', 'elsewhere/broken.json': '{ "name": ' });
  const subject = () => manifestOf(join(root, 'dist')).templates.welcome!.subject;
  fine(jink(['build', 'welcome', '--merge', 'short'], root));
  expect(subject()).toBe('Welcome, Bo');
  fine(jink(['build', 'welcome', '--merge', 'elsewhere/data.json'], root));
  expect(subject()).toBe('Welcome, Mary');
  expect(readFileSync(join(root, 'dist/welcome.html'), 'utf8')).not.toContain('{{');
  expect(manifestOf(join(root, 'dist')).templates.welcome!.variables).toEqual([]);

  const missing = jink(['build', 'welcome', '--merge', 'elsewhere/none.json'], root);
  expect(missing).toMatchObject({ exitCode: 2, stdout: '' });
  expect(missing.stderr).toContain('There is no file "elsewhere/none.json"');
  const broken = jink(['build', 'welcome', '--merge', 'elsewhere/broken.json'], root);
  expect(broken).toMatchObject({ exitCode: 2, stdout: '' });
  expect(broken.stderr).toContain('elsewhere/broken.json:1:10  error');
  const scenario = jink(['build', 'welcome', '--merge', 'shrot'], root);
  expect(scenario.exitCode).toBe(1);
  expect(scenario.stderr).toContain('Did you mean "short"?');
  expect(subject()).toBe('Welcome, Mary');
});

test('--minify and --pretty: the same email in other lines', () => {
  const root = project();
  const build = (...flags: string[]) => {
    fine(jink(['build', 'welcome', ...flags], root));
    return readFileSync(join(root, 'dist/welcome.html'), 'utf8');
  };
  const [plain, minified, pretty] = [build(), build('--minify'), build('--pretty')];
  expect(minified.length).toBeLessThan(plain.length);
  expect(pretty).toMatch(/^ {6,}<td/m);
  expect(structureOf(minified)).toBe(structureOf(plain));
  expect(structureOf(pretty)).toBe(structureOf(plain));
  expect(Math.max(...plain.split('\n').map((line) => line.length))).toBeLessThan(998);
  expect(jink(['build', '--minify', '--pretty'], root).exitCode).toBe(2);
});

test('--json: the result alone on stdout', () => {
  const root = project({ 'templates/wrong.pug': '+row\n  +columns(4) Four\n' });
  const run = jink(['build', '--json'], root);
  expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { templates, diagnostics, written } = JSON.parse(run.stdout);
  expect(templates.map(({ name, built, bytes }: never) => ({ name, built, bytes }))).toEqual(
    ['billing/receipt', 'welcome', 'wrong'].map((name) => ({
      name,
      built: true,
      bytes: readFileSync(join(root, `dist/${name}.html`)).length,
    })),
  );
  expect(templates[1]).toMatchObject({
    file: 'templates/welcome.pug',
    subject: 'Welcome, {{{name}}}',
    preheader: 'Nice to see you',
    dependencies: [
      'templates/welcome.pug',
      'assets/logo.png',
      'templates/welcome.json',
      'templates/welcome.short.json',
    ],
  });
  expect(diagnostics).toEqual([
    {
      code: 'columns-sum',
      severity: 'warning',
      message: 'The columns of this row sum up to 4 of 12.',
      hint: 'Make a column wider, add one of 8, or give one offset=8.',
      place: expect.objectContaining({ file: 'templates/wrong.pug', line: 1, column: 1 }),
    },
  ]);
  expect(written).toContain(join(root, 'dist/manifest.json'));
});

test('outputs of what is gone leave dist, and nothing else does', () => {
  const root = project({ 'dist/mine.html': 'Mine', 'dist/billing/mine.txt': 'Mine too' });
  fine(jink(['build'], root));
  rmSync(join(root, 'templates/billing'), { recursive: true });
  writeFileSync(join(root, 'templates/welcome.pug'), 'p= name\n');
  fine(jink(['build'], root));
  expect(filesIn(join(root, 'dist'))).toEqual([
    'billing/mine.txt',
    'manifest.json',
    'mine.html',
    'welcome.html',
    'welcome.txt',
  ]);
  expect(existsSync(join(root, 'dist/assets'))).toBe(false);
  expect(Object.keys(manifestOf(join(root, 'dist')).templates)).toEqual(['welcome']);
  expect(filesIn(join(root, 'assets'))).toEqual(['icons/pen.png', 'logo.png', 'unused.png']);
});

test("the author's images stay where output and project are one folder", () => {
  const root = project();
  fine(jink(['build', '--out', '.'], root));
  writeFileSync(join(root, 'templates/welcome.pug'), 'p= name\n');
  fine(jink(['build', '--out', '.'], root));
  expect(readFileSync(join(root, 'assets/logo.png'))).toEqual(png(100, 50));
});

test('a manifest that leads out of dist deletes nothing there', () => {
  const outputs = { html: '../precious.html', text: '/etc/precious.txt' };
  const entry = { file: 'templates/gone.pug', outputs, assets: ['../assets/logo.png'] };
  const root = project({
    'precious.html': 'Precious',
    'dist/manifest.json': JSON.stringify({ jink: 1, templates: { gone: entry } }),
  });
  fine(jink(['build'], root));
  expect(readFileSync(join(root, 'precious.html'), 'utf8')).toBe('Precious');
  expect(filesIn(join(root, 'assets'))).toContain('logo.png');
  expect(manifestOf(join(root, 'dist')).templates.gone).toBeUndefined();
});

test('with a baseUrl images are addressed there and not copied', () => {
  const root = project({ 'jink.config.json': '{ "baseUrl": "https://cdn.example.com/mail" }' });
  fine(jink(['build'], root));
  expect(readFileSync(join(root, 'dist/billing/receipt.html'), 'utf8')).toContain(
    'src="https://cdn.example.com/mail/icons/pen.png"',
  );
  expect(filesIn(join(root, 'dist'))).toEqual(EVERYTHING.filter((file) => !file.startsWith('assets/')));
});

test('a template with an error leaves its last output, others are built, and the exit code is 1', () => {
  const root = project();
  fine(jink(['build'], root));
  const before = readFileSync(join(root, 'dist/billing/receipt.html'), 'utf8');
  writeFileSync(join(root, 'templates/billing/receipt.pug'), '+colums(12) A receipt\n');
  change(root);
  const run = jink(['build'], root);
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toContain('templates/billing/receipt.pug:1:1  error');
  expect(run.stderr).toContain('✗ billing/receipt');
  expect(run.stderr).toMatch(/✓ welcome/);
  expect(readFileSync(join(root, 'dist/billing/receipt.html'), 'utf8')).toBe(before);
  expect(readFileSync(join(root, 'dist/welcome.txt'), 'utf8')).toContain('Changed');
  expect(Object.keys(manifestOf(join(root, 'dist')).templates)).toEqual(['billing/receipt', 'welcome']);
});

test('a template that never built leaves nothing', () => {
  const root = project({ 'templates/never.pug': 'p(title="x"\n' });
  expect(jink(['build'], root).exitCode).toBe(1);
  expect(filesIn(join(root, 'dist'))).toEqual(EVERYTHING);
});

test('nothing half-written stays where writing fails', () => {
  const root = project();
  mkdirSync(join(root, 'dist/welcome.html'), { recursive: true });
  const run = jink(['build'], root);
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toContain('dist/welcome.html');
  expect(filesIn(join(root, 'dist'))).toEqual([
    'assets/icons/pen.png',
    'billing/receipt.html',
    'billing/receipt.txt',
    'manifest.json',
  ]);
});

test.each([
  [['build', '--nonsense'], 'There is no option --nonsense.'],
  [['build', '--minfy'], 'Did you mean --minify?'],
  [['build', '--format', 'htm'], 'Did you mean "html"?'],
  [['build', 'welcom'], 'Did you mean "welcome"?'],
  [['build', '--root', 'nowhere'], 'There is no folder "nowhere".'],
  [['build', '--config', 'nowhere.json'], 'nowhere.json'],
  [['bild'], 'Did you mean build?'],
  [['new'], 'dir'],
])('jink %j is wrong usage: 2', (args, said) => {
  const root = project();
  const run = jink(args, root);
  expect({ exitCode: run.exitCode, stdout: run.stdout }, run.stderr).toEqual({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain(said);
  expect(run.stderr).not.toContain('at ');
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test('a wrong configuration: 2, and nothing is built', () => {
  const root = project({ 'jink.config.json': '{ "baseURL": "https://example.com" }' });
  const run = jink(['build'], root);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain('jink.config.json:1:4  error');
  expect(run.stderr).toContain('Did you mean "baseUrl"?');
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test.each(['made', 'deep/er/made', 'empty'])('jink new %s makes a project that builds without a word', (dir) => {
  const around = temporaryProject({ 'other.txt': '' });
  mkdirSync(join(around, 'empty'));
  const made = jink(['new', dir], around);
  fine(made);
  expect(made.stderr).toContain(`cd ${dir}`);
  expect(made.stderr).toContain(`${filesIn(join(around, dir)).length} files`);
  expect(filesIn(join(around, dir))).toContain('.gitignore');
  const built = jink(['build'], join(around, dir));
  fine(built);
  expect(built.stderr).toMatch(/^(✓ [\w-]+ {2}\S+ KB\n)+$/);
  expect(filesIn(join(around, dir, 'dist'))).toContain('weekly-agent-report.html');
});

test.each([
  ['full', 'is not empty'],
  ['full/file.txt', 'A file stands where'],
  ['full/file.txt/below', 'A file stands where'],
])('jink new %s refuses: 2', (dir, said) => {
  const around = temporaryProject({ 'full/file.txt': 'Mine' });
  const run = jink(['new', dir], around);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain(said);
  expect(filesIn(around)).toEqual(['full/file.txt']);
  expect(readFileSync(join(around, 'full/file.txt'), 'utf8')).toBe('Mine');
});
