import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { jink } from './support/jink.js';
import { temporaryProject } from './support/project.js';
import { structureOf } from './support/structure.js';

type Render = (source: string, options?: object) => Promise<{ html: string }>;

const mjml = createRequire(import.meta.url)('mjml') as Render & { default?: Render };
const render = mjml.default ?? mjml;

const page = (body: string, head = '') =>
  `<mjml><mj-head><mj-title>A title</mj-title>${head}</mj-head><mj-body>\n${body}\n</mj-body></mjml>\n`;
const section = (column: string) => `<mj-section><mj-column>${column}</mj-column></mj-section>`;

async function compile(files: Record<string, string>, name = 'a') {
  const root = temporaryProject(files);
  return (await openProject({ root })).compile(name);
}

/** MJML's own output, but for where a language, a preheader and styles come from. */
function comparable(html: string): string {
  const alike = html
    .replace(/<div class="preheader"[\s\S]*?<\/div>|<div style="display:none;[\s\S]*?<\/div>/, '')
    .replace(/\b(lang|dir)="[^"]*"/g, '$1')
    .replace(/<[a-z](?:"[^"]*"|[^">])*>/gi, (tag) => tag.replace(/\s+/g, ' ').replace(/ (?=\/?>)/g, ''));
  return structureOf(alike).replace(/\s+/g, ' ');
}

describe('says what MJML says', () => {
  const cases = fileURLToPath(new URL('cases/convert/', import.meta.url));
  const sources = readdirSync(cases).filter((name) => name.startsWith('mjml-'));
  test.each(sources)('%s', async (name) => {
    const source = readFileSync(join(cases, name, 'source.mjml'), 'utf8').replace(/<mj-style[\s\S]*?<\/mj-style>/g, '');
    const own = await compile({ 'templates/a.mjml': source });
    expect(own.diagnostics).toEqual([]);
    const { html } = await render(source);
    expect(comparable(own.html)).toBe(comparable(html));
    const headOf = (text: string) => text.slice(0, text.indexOf('<body')).replace(/\s+/g, '');
    for (const [, css] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g))
      expect(headOf(own.html)).toContain(css!.replace(/\s+/g, ''));
  });
});

describe('data', () => {
  const source = page(
    `${section('<mj-text>Hello {{name}}, <a href="{{links.home}}">home</a></mj-text>')}<mj-raw>{{#each items}}</mj-raw>${section('<mj-text>{{title}} {{../name}}</mj-text>')}<mj-raw>{{/each}}</mj-raw>`,
  );
  const data = { name: 'Ada', links: { home: 'https://example.com/' }, items: [{ title: 'One' }, { title: 'Two' }] };

  test.each(['a.mjml', 'a.html'])('%s: variables of tags written by hand have places and types', async (file) => {
    const html = source.replace(/<\/?mj[^>]*>/g, '');
    const { variables } = await compile({
      [`templates/${file}`]: file === 'a.html' ? html : source,
      'templates/a.json': JSON.stringify(data),
    });
    expect(variables.map(({ path, type, guarded }) => [path, type?.kind, guarded])).toEqual([
      ['items', 'list', false],
      ['items[].title', 'string', false],
      ['links.home', 'string', false],
      ['name', 'string', false],
    ]);
    expect(variables[0]!.places[0]).toMatchObject({ file: `templates/${file}`, line: 2 });
    expect(variables[3]!.places.length).toBeGreaterThan(0);
  });

  test('a scenario is filled in, and the same as render', async () => {
    const root = temporaryProject({ 'templates/a.mjml': source, 'templates/a.json': JSON.stringify(data) });
    const project = await openProject({ root });
    const filled = await project.compile('a', { scenario: 'default' });
    expect(filled.html).not.toContain('{{');
    expect(filled.text).toContain('One Ada\n\nTwo Ada');
    const email = (await project.compile('a')).render(data);
    expect(filled.html).toBe(email.html);
    expect(filled.placeAt(filled.html.indexOf('Two Ada'))?.line).toBe(2);
  });

  test('what lacks in a scenario is told', async () => {
    const root = temporaryProject({ 'templates/a.mjml': source, 'templates/a.json': '{ "name": "Ada" }' });
    const { diagnostics } = await (await openProject({ root })).compile('a', { scenario: 'default' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['missing-data']);
  });

  test('data that look like tags stay text', async () => {
    const root = temporaryProject({
      'templates/a.mjml.pug':
        'mjml: mj-body: mj-section: mj-column\n  mj-text= name\n  mj-include(path="_part.mjml")\n',
      'templates/_part.mjml': '<mj-text>By {{author}}</mj-text>',
      'templates/a.json': JSON.stringify({ name: '{{author}} <b>', author: 'Bo' }),
    });
    const { html, text } = await (await openProject({ root })).compile('a', { scenario: 'default' });
    expect(text.replace(/\s+/g, ' ').trim()).toBe('{{author}} <b> By Bo');
    expect(html).toContain('&lt;b&gt;');
  });

  test.each(['weekly', 'reminder'])('%s: Pug with data says what its filled-in template says', async (name) => {
    const root = fileURLToPath(
      new URL(name === 'weekly' ? 'cases/compile/mjml-pug' : '../examples/harbour-letter', import.meta.url),
    );
    const project = await openProject({ root });
    const template = await project.compile(name);
    const { scenarios } = project.templates.find((one) => one.name === name)!;
    for (const [scenario, path] of scenarios) {
      const email = template.render(JSON.parse(readFileSync(path, 'utf8')) as object);
      const known = await project.compile(name, { scenario });
      // Around a loop MJML does not join the comments for Outlook.
      const seen = (html: string) => structureOf(html.replace(/<!--[\s\S]*?-->/g, ''));
      expect(seen(email.html)).toBe(seen(known.html));
      expect([email.subject, email.preheader]).toEqual([known.subject, known.preheader]);
    }
  });

  test('a module is made of it', () => {
    const root = temporaryProject({ 'templates/a.mjml': source, 'templates/a.json': JSON.stringify(data) });
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(fileURLToPath(new URL('..', import.meta.url)), join(root, 'node_modules/jink'));
    expect(jink(['build', '--format', 'module'], root).exitCode).toBe(0);
    expect(readFileSync(join(root, 'dist/a.d.ts'), 'utf8')).toMatch(/items: Array<\{\s+title: string/);
  });
});

describe('caches and files', () => {
  test('what was rendered is remembered until something changes', async () => {
    const files = {
      'templates/a.mjml': page('<mj-include path="_b.mjml" />'),
      'templates/_b.mjml': section('<mj-text>One</mj-text>'),
    };
    const root = temporaryProject(files);
    const first = await (await openProject({ root })).compile('a');
    expect(readdirSync(join(root, '.jink/cache')).filter((name) => name.startsWith('mjml-'))).toHaveLength(1);
    expect((await (await openProject({ root })).compile('a')).html).toBe(first.html);
    expect(first.dependencies).toEqual(['templates/a.mjml', 'templates/_b.mjml']);
    writeFileSync(join(root, 'templates/_b.mjml'), section('<mj-text>Two</mj-text>'));
    const { html, text } = await (await openProject({ root })).compile('a');
    expect(text).toBe('Two\n');
    expect(html).not.toContain('One');
  });

  test('an unchanged project is not built again', () => {
    const root = temporaryProject({ 'templates/a.mjml': page(section('<mj-text>One</mj-text>')) });
    const said = [1, 2, 3].map(() => jink(['build'], root).stderr);
    expect(new Set(said).size).toBe(1);
  });

  test("the project's styles are inlined, and Jink's are not", async () => {
    const { html, diagnostics } = await compile({
      'templates/a.mjml': page(section('<mj-text css-class="note"><p>One</p></mj-text>')),
      'templates/a.scss': '.note p { margin: 3px }\n',
      'styles/email.scss': "@use 'jink' with ($primary: #123456);\n.note { border-color: jink.$primary }\n",
    });
    expect(diagnostics).toEqual([]);
    expect(html).toContain('<p style="margin:3px">');
    expect(html).toMatch(/class="note" style="[^"]*border-color:#123456/);
    expect(html).not.toContain('Helvetica, sans-serif');
    expect(html.match(/<style/g)!.length).toBeLessThan(6);
  });
});

/** Generous: the slowest takes a tenth of it. */
const MOST_MILLISECONDS = 20_000;

const BROKEN: Record<string, [source: string, code: string]> = {
  'cut off in a tag': [page(section('<mj-text>One</mj-text>')).slice(0, 90), 'mjml-unclosed'],
  'cut off in a text': [page(section('<mj-text>One and more')).slice(0, 110), 'mjml-unclosed'],
  'a quote that is never closed': [page(section('<mj-text color="red>One</mj-text>')), 'mjml-unclosed'],
  '5 MB of sections': [page(section('<mj-text>One</mj-text>').repeat(70_000)), 'mjml-too-large'],
  '5 MB of quotes': [page('<mj-text a="'.repeat(400_000)), 'mjml-too-large'],
  '1 MB of open quotes': [page('<mj-text a="b" c=\''.repeat(60_000)), 'mjml-unclosed'],
  '1 MB of open comments': [page('<!-- <mj-text'.repeat(80_000)), 'mjml-unclosed'],
  '5,000 levels': [page('<mj-section>'.repeat(5000) + '</mj-section>'.repeat(5000)), 'mjml-too-deep'],
  '5,000 tables in a text': [page(section(`<mj-text>${'<table><tr><td>'.repeat(5000)}</mj-text>`)), 'mjml-unclosed'],
  '5,000 levels of divs': [
    page(section(`<mj-text>${'<div>'.repeat(5000)}${'</div>'.repeat(5000)}</mj-text>`)),
    'nested-too-deep',
  ],
  'an empty file': ['', 'mjml-root'],
  'plain text': ['Hello Ada', 'mjml-root'],
  HTML: ['<!doctype html><html><body><p>Hello</p></body></html>', 'mjml-root'],
  'closing tags alone': ['</mj-text>'.repeat(1000), 'mjml-closes-nothing'],
};

test.each(Object.entries(BROKEN))('%s is told of soon', async (_, [source, code]) => {
  const started = performance.now();
  const { html, diagnostics } = await compile({ 'templates/a.mjml': source });
  expect(performance.now() - started).toBeLessThan(MOST_MILLISECONDS);
  expect(html).toBe('');
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  expect(diagnostics.length).toBeLessThan(6000);
});

test('packages that MJML loads are loaded when they are needed, and as they are for everybody else', () => {
  const attributes =
    '<mj-html-attributes><mj-selector path="p"><mj-html-attribute name="data-id">42</mj-html-attribute></mj-selector></mj-html-attributes>';
  const root = temporaryProject({
    'templates/plain.mjml': page(section('<mj-text>Hello</mj-text>')),
    'templates/selected.mjml': page(section('<mj-text><p>Hello</p></mj-text>'), attributes),
  });
  const script = `
    import { createRequire } from 'node:module';
    import { openProject } from ${JSON.stringify(new URL('../dist/index.js', import.meta.url).href)};
    const require = createRequire(${JSON.stringify(import.meta.url)});
    const isLoaded = (name) => Object.keys(require.cache).some((path) => path.includes('node_modules/' + name + '/'));
    const project = await openProject({ root: ${JSON.stringify(root)} });
    await project.compile('plain');
    const before = ['mjml-core', 'juice', 'cheerio'].map(isLoaded);
    const { html } = await project.compile('selected');
    const mjml = require('mjml');
    const asked = await (mjml.default ?? mjml)(
      '<mjml><mj-head><mj-style inline="inline">.a { color: red }</mj-style></mj-head><mj-body><mj-raw><p class="a">   x</p></mj-raw></mj-body></mjml>',
      { minify: true },
    );
    const inlined = require('juice')('<style>p { color: red }</style><p>Hello</p>');
    console.log(JSON.stringify({ before, attribute: html.includes('data-id="42"'), inlined, mjml: /<p.*p>/.exec(asked.html)[0] }));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual({
    before: [true, false, false],
    attribute: true,
    inlined: '<p style="color: red;">Hello</p>',
    mjml: '<p class="a" style="color: red;"> x</p>',
  });
});
