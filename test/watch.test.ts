import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { png } from './support/png.js';
import { temporaryProject } from './support/project.js';
import { built, type WatchedProject, watchedProject } from './support/watched-project.js';

/* `jink build --watch`, in the same process: real files, real changes. */

/** Two templates that share nothing but the project's stylesheet and config. */
const FILES = {
  'jink.config.json': '{ "locals": { "brand": "Brand" } }',
  'templates/welcome.pug': `extends ../layouts/base
block content
  include ../parts/header
  +figure(name)
  +image('assets/logo.png', 'Logo')
  img(src="https://example.com/a.png" alt=brand)
  p.branded= name
`,
  'templates/welcome.json': '{ "name": "Ada" }',
  'templates/welcome.other.json': '{ "name": "Grace" }',
  'templates/welcome.scss': "@use 'brand'; .branded { color: brand.$colour; }",
  'templates/_brand.scss': '$colour: #111111;',
  'templates/billing/receipt.pug': '+spacer(8)\np.shared A receipt\nlink(rel="stylesheet" href="/styles/linked.css")\n',
  'templates/page.html': '<p class="shared">A page</p>',
  'layouts/base.pug': 'extends jink/layout\nblock body\n  .base Base\n  block content\n',
  'parts/header.pug': '.header Header\n',
  'parts/unit.pug': 'small per day\n',
  'mixins/figure.pug': 'mixin figure(value)\n  .figure= value\n    include ../parts/unit\n',
  'mixins/unused.pug': 'mixin unused\n  p unused\n',
  'styles/email.scss': "@use 'parts/text'; p { margin: 1px; }",
  'styles/parts/_text.scss': '.shared { color: #222222; }',
  'styles/linked.css': '.shared { padding: 1px; }',
  'styles/unused.scss': '.unused { color: red; }',
  'assets/logo.png': png(100, 50),
  'assets/unused.png': png(1, 1),
  'README.md': 'About this project',
};

const ALL = ['billing/receipt', 'page', 'welcome'];

function start(more: Record<string, string | Buffer> = {}): Promise<WatchedProject> {
  return watchedProject({ ...FILES, ...more });
}

test('builds everything at once', async () => {
  const { first, read } = await start();
  expect(first.changed).toEqual([]);
  expect(built([first])).toEqual(ALL);
  expect(first.result.diagnostics).toEqual([]);
  expect(read('dist/welcome.html')).toContain('{{name}}');
  expect(Object.keys(JSON.parse(read('dist/manifest.json')!).templates).sort()).toEqual(ALL);
});

/** What is changed, which templates that concerns, and what is then in the first one's HTML. */
const CHANGES: [what: string, file: string, content: string | Buffer, names: string[], inHtml?: string][] = [
  ['a template', 'templates/welcome.pug', 'p Anew', ['welcome'], 'Anew'],
  ['an .html template', 'templates/page.html', '<p>Anew</p>', ['page'], 'Anew'],
  ['an include', 'parts/header.pug', '.header Other header\n', ['welcome'], 'Other header'],
  [
    'a layout',
    'layouts/base.pug',
    'extends jink/layout\nblock body\n  .other Other\n  block content\n',
    ['welcome'],
    'class="other"',
  ],
  [
    'a project mixin',
    'mixins/figure.pug',
    'mixin figure(value)\n  b.other= value\n',
    ['welcome'],
    '<b class="other">{{name}}</b>',
  ],
  ['an include of a project mixin', 'parts/unit.pug', 'small per week\n', ['welcome'], 'per week'],
  ['a Sass partial of all', 'styles/parts/_text.scss', '.shared { color: #abc123; }', ALL, 'color:#abc123'],
  ['a Sass partial of one', 'templates/_brand.scss', '$colour: #abc124;', ['welcome'], 'color:#abc124'],
  ["the project's stylesheet", 'styles/email.scss', 'p { margin: 2px; }', ALL, 'margin:2px'],
  ["a template's own styles", 'templates/welcome.scss', '.branded { color: #abc125; }', ['welcome'], 'color:#abc125'],
  ['a linked stylesheet', 'styles/linked.css', '.shared { padding: 2px; }', ['billing/receipt'], 'padding:2px'],
  ['sample data', 'templates/welcome.json', '{ "name": null }', ['welcome'], '{{name}}'],
  ['another scenario', 'templates/welcome.other.json', '{ "name": "Mary" }', ['welcome'], '{{name}}'],
  ['the config', 'jink.config.json', '{ "locals": { "brand": "Other brand" }, "locale": "de" }', ALL, 'lang="de"'],
  ['an image', 'assets/logo.png', png(60, 30), ['welcome'], 'width="60" height="30"'],
  ['an unused mixin', 'mixins/unused.pug', 'mixin unused\n  p other\n', []],
  ['an unused stylesheet', 'styles/unused.scss', '.unused { color: blue; }', []],
  ['an unused image', 'assets/unused.png', png(2, 2), []],
  ['a file that is none of its business', 'README.md', 'Other words', []],
];

test.each(CHANGES)('%s', async (_what, file, content, names, inHtml) => {
  const project = await start();
  const write = () => project.write(file, content);
  const events = await (names.length ? project.after(write) : project.afterInVain(write));
  expect(built(events)).toEqual(names);
  expect(events.flatMap(({ result }) => result.diagnostics)).toEqual([]);
  expect(events.every(({ changed }) => changed.includes(file))).toBe(true);
  if (inHtml) expect(project.read(`dist/${names[0]}.html`)).toContain(inHtml);
});

test('images that changed are copied again', async () => {
  const project = await start();
  await project.after(() => project.write('assets/logo.png', png(60, 30)));
  expect(project.read('dist/assets/logo.png')).toBe(png(60, 30).toString());
});

test('a new template is built, and leaves dist when it is deleted', async () => {
  const project = await start();
  expect(built(await project.after(() => project.write('templates/new.pug', 'p New')))).toEqual(['new']);
  expect(project.read('dist/new.html')).toContain('New');
  expect(project.read('dist/new.txt')).toBe('New\n');

  const events = await project.after(() => project.remove('templates/new.pug'));
  expect(built(events)).toEqual([]);
  expect(project.read('dist/new.html')).toBeUndefined();
  expect(project.read('dist/new.txt')).toBeUndefined();
  expect(Object.keys(JSON.parse(project.read('dist/manifest.json')!).templates).sort()).toEqual(ALL);
});

test('scenarios and styles of a template that come and go', async () => {
  const project = await start();
  const add = () => project.write('templates/page.short.json', '{ "name": "New" }');
  expect(built(await project.after(add))).toEqual(['page']);
  expect(built(await project.after(() => project.remove('templates/page.short.json')))).toEqual(['page']);

  const style = () => project.write('templates/page.scss', '.shared { color: #abc126; }');
  expect(built(await project.after(style))).toEqual(['page']);
  expect(project.read('dist/page.html')).toContain('color:#abc126');
  expect(built(await project.after(() => project.remove('templates/page.scss')))).toEqual(['page']);
  expect(project.read('dist/page.html')).not.toContain('color:#abc126');

  expect(built(await project.after(() => project.remove('templates/welcome.json')))).toEqual(['welcome']);
});

test('a renamed folder', async () => {
  const project = await start();
  const events = await project.after(() => project.rename('templates/billing', 'templates/invoices'));
  expect(built(events)).toEqual(['invoices/receipt']);
  expect(project.read('dist/invoices/receipt.html')).toContain('A receipt');
  expect(project.read('dist/billing/receipt.html')).toBeUndefined();
  expect(Object.keys(JSON.parse(project.read('dist/manifest.json')!).templates)).not.toContain('billing/receipt');
});

test('mixins that come to win over those of Jink, and go again', async () => {
  const project = await start();
  const add = () => project.write('mixins/spacer.pug', 'mixin spacer(height)\n  p.mine= height\n');
  expect(built(await project.after(add))).toContain('billing/receipt');
  expect(project.read('dist/billing/receipt.html')).toContain('class="mine"');
  expect(built(await project.after(() => project.remove('mixins/spacer.pug')))).toContain('billing/receipt');
  expect(project.read('dist/billing/receipt.html')).toContain('class="spacer"');
});

test("the project's stylesheet goes and comes back", async () => {
  const project = await start();
  expect(built(await project.after(() => project.remove('styles/email.scss')))).toEqual(ALL);
  expect(project.read('dist/page.html')).toContain('font:14px/19px'); // Jink's own
  expect(built(await project.after(() => project.write('styles/email.scss', 'p { margin: 3px; }')))).toEqual(ALL);
  expect(project.read('dist/page.html')).toContain('margin:3px');
});

/** A mistake in a file of the project, the templates that suffer from it, and its code. */
const MISTAKES: [what: string, file: string, content: string, names: string[], code: string][] = [
  ['Pug', 'templates/welcome.pug', 'p(title="x"', ['welcome'], 'unclosed-bracket'],
  ['an include', 'parts/header.pug', '+nothing', ['welcome'], 'unknown-mixin'],
  ['a mixin', 'mixins/figure.pug', 'mixin figure(value)\n  p(title="x"', ['welcome'], 'unclosed-bracket'],
  ['Sass', 'styles/email.scss', 'p { color: $nothing; }', ALL, 'sass-unknown'],
  ['sample data', 'templates/welcome.json', '{ "name": }', ['welcome'], 'invalid-json'],
];

test.each(MISTAKES)('a mistake in %s leaves the last good output, and its repair builds again', async (...row) => {
  const [, file, content, names, code] = row;
  const project = await start();
  const good = project.read(file)!;
  const before = project.read(`dist/${names[0]}.html`);
  const broken = await project.after(() => project.write(file, content));
  expect(broken.at(-1)!.result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  expect(built(broken)).toEqual(expect.arrayContaining(names));
  expect(project.read(`dist/${names[0]}.html`)).toBe(before);

  const repaired = await project.after(() => project.write(file, `${good}\n`));
  expect(built(repaired)).toEqual(expect.arrayContaining(names));
  expect(repaired.at(-1)!.result.diagnostics).toEqual([]);
  expect(project.read(`dist/${names[0]}.html`)).toBe(before);
});

test('a broken config stops nothing that was built before', async () => {
  const project = await start();
  const broken = await project.after(() => project.write('jink.config.json', '{ "locale": 7 }'));
  expect(broken.map(({ configFailed }) => configFailed)).toEqual([true]);
  expect(broken[0]!.result.diagnostics.map(({ code }) => code)).toEqual(['config-value']);
  expect(built(await project.after(() => project.write('templates/page.html', '<p>Other page</p>')))).toEqual(['page']);
  const repaired = await project.after(() => project.write('jink.config.json', '{ "locale": "fr" }'));
  expect(repaired.every(({ configFailed }) => !configFailed)).toBe(true);
  expect(project.read('dist/page.html')).toContain('lang="fr"');
  expect(project.read('dist/page.html')).toContain('Other page');
});

test('what was missing is found when it comes', async () => {
  const project = await start({
    'templates/waits.pug': "include ../parts/later\n+image('assets/later.png', 'Later')\n",
  });
  expect(project.first.result.diagnostics.map(({ code }) => code)).toEqual(['missing-file']);
  const included = await project.after(() => project.write('parts/later.pug', 'p Later\n'));
  expect(built(included)).toEqual(['waits']);
  expect(included.at(-1)!.result.diagnostics.map(({ code }) => code)).toEqual(['missing-image']);
  const shown = await project.after(() => project.write('assets/later.png', png(8, 4)));
  expect(shown.at(-1)!.result.diagnostics).toEqual([]);
  expect(project.read('dist/waits.html')).toContain('width="8" height="4"');
});

test.each([
  ['a template', 'templates/welcome.pug', (n: number) => `p Number ${n}\n`, 'Number 50'],
  ['the stylesheet', 'styles/email.scss', (n: number) => `p { margin: ${n}px; }\n`, 'margin:50px'],
  ['a mixin', 'mixins/figure.pug', (n: number) => `mixin figure(value)\n  b Number ${n}\n`, 'Number 50'],
  ['sample data', 'templates/welcome.json', (n: number) => `{ "name": "Number ${n}" }`, '{{name}}'],
])('fifty saves of %s end in the right state', async (_what, file, content, expected) => {
  const project = await start();
  const events = await project.after(async () => {
    for (let n = 1; n <= 50; n++) {
      project.write(file, content(n));
      await new Promise((done) => setTimeout(done, n % 7 === 0 ? 60 : 2));
    }
  });
  expect(project.read('dist/welcome.html')).toContain(expected);
  expect(events.length).toBeLessThan(30);
  expect(events.at(-1)!.result.diagnostics).toEqual([]);
});

test('a change during the first build is not lost', async () => {
  const project = await watchedProject(FILES, {}, (root) =>
    writeFileSync(`${root}/templates/page.html`, '<p>At once</p>'),
  );
  expect(project.read('dist/page.html')).toContain('A page');
  const events = await project.after(() => {});
  expect(built(events)).toEqual(['page']);
  expect(project.read('dist/page.html')).toContain('At once');
});

test('only the templates that were asked for, into the folder that was asked for', async () => {
  const out = temporaryProject({});
  const project = await watchedProject(FILES, { names: ['welcome'], out });
  expect(built([project.first])).toEqual(['welcome']);
  expect(await project.afterInVain(() => project.write('templates/page.html', '<p>Other</p>'))).toEqual([]);
  expect(built(await project.after(() => project.write('styles/email.scss', 'p { margin: 4px; }')))).toEqual([
    'welcome',
  ]);
  expect(readdirSync(out).sort()).toEqual(['assets', 'manifest.json', 'welcome.html', 'welcome.txt']);
  expect(project.read('dist/welcome.html')).toBeUndefined();
});

test('a watch that was closed hears nothing more', async () => {
  const project = await start();
  await project.close();
  const write = () => project.write('templates/page.html', '<p>Unheard</p>');
  expect(await project.afterInVain(write)).toEqual([]);
  expect(project.read('dist/page.html')).toContain('A page');
});
