import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Preview, startPreview, statusOf } from '../support/preview.js';

/* Attacks on what changes something: forms of other sites, tokens, too much and too deep data. */

const FILES = { 'templates/hello.pug': 'p= name', 'templates/hello.json': '{ "name": "Ada" }' };

let preview: Preview;

beforeAll(async () => {
  preview = await startPreview(FILES, { finish: afterAll });
});

const PATHS = ['/api/drafts/hello', '/api/data/hello', '/api/open', '/api/templates', '/api/nothing', '/'];

test('only JSON is read', async () => {
  const { post } = preview;
  const types = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'text/json', ''];
  for (const path of PATHS)
    for (const type of [...types, 'application/json; charset=utf-7', 'application/json, text/plain'])
      expect((await post(path, '{}', { 'Content-Type': type })).status, `${path} ${type}`).toBe(415);
});

test('a body without a type is not read either', async () => {
  const { raw, port, token } = preview;
  const head = `POST /api/data/hello HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Jink-Token: ${token}\r\n`;
  expect(statusOf(await raw(`${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`))).toBe(415);
});

test('compressed bodies are not read', async () => {
  const { post } = preview;
  expect((await post('/api/data/hello', '{}', { 'Content-Encoding': 'gzip' })).status).toBe(415);
});

test('nothing is changed without the token', async () => {
  const { post, token, root } = preview;
  const wrong = ['', 'x', token.slice(1), `${token} `.repeat(2), token.toUpperCase(), 'x'.repeat(10_000)];
  for (const path of PATHS)
    for (const each of wrong)
      expect((await post(path, { scenario: 'new', data: '{}', create: true }, { 'X-Jink-Token': each })).status).toBe(
        403,
      );
  expect(readdirSync(`${root}/templates`).sort()).toEqual(['hello.json', 'hello.pug']);
});

test('the token is told to the page alone, and is another one each time', async () => {
  const one = preview;
  const other = await startPreview(FILES);
  expect(one.token).not.toBe(other.token);
  expect(one.token.length).toBeGreaterThanOrEqual(32);
  expect(await (await one.get('/')).text()).toContain(`<meta name="jink-token" content="${one.token}">`);
  for (const path of ['/api/templates', '/api/emails/hello', '/api/inspect/hello', '/view/hello', '/measure/hello'])
    expect(await (await one.get(path)).text()).not.toContain(one.token);
});

test('looking at something never changes it', async () => {
  const { get, raw, port, token } = preview;
  for (const path of ['/api/drafts/hello', '/api/data/hello', '/api/open'])
    expect((await get(path, { 'X-Jink-Token': token })).status, path).toBe(405);
  for (const method of ['OPTIONS', 'TRACE', 'PROPFIND'])
    for (const path of PATHS)
      expect(
        statusOf(await raw(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)),
        `${method} ${path}`,
      ).toBe(405);
});

test('what can only be looked at cannot be changed', async () => {
  const { post } = preview;
  for (const path of ['/', '/api/templates', '/api/events', '/api/emails/hello', '/view/hello', '/measure/hello'])
    expect((await post(path, {})).status, path).toBe(405);
  expect((await post('/api/nothing', {})).status).toBe(404);
});

test('too much data is refused without being read', async () => {
  const { post, get } = preview;
  const data = JSON.stringify({ scenario: 'default', data: 'x'.repeat(10_000_000) });
  expect((await post('/api/drafts/hello', data)).status).toBe(413);
  expect((await get('/view/hello')).status).toBe(200);
});

test.each([
  ['broken JSON', '{"scenario":'],
  ['a list', '[]'],
  ['a text', '"x"'],
  ['null', 'null'],
  ['nothing', ''],
  ['other fields', '{"scenario":"default"}'],
  ['fields that are no texts', '{"scenario":"default","data":{}}'],
  ['inherited fields', '{"__proto__":{"scenario":"default","data":"{}"}}'],
])('%s is no draft and no scenario', async (_what, body) => {
  const { post } = preview;
  for (const path of ['/api/drafts/hello', '/api/data/hello', '/api/open']) {
    const answer = await post(path, body);
    expect(answer.status, path).toBe(400);
    expect(Object.keys((await answer.json()) as object)).toContain('error');
  }
});

const DANGEROUS = [
  '{"__proto__":{"polluted":1}}',
  '{"a":{"__proto__":{"polluted":1}}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
];

test('data that reach for prototypes or are nested without end are refused', async () => {
  const { post, get, complaints } = preview;
  for (const data of DANGEROUS)
    for (const path of ['/api/drafts/hello', '/api/data/hello'])
      expect((await post(path, { scenario: 'default', data })).status, data.slice(0, 40)).toBe(400);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect((await get('/view/hello')).status).toBe(200);
  expect(complaints).toEqual([]);
});

test('scenarios are only ever written beside their template', async () => {
  const { post, root } = preview;
  const names = [
    '../evil',
    '..',
    '.',
    'a/b',
    'a\\b',
    'a.b',
    'schema',
    '%2e%2e',
    'a\0b',
    'x'.repeat(200),
    '',
    ' ',
    'CON:',
  ];
  for (const scenario of names)
    expect((await post('/api/data/hello', { scenario, data: '{}', create: true })).status, scenario).toBe(400);
  for (const name of ['..%2fevil', 'nobody', '%2fetc%2fpasswd'])
    expect((await post(`/api/data/${name}`, { scenario: 'new', data: '{}', create: true })).status).toBe(404);
  expect(readdirSync(`${root}/templates`).sort()).toEqual(['hello.json', 'hello.pug']);
  expect(existsSync(`${root}/evil.json`)).toBe(false);
});
