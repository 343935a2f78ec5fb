import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxList, InboxMessage } from '../../src/model/inbox.js';
import { type DevProcess, startDev } from '../support/dev-process.js';
import { sendTo } from '../support/inbox.js';
import { png } from '../support/png.js';

let dev: DevProcess;

beforeAll(async () => {
  dev = await startDev({ 'templates/welcome.pug': 'h1 Welcome\n' });
});

afterAll(async () => {
  await dev.close();
  rmSync(dev.root, { recursive: true });
});

const list = async (query = '') => (await dev.ask(`/api/inbox${query}`)).json() as InboxList;
const send = async (mail: Parameters<typeof sendTo>[1]) => {
  const [info] = await sendTo(dev.smtpPort, mail);
  return /caught as (\S+)/.exec(info!.response)![1]!;
};

test('a message: its list, all there is to know of it, its parts as files', async () => {
  const id = await send({
    to: 'ada@example.com',
    subject: 'Parts',
    html: '<p>Hello <img src="cid:logo@x" alt="Logo"></p>',
    text: 'Hello',
    attachments: [
      { filename: 'logo.png', content: png(1, 1), cid: 'logo@x' },
      { filename: 'Größe "1".html', content: '<script>alert(1)</script>', contentType: 'text/html' },
    ],
  });
  expect((await list('?q=parts%20ada')).messages).toMatchObject([
    { id, subject: 'Parts', attachments: 1, isRead: false },
  ]);
  const message = (await dev.ask(`/api/inbox/${id}`)).json() as InboxMessage;
  expect(message.parts.type).toBe('multipart/mixed');
  expect(message.files.map(({ filename, isUsed }) => [filename, isUsed])).toEqual([
    ['logo.png', true],
    ['Größe "1".html', false],
  ]);
  expect(message.headers.find(({ name }) => name === 'Subject')?.value).toBe('Parts');

  const html = await dev.ask(`/api/inbox/${id}/html`);
  expect(html.text).toContain('src="data:image/png;base64,');
  expect(html.headers['content-security-policy']).toMatch(
    /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:;/,
  );
  expect(html.headers['content-security-policy']).not.toMatch(/allow-scripts|allow-same-origin/);
  expect((await dev.ask(`/api/inbox/${id}/html?remote=1`)).headers['content-security-policy']).toContain(
    'img-src data: http: https:;',
  );
  expect((await dev.ask(`/api/inbox/${id}/html?lens=none`)).status).toBe(404);

  expect((await dev.ask(`/api/inbox/${id}/text`)).text).toBe('Hello');
  const raw = await dev.ask(`/api/inbox/${id}/raw`);
  expect(raw.headers['content-type']).toMatch(/^text\/plain/);
  const download = await dev.ask(`/api/inbox/${id}/download`);
  expect(download.headers).toMatchObject({
    'content-type': 'message/rfc822',
    'content-disposition': `attachment; filename="message-${id}.eml"; filename*=UTF-8''message-${id}.eml`,
  });
  expect(download.bytes.equals(raw.bytes)).toBe(true);

  const file = await dev.ask(`/api/inbox/${id}/files/1`);
  expect(file.text).toBe('<script>alert(1)</script>');
  expect(file.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="Gr__e _1_.html"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20_1_.html`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  for (const index of ['2', '-1', '1e0', '__proto__', 'length'])
    expect((await dev.ask(`/api/inbox/${id}/files/${index}`)).status).toBe(404);

  const checks = (await dev.ask(`/api/inbox/${id}/checks`)).json() as {
    findings: { code: string }[];
    passed: { id: string }[];
  };
  expect(checks.passed.map((check) => check.id)).toContain('required-headers');
});

test('reading, deleting and clearing ask for JSON and the token; looking changes nothing', async () => {
  const id = await send({ to: 'ada@example.com', subject: 'To delete', text: 'x' });
  for (const path of [`/api/inbox/${id}/read`, '/api/inbox/clear', `/api/inbox/${id}/delete`])
    expect([404, 405]).toContain((await dev.ask(path)).status);
  const json = { 'Content-Type': 'application/json' };
  const token = { 'X-Jink-Token': dev.token };
  for (const [method, path] of [
    ['DELETE', `/api/inbox/${id}`],
    ['DELETE', '/api/inbox'],
    ['POST', `/api/inbox/${id}/read`],
    ['POST', '/api/send'],
  ] as const) {
    const ask = (headers: Record<string, string>) => dev.ask(path, { method, headers, body: '{}' });
    expect((await ask({})).status).toBe(415);
    expect((await ask({ 'Content-Type': 'text/plain', ...token })).status).toBe(415);
    expect((await ask({ 'Content-Type': 'application/x-www-form-urlencoded', ...token })).status).toBe(415);
    expect((await ask(json)).status).toBe(403);
    expect((await ask({ ...json, 'X-Jink-Token': 'guessed' })).status).toBe(403);
    expect((await ask({ ...json, ...token, Origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask({ ...json, ...token, Origin: 'null' })).status).toBe(403);
    expect((await ask({ ...json, ...token, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await ask({ ...json, ...token, Host: 'evil.example' })).status).toBe(403);
  }
  expect((await list()).messages.find((message) => message.id === id)?.isRead).toBe(false);
  expect((await dev.change('POST', `/api/inbox/${id}/read`)).status).toBe(204);
  expect((await list()).messages.find((message) => message.id === id)?.isRead).toBe(true);
  expect((await dev.change('DELETE', `/api/inbox/${id}`)).status).toBe(204);
  expect((await dev.change('DELETE', `/api/inbox/${id}`)).status).toBe(404);
  expect((await dev.change('DELETE', '/api/inbox')).status).toBe(204);
  expect((await list()).total).toBe(0);
});

test.each(['/api/inbox', '/api/inbox/wait', '/api/send/settings'])('%s tells other sites nothing', async (path) => {
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Host: 'evil.example' },
  ] as Record<string, string>[]) {
    const answer = await dev.ask(path, { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('names in paths are looked up, never opened', async () => {
  for (const name of [
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e',
    '..%5c..',
    '%00',
    'C:%5C',
    '__proto__',
    'constructor',
    'x'.repeat(5000),
  ])
    for (const rest of ['', '/html', '/raw', '/download', '/files/0', '/checks'])
      expect((await dev.ask(`/api/inbox/${name}${rest}`)).status).toBe(404);
  expect((await dev.ask('/api/inbox/%c0%ae')).status).toBe(400);
});

test('file names and Content-IDs of attackers decide nothing', async () => {
  const raw = [
    'From: a@example.com',
    'To: b@example.com',
    'Subject: Names',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...[
      '../../../etc/passwd',
      'a"; filename=x.exe',
      '....//x',
      '.htaccess',
      'a\\\\..\\\\b.html',
      '=?utf-8?Q?a=0D=0ASet-Cookie:_x?=',
    ].flatMap((name, i) => [
      '--b',
      'Content-Type: image/svg+xml',
      `Content-Disposition: attachment; filename="${name.replace(/"/g, '\\"')}"`,
      `Content-ID: <../../routes.js${i}>`,
      '',
      '<svg onload="alert(1)"/>',
    ]),
    '--b--',
    '',
  ].join('\r\n');
  const id = await send({ to: 'b@example.com', raw, envelope: { from: 'a@example.com', to: ['b@example.com'] } });
  const message = (await dev.ask(`/api/inbox/${id}`)).json() as InboxMessage;
  expect(message.files).toHaveLength(6);
  for (const index of message.files.keys()) {
    const { headers } = await dev.ask(`/api/inbox/${id}/files/${index}`);
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="[\w (_)-][\w. ()-]*"; filename\*=UTF-8''[\w.%~!-]+$/,
    );
    expect(headers['content-disposition']).not.toMatch(/\/|\.\.\/|Set-Cookie:/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-type']).toBe('application/octet-stream');
  }
});

test('waiting: for what is there, for what comes, and not for ever', async () => {
  await dev.change('DELETE', '/api/inbox');
  const wait = (query: string) => dev.ask(`/api/inbox/wait?${query}`);
  const late = wait('to=ada@example.com&subject=reset&timeout=10');
  await send({ to: 'xada@example.com', subject: 'Reset your password', text: 'x' });
  await send({ to: 'ada@example.com', subject: 'Hello', text: 'x' });
  await send({ to: 'Ada <ada@example.com>', subject: 'RESET your password', text: 'Your code is 123' });
  expect(((await late).json() as InboxMessage).text).toBe('Your code is 123');
  const there = (await wait('to=ADA@example.com&subject=Reset&timeout=1')).json() as InboxMessage;
  expect(there.text).toBe('Your code is 123');
  expect((await wait(`to=ada@example.com&since=${Date.now() + 1}&timeout=0.2`)).status).toBe(408);
  expect((await wait(`to=ada@example.com&since=${encodeURIComponent(there.at)}&timeout=0.2`)).status).toBe(200);
  expect((await wait('from=app@example.com&timeout=1')).status).toBe(200);
  expect((await wait('to=nobody@example.com&timeout=200')).status).toBe(408);
  for (const query of ['timeout=soon', 'since=yesterday', 'until=x']) expect((await wait(query)).status).toBe(400);
});

test('pages hear of each change, in their own stream', async () => {
  const stream = new AbortController();
  const response = await fetch(`${dev.url}/api/events`, { signal: stream.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const id = await send({ to: 'ada@example.com', subject: 'Event', text: 'x' });
  while (!/"type":"inbox"/.test(heard)) heard += (await reader.read()).value ?? '';
  expect(heard).toMatch(/data: \{"type":"inbox","revision":\d+,"total":\d+,"unread":\d+\}/);
  heard = '';
  await dev.change('DELETE', `/api/inbox/${id}`);
  while (!/"type":"inbox"/.test(heard)) heard += (await reader.read()).value ?? '';
  stream.abort();
});

test('whatever a message names, the server asks nobody for anything', async () => {
  let asked = 0;
  const other = createServer((_request, response) => {
    asked++;
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const html = `<link rel="stylesheet" href="${url}a.css"><style>@import "${url}b.css"; p{background:url(${url}c.png)}</style>
    <img src="${url}d.png" srcset="${url}e.png 2x"><a href="${url}f">Link</a><a href="http://169.254.169.254/latest/meta-data">Link</a>
    <p background="${url}g.png">Hello</p><iframe src="${url}h"></iframe>`;
  const headers = { 'List-Unsubscribe': `<${url}stop>`, 'Disposition-Notification-To': 'evil@example.com' };
  const id = await send({ to: 'ada@example.com', subject: 'Fetch this', html, headers });
  for (const path of ['', '/html', '/html?remote=1', '/text', '/raw', '/checks'])
    expect((await dev.ask(`/api/inbox/${id}${path}`)).status).toBe(200);
  expect((await dev.ask(`/api/inbox/${id}/html`)).text).not.toContain(`src="${url}`);
  other.close();
  expect(asked).toBe(0);
});

test.each([
  ['a million small tags', '<b>'.repeat(1_000_000)],
  ['twenty megabytes of text', '<p>Far too much of it</p>\n'.repeat(1000) + 'x'.repeat(20_000_000)],
])('%s are told as such, in no time', async (_what, html) => {
  const id = await send({ to: 'ada@example.com', subject: 'Large', html, text: 'x' });
  const start = performance.now();
  expect((await dev.ask(`/api/inbox/${id}/html`)).status).toBe(413);
  const message = (await dev.ask(`/api/inbox/${id}`)).json() as InboxMessage;
  expect([message.html.length, message.problem]).toEqual([1_000_000, expect.stringContaining('very large')]);
  expect((await dev.ask(`/api/inbox/${id}/checks`)).text).toContain('gmail-clip');
  expect((await dev.ask(`/api/inbox/${id}/download`)).bytes.length).toBeGreaterThan(html.length);
  expect(performance.now() - start).toBeLessThan(10_000);
  await dev.change('DELETE', `/api/inbox/${id}`);
});

test('a port that is taken is told, and the next one is used', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as AddressInfo;
  const other = await startDev({ 'templates/welcome.pug': 'h1 Welcome\n' }, { args: ['--smtp-port', String(port)] });
  expect(other.printed()).toContain(
    `Port ${port} is taken.\nMessages to smtp://127.0.0.1:${other.smtpPort} are caught`,
  );
  expect(other.smtpPort).toBeGreaterThan(port);
  await other.close();
  rmSync(other.root, { recursive: true });
  taken.close();
});

test('too large a body is refused', async () => {
  const body = JSON.stringify({ template: 'welcome', to: ['a@example.com'], data: 'x'.repeat(10_000_000) });
  const headers = { 'Content-Type': 'application/json', 'X-Jink-Token': dev.token };
  expect((await dev.ask('/api/send', { method: 'POST', headers, body })).status).toBe(413);
});
