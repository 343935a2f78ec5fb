import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPreview, statusOf } from '../support/preview.js';

/* Nothing that the server says tells a password, or where on this machine the project lies. */

const CANARY = 'canary-7d1f0';

const FILES = {
  'jink.config.ts': `export default { smtp: 'smtp://user:${CANARY}@mail.example.com', from: 'a@example.com' };`,
  '.env': `SMTP_URL=smtp://user:${CANARY}@mail.example.com`,
  'templates/hello.pug': 'p= name',
  'templates/hello.json': '{ "name": "Ada" }',
  'templates/broken.pug': 'p(title="x"\n<img src=x onerror=alert(1)>',
  'templates/failing.pug': "p= name.missing.deep\n- throw new Error('<script>alert(1)</script>')",
  'templates/failing.json': '{ "name": {} }',
};

const PATHS = [
  '/',
  '/api/templates',
  '/api/emails/hello',
  '/api/emails/broken',
  '/api/emails/failing',
  '/api/inspect/hello',
  '/api/inspect/failing',
  '/view/hello',
  '/view/hello.txt',
  '/view/broken',
  '/view/failing',
  '/measure/hello',
  '/nothing',
  '/.env',
  '/jink.config.ts',
  '/api/config',
  '/api/send',
  '/view/%c0%ae',
  '/view/%',
];

test('no answer tells a password or a path of this machine', async () => {
  const preview = await startPreview(FILES);
  const answers: string[] = [];
  for (const path of PATHS) {
    const response = await preview.get(path);
    answers.push(`${path} ${JSON.stringify([...response.headers])} ${await response.text()}`);
  }
  for (const [path, body] of [
    ['/api/drafts/hello', '{'],
    ['/api/drafts/hello', { scenario: 'default', data: '{ "name": ' }],
    ['/api/drafts/failing', { scenario: 'default', data: '{ "name": 1 }' }],
    ['/api/data/hello', { scenario: '../x', data: '{}', create: true }],
    ['/api/open', { file: '/etc/passwd', line: 1, column: 1 }],
    ['/api/nothing', {}],
  ] as const)
    answers.push(await (await preview.post(path, body)).text());
  answers.push(await preview.raw('NONSENSE\r\n\r\n'));
  answers.push(await preview.raw(`GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`));
  for (const answer of answers) {
    expect(answer).not.toContain(CANARY);
    expect(answer).not.toContain(preview.root);
    expect(answer).not.toMatch(/node_modules|\bat \S+ \(|mail\.example\.com/);
  }
  expect(JSON.stringify(preview.told)).not.toContain(CANARY);
  expect(JSON.stringify(preview.told)).not.toContain(preview.root);
  expect(preview.complaints).toEqual([]);
});

test('what a template did wrong is told as text, never as a page', async () => {
  const preview = await startPreview(FILES);
  for (const path of ['/view/broken', '/view/failing', '/view/nobody', '/<img src=x onerror=alert(1)>']) {
    const response = await preview.get(path);
    expect(response.status, path).toBeGreaterThanOrEqual(400);
    expect(response.headers.get('Content-Type'), path).toBe('text/plain; charset=utf-8');
  }
  const { headers } = await preview.get('/api/emails/<img src=x>');
  expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8');
});

test('a bug of its own is told in the terminal alone', async () => {
  const preview = await startPreview(FILES);
  const { emails } = preview;
  emails.find = () => Promise.reject(new Error(`${CANARY} in ${preview.root}`));
  for (const path of ['/view/hello', '/api/emails/hello', '/measure/hello']) {
    const response = await preview.get(path);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(new RegExp(`${CANARY}|${preview.root}`));
  }
  expect(preview.complaints).toHaveLength(3);
});

test('nonsense on the wire ends its own connection only', async () => {
  const preview = await startPreview(FILES);
  for (const text of [
    '\0\0\0',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET / HTTP/1.1\r\nHost\r\n\r\n',
    '\x16\x03\x01',
  ])
    expect([400, 403, 505, Number.NaN]).toContain(statusOf(await preview.raw(text)));
  await Promise.all(Array.from({ length: 300 }, () => preview.raw('GET / HTTP/1.1\r\n').catch(() => '')));
  expect((await preview.get('/view/hello')).status).toBe(200);
});

test('a project in a folder with a name that is markup', async () => {
  const root = mkdtempSync(join(tmpdir(), '<b onclick=x>&"-'));
  const preview = await startPreview({}, { root });
  await preview.after(() => preview.write('templates/a.pug', 'p A'));
  expect((await preview.list()).templates).toHaveLength(1);
  rmSync(root, { recursive: true, force: true });
});
