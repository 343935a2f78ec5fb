import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookThrough } from '../../dist/tasks/look-through.js';
import type { DraftAnswer, Inspection, Refusal, SaveAnswer } from '../../src/model/protocol.js';
import { png } from '../support/png.js';
import { type Preview, startPreview } from '../support/preview.js';

/* What the server tells of emails, and what it does with data. */

const FILES = {
  'templates/welcome.pug': `extends jink/layout
block subject
  | Hello #{name}
block body
  +panel
    p.lead(style="color: #123456") Welcome, #{name}
  each item in items
    p.item= item
  p.plain Bye
  +image('assets/logo.png', 'Logo')
  a(href="https://example.com/") Visit us
  a(href="#top" name="top") Up
`,
  'templates/welcome.json': '{\n  "name": "Ada",\n  "items": ["one", "two"]\n}\n',
  'templates/welcome.nobody.json': '{ "name": "Nobody", "items": [] }',
  'templates/welcome.scss': 'a { color: #0055aa; }\n.lead { font-size: 21px; }\n.plain { margin: 3px; }\n',
  'templates/bare.pug': 'p Hello #{name}',
  'templates/others.html': '<p>Dear *|FNAME|*, {{{{oops}}}} {{> partial}}</p>',
  'templates/strict.pug': 'p= count',
  'templates/strict.json': '{ "count": 3 }',
  'templates/strict.schema.json':
    '{ "type": "object", "properties": { "count": { "type": "integer", "maximum": 9 } } }',
  'templates/wrong.pug': 'p(title="x"',
  'assets/logo.png': png(100, 50),
};

let preview: Preview;

beforeAll(async () => {
  preview = await startPreview(FILES, { finish: afterAll, checked: true });
});

test('templates are listed with their scenarios, as an inbox would', async () => {
  const { templates, project, revision, session } = await preview.list();
  expect(templates.map(({ name }) => name)).toEqual(['bare', 'others', 'strict', 'welcome', 'wrong']);
  const welcome = templates.find(({ name }) => name === 'welcome')!;
  expect(welcome.file).toBe('templates/welcome.pug');
  expect(welcome.scenarios.map(({ name, subject }) => [name, subject])).toEqual([
    ['default', 'Hello Ada'],
    ['nobody', 'Hello Nobody'],
  ]);
  expect((await preview.detail('welcome')).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(welcome.scenarios[0]).toMatchObject({ errors: 0, isBroken: false });
  expect(welcome.scenarios[0]!.bytes).toBe(Buffer.byteLength((await preview.detail('welcome')).html));
  expect(preview.root.endsWith(project)).toBe(true);
  expect(revision).toBeGreaterThan(0);
  expect(session).toMatch(/^\w{16}$/);
});

test('an email is what is sent', async () => {
  const detail = await preview.detail('welcome', '?scenario=nobody');
  const template = await preview.emails.project.compile('welcome');
  expect(detail.html).toBe(template.render(JSON.parse(detail.data)).html);
  expect(detail).toMatchObject({
    name: 'welcome',
    scenario: 'nobody',
    subject: 'Hello Nobody',
    data: '{ "name": "Nobody", "items": [] }',
    dataFile: 'templates/welcome.nobody.json',
    isChecked: true,
    isBroken: false,
  });
  expect(detail.template.html).toContain('{{name}}');
  expect(detail.template.subject).toBe('Hello {{{name}}}');
  expect(detail.text).toContain('Welcome, Nobody');
});

test('a template without data is shown with its tags', async () => {
  const { html, data, dataFile, isBroken } = await preview.detail('bare');
  expect(isBroken || html.includes('Hello')).toBe(true);
  expect(data).toBe('');
  expect(dataFile).toBeUndefined();
});

test('tags of other services are shown as they are, without blame', async () => {
  const { html, diagnostics } = await preview.detail('others');
  expect(html).toContain('*|FNAME|*');
  expect(diagnostics.map(({ code }) => code)).not.toContain('cannot-fill-in');
});

test('the schema is the project’s own, or what its scenarios say', async () => {
  expect((await preview.detail('strict')).schema).toEqual(JSON.parse(FILES['templates/strict.schema.json']));
  expect((await preview.detail('welcome')).schema).toEqual({
    type: 'object',
    properties: { name: { type: 'string' }, items: { type: 'array', items: { type: 'string' } } },
    required: ['name', 'items'],
  });
});

test('all bytes are accounted for', async () => {
  const { size, html } = await preview.detail('welcome');
  expect(size.bytes).toBe(Buffer.byteLength(html));
  expect(size.limit).toBe(102 * 1024);
  expect(size.parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(size.bytes);
  expect(size.parts.map(({ bytes }) => bytes)).toEqual(size.parts.map(({ bytes }) => bytes).sort((a, b) => b - a));
});

test('what was never compiled says why', async () => {
  const answer = await preview.get('/view/wrong');
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('templates/wrong.pug:1: This "(" is never closed.');
  const { isBroken, diagnostics, html } = await preview.detail('wrong');
  expect({ isBroken, html }).toEqual({ isBroken: true, html: '' });
  expect(diagnostics[0]).toMatchObject({ code: 'unclosed-bracket', severity: 'error' });
  expect(diagnostics[0]!.frame).toContain('> 1 | p(title="x"');
  expect(await preview.scenario('wrong')).toMatchObject({ isBroken: true, errors: 1 });
  expect(await preview.json<Inspection>('/api/inspect/wrong')).toMatchObject({ elements: [], styles: [] });
});

test('the frame has the email alone, in a sandbox', async () => {
  const answer = await preview.get('/view/welcome');
  const html = await answer.text();
  const policy = answer.headers.get('Content-Security-Policy')!;
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; /);
  expect(policy).not.toMatch(
    /allow-scripts|allow-same-origin|allow-forms|allow-top|script-src|http:(?!\/\/127)|https:/,
  );
  expect(html).not.toContain('data-jink');
  expect(html).toMatch(/<a href="https:\/\/example.com\/"[^>]* target="_blank"/);
  expect(html).toMatch(/<a href="#top"[^>]* target="_self"/);
  const shown = html.replace(/ target="_\w+"/g, '').replace(/\/view-assets\/[\w-]+\//g, '');
  expect(shown).toBe(lookThrough((await preview.detail('welcome')).html, [], []));
  const remote = (await preview.get('/view/welcome?remote=1')).headers.get('Content-Security-Policy');
  expect(remote).toContain('data: http: https:');
  expect(remote).not.toContain('allow-scripts');
  expect(await (await preview.get('/view/welcome.txt')).text()).toContain('Welcome, Ada');
});

test('the frame that is measured is the same with numbers, and without scripts', async () => {
  const answer = await preview.get('/measure/welcome');
  expect(answer.headers.get('Content-Security-Policy')).toMatch(/^sandbox allow-same-origin; default-src 'none'; /);
  const html = await answer.text();
  const numbers = [...html.matchAll(/ data-jink-element="(\d+)"/g)].map(([, number]) => Number(number));
  expect(numbers).toEqual(numbers.map((_, i) => i));
  expect(html.replace(/ data-jink-element="\d+"/g, '')).toBe(await (await preview.get('/view/welcome')).text());
  const { elements } = await preview.json<Inspection>('/api/inspect/welcome');
  expect(elements.length).toBe(numbers.length);
});

test('every element knows who wrote it', async () => {
  const { elements } = await preview.json<Inspection>('/api/inspect/welcome');
  const html = await (await preview.get('/measure/welcome')).text();
  const at = (pattern: RegExp) => elements[Number(/data-jink-element="(\d+)"/.exec(pattern.exec(html)![0])![1])];
  const file = 'templates/welcome.pug';
  expect(at(/<p class="lead"[^>]*>/)).toMatchObject({ place: { file, line: 6, column: 5 }, isOwn: false });
  expect(at(/<p class="item"[^>]*>/)).toMatchObject({ place: { file, line: 8, column: 5 }, isOwn: false });
  expect(at(/<p class="plain"[^>]*>/)).toMatchObject({ place: { file, line: 9, column: 3 } });
  expect(elements.find((element) => element?.mixin === 'panel')).toMatchObject({
    place: { file, line: 5 },
    isOwn: true,
  });
  expect(at(/<img[^>]*>/)).toMatchObject({ place: { file, line: 10 }, mixin: 'image' });
  expect(elements).not.toContain(null);
});

test('styles come with the line that they were written on', async () => {
  const { styles, elements } = await preview.json<Inspection>('/api/inspect/welcome');
  const lead = styles.find(({ selectors, isOwn }) => selectors.includes('.lead') && !isOwn);
  expect(lead?.declarations[0]).toMatchObject({
    property: 'font-size',
    value: '21px',
    place: { file: 'templates/welcome.scss', line: 2 },
  });
  const written = styles.filter(
    ({ element, declarations }) => element !== undefined && declarations[0]?.value === '#123456',
  );
  expect(written.map(({ element }) => elements[element!]?.place?.line)).toEqual([6]);
});

test('a diagnostic leads to the elements that it is about', async () => {
  preview.write('templates/pictured.pug', "p Text\nimg(src='assets/logo.png' width='100' height='50')\np End\n");
  await preview.after(() => {});
  const { diagnostics } = await preview.detail('pictured');
  const alt = diagnostics.find(({ code }) => code === 'img-alt');
  const html = await (await preview.get('/measure/pictured')).text();
  expect(diagnostics.map(({ code }) => code)).toContain('img-alt');
  expect(alt?.elements?.length).toBeGreaterThan(0);
  expect(html).toMatch(new RegExp(`<img[^>]* data-jink-element="(${alt?.elements?.join('|')})"`));
});

async function draft(name: string, data: string, scenario = 'default'): Promise<DraftAnswer> {
  return (await (await preview.post(`/api/drafts/${name}`, { scenario, data })).json()) as DraftAnswer;
}

test('data that are typed make an email of their own, and no file', async () => {
  const before = readFileSync(preview.path('templates/welcome.json'), 'utf8');
  const { draft: id, diagnostics } = await draft('welcome', '{ "name": "Grace", "items": [] }');
  expect(diagnostics).toEqual([]);
  expect(await (await preview.get(`/view/welcome?draft=${id}`)).text()).toContain('Welcome, Grace');
  expect(await (await preview.get(`/measure/welcome?draft=${id}`)).text()).toContain('Welcome, Grace');
  expect(await preview.detail('welcome', `?draft=${id}`)).toMatchObject({
    subject: 'Hello Grace',
    scenario: 'default',
    data: '{ "name": "Grace", "items": [] }',
    dataFile: 'templates/welcome.json',
  });
  expect((await preview.json<Inspection>(`/api/inspect/welcome?draft=${id}`)).elements.length).toBeGreaterThan(5);
  expect(await (await preview.get('/view/welcome')).text()).toContain('Welcome, Ada');
  expect((await preview.get(`/view/bare?draft=${id}`)).status).toBe(404);
  expect(readFileSync(preview.path('templates/welcome.json'), 'utf8')).toBe(before);
});

test('data that are half typed are told by their line', async () => {
  const { draft: id, diagnostics } = await draft('welcome', '{\n  "name": "Gr\n}');
  expect(id).toBeUndefined();
  expect(diagnostics[0]).toMatchObject({ code: 'invalid-json', place: { file: 'templates/welcome.json', line: 2 } });
  expect(diagnostics[0]!.frame).toContain('> 2 |   "name": "Gr');
});

test('data that do not fit are told', async () => {
  const missing = await draft('welcome', '{ "items": [] }');
  expect(missing.diagnostics.map(({ code }) => code)).toContain('missing-data');
  const refused = await draft('strict', '{ "count": 12 }');
  expect(refused.diagnostics.map(({ code }) => code)).toContain('refused-data');
});

test('twenty drafts are kept', async () => {
  const made: string[] = [];
  for (let n = 0; n < 25; n++) made.push((await draft('strict', `{ "count": ${n % 9} }`)).draft!);
  expect((await preview.get(`/view/strict?draft=${made[0]}`)).status).toBe(404);
  expect((await preview.get(`/view/strict?draft=${made[5]}`)).status).toBe(200);
  expect((await preview.get(`/view/strict?draft=${made[24]}`)).status).toBe(200);
});

test('drafts follow their template', async () => {
  preview.write('templates/typed.pug', 'p First #{name}\n');
  await preview.after(() => preview.write('templates/typed.json', '{ "name": "Ada" }'));
  const { draft: id } = await draft('typed', '{ "name": "Grace" }');
  await preview.after(() => preview.write('templates/typed.pug', 'p Second #{name}\n'));
  expect(await (await preview.get(`/view/typed?draft=${id}`)).text()).toContain('Second Grace');
  await preview.after(() => preview.write('templates/typed.pug', 'p(('));
  expect(await (await preview.get(`/view/typed?draft=${id}`)).text()).toContain('Second Grace');
});

async function save(name: string, body: object): Promise<{ status: number; answer: SaveAnswer & Refusal }> {
  const response = await preview.post(`/api/data/${name}`, body);
  return { status: response.status, answer: (await response.json()) as SaveAnswer & Refusal };
}

test('data are written back, and shown', async () => {
  const data = '{ "name": "Mary", "items": ["three"] }';
  preview.write('templates/saved.pug', 'p #{name}\n');
  await preview.after(() => preview.write('templates/saved.json', '{ "name": "Ada" }'));
  await preview.after(async () => {
    expect(await save('saved', { scenario: 'default', data })).toEqual({
      status: 200,
      answer: { scenario: 'default', file: 'templates/saved.json' },
    });
  });
  expect(readFileSync(preview.path('templates/saved.json'), 'utf8')).toBe(`${data}\n`);
  expect(await (await preview.get('/view/saved')).text()).toContain('Mary');
});

test('a new scenario is a new file, once', async () => {
  const body = { scenario: 'late_night-2', data: '{ "name": "Late", "items": [] }', create: true };
  await preview.after(async () => {
    expect((await save('welcome', body)).answer.file).toBe('templates/welcome.late_night-2.json');
  });
  expect(await preview.scenario('welcome', 'late_night-2')).toMatchObject({ subject: 'Hello Late' });
  expect((await save('welcome', body)).status).toBe(409);
  expect((await save('welcome', { ...body, scenario: 'other', create: false })).status).toBe(404);
});

test('what is no JSON object is not saved', async () => {
  for (const data of ['{', '[]', '1', '"x"', 'null', '']) {
    const { status, answer } = await save('welcome', { scenario: 'nobody', data });
    expect(status, data).toBe(400);
    expect(answer.error).toBeTruthy();
  }
  expect(readFileSync(preview.path('templates/welcome.nobody.json'), 'utf8')).toBe(
    FILES['templates/welcome.nobody.json'],
  );
});

test('a line is opened in the editor', async () => {
  const log = preview.path('opened.log');
  const editor = preview.path('my editor');
  writeFileSync(editor, `#!/bin/sh\necho "$@" >> "${log}"\nsleep 2\n`);
  chmodSync(editor, 0o755);
  const open = () => preview.post('/api/open', { file: 'templates/welcome.scss', line: 2, column: 5 });
  const before = { ...process.env };
  try {
    process.env.LAUNCH_EDITOR = `"${editor}" --reuse`;
    expect((await open()).status).toBe(204);
    expect(readFileSync(log, 'utf8')).toBe(`--reuse ${preview.path('templates/welcome.scss')} 2 5\n`);
    process.env.LAUNCH_EDITOR = preview.path('no-such-editor');
    const refused = await open();
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: expect.stringContaining('there is no such program') });
  } finally {
    process.env = before;
  }
});
