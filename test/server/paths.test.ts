import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { png } from '../support/png.js';
import { type Preview, startPreview, statusOf } from '../support/preview.js';
import { temporaryProject } from '../support/project.js';

/* Attacks on names and paths: nothing is read because of what somebody asks for. */

const SECRET = 'canary of a file that nobody may see';

const FILES = {
  'templates/hello.pug': "+image('assets/logo.png', 'Logo')\np Hello",
  'templates/billing/receipt.pug': "+image('assets/logo.png', 'Logo')",
  'templates/drawn.html': '<img src="/assets/drawn.svg" alt="Drawn" width="10">',
  'assets/logo.png': png(20, 10),
  'assets/drawn.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '.env': SECRET,
  'secret.txt': SECRET,
  'jink.config.json': `{ "locals": { "canary": "${SECRET}" } }`,
};

let preview: Preview;

beforeAll(async () => {
  preview = await startPreview(FILES, { finish: afterAll });
});

const NAMES = [
  '..%2f..%2fetc%2fpasswd',
  '..%2fsecret.txt',
  '..%5c..%5csecret.txt',
  '%2e%2e/%2e%2e/secret.txt',
  '%2fetc%2fpasswd',
  '/etc/passwd',
  'C:%5cWindows%5cwin.ini',
  'hello%00',
  'hello%00.pug',
  'hello.pug',
  'HELLO',
  'hello%2f',
  './hello',
  '.env',
  'secret.txt',
  '__proto__',
  'constructor',
  'hello%0d%0aSet-Cookie:x',
  'x'.repeat(5000),
];

test('only names of templates are known', async () => {
  const { raw, port, complaints } = preview;
  const ask = (path: string) => raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
  for (const route of ['/view/', '/measure/', '/api/emails/', '/api/inspect/', '/', '/view-assets/', '/assets/'])
    for (const name of NAMES) {
      const answer = await ask(route + name);
      expect([404, 400], `${route}${name.slice(0, 60)}: ${answer.slice(0, 200)}`).toContain(statusOf(answer));
      expect(answer).not.toMatch(/canary|root:|Set-Cookie/);
    }
  expect(complaints).toEqual([]);
});

test.each(['/view/%c0%ae', '/view/%', '/api/emails/%ff', '/%e0%a4%a', '/view-assets/%zz'])(
  'the bad encoding %s is a bad request, without a word of this machine',
  async (path) => {
    const { raw, port, root } = preview;
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    expect(statusOf(answer)).toBe(400);
    expect(answer).not.toContain(root);
    expect(answer).not.toMatch(/node_modules|at .*\(|Error:/);
  },
);

test('scenarios, drafts and lenses that do not exist', async () => {
  const { get } = preview;
  for (const query of ['scenario=nobody', 'scenario=__proto__', 'draft=x', 'lens=nobody', 'lens=__proto__'])
    expect((await get(`/view/hello?${query}`)).status, query).toBe(404);
  expect((await get('/view/hello?scenario=default&scenario=other')).status).toBe(200);
});

/** The paths of the images that an email shows. */
async function imagesOf(html: Promise<Response>): Promise<string[]> {
  return [...(await (await html).text()).matchAll(/\/view-assets\/[^"]+/g)].map(([path]) => path);
}

test('images that emails show have a path that nobody can guess, for frames without a site', async () => {
  const { get } = preview;
  const [image = ''] = await imagesOf(get('/view/hello'));
  expect(await imagesOf(get('/view/billing/receipt'))).toEqual([image]);
  const answer = await get(image, { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('image/png');
  expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(answer.headers.get('Content-Security-Policy')).toContain('sandbox;');
  expect(Buffer.from(await answer.arrayBuffer()).equals(png(20, 10))).toBe(true);

  const guessed = image.replace(/^\/view-assets\/[^/]+/, '/view-assets/x');
  expect((await get(guessed)).status).toBe(404);
  expect((await get(guessed, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  const base = image.slice(0, image.indexOf('/assets/') + 1);
  for (const path of [
    '.env',
    'secret.txt',
    'jink.config.json',
    'templates/hello.pug',
    'assets/drawn.svg',
    '../secret.txt',
  ])
    expect((await get(base + path)).status, path).toBe(404);
});

test('an image with a script in it cannot run it', async () => {
  const { get } = preview;
  const [image = ''] = await imagesOf(get('/view/drawn'));
  const { headers } = await get(image);
  expect(headers.get('Content-Type')).toBe('image/svg+xml');
  expect(headers.get('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none'/);
});

test('no link leads out of the project', async () => {
  const outside = temporaryProject({ 'secret.png': SECRET, 'secret.json': '{}', 'index.html': SECRET });
  const root = temporaryProject({
    'templates/hello.pug': "img(src='assets/link.png' alt='' width='1')\nimg(src='assets/real.png' alt='' width='1')",
    'templates/linked.pug': 'p= name',
    'assets/real.png': png(1, 1),
  });
  symlinkSync(join(outside, 'secret.png'), join(root, 'assets/link.png'));
  symlinkSync(join(outside, 'secret.json'), join(root, 'templates/linked.json'));
  const { get, post, path, remove } = await startPreview({}, { root });
  const images = await imagesOf(get('/view/hello'));
  expect(images.filter((image) => image.includes('link'))).toEqual([]);
  const [real = ''] = images.filter((image) => image.includes('real'));
  expect((await get(real)).status).toBe(200);
  // The image is exchanged for a link after its path was given out.
  remove('assets/real.png');
  symlinkSync(join(outside, 'secret.png'), path('assets/real.png'));
  expect((await get(real)).status).toBe(404);

  expect((await post('/api/data/linked', { scenario: 'default', data: '{"a":1}' })).status).toBe(409);
  expect((await post('/api/open', { file: 'templates/linked.json', line: 1, column: 1 })).status).toBe(404);
});

test('only files that emails were made of can be opened', async () => {
  const { post } = preview;
  for (const file of ['.env', 'secret.txt', '../secret.txt', '/etc/passwd', 'templates/../secret.txt', 'templates', ''])
    expect((await post('/api/open', { file, line: 1, column: 1 })).status, file).toBe(404);
  for (const [line, column] of [
    [0, 1],
    [1, -1],
    ['1', 1],
    [1.5, 1],
    [1, 1e9],
    [null, 1],
  ])
    expect((await post('/api/open', { file: 'templates/hello.pug', line, column })).status).toBe(400);
});
