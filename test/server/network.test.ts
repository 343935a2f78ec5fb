import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { isLoopback } from '../../dist/server/server.js';
import { png } from '../support/png.js';
import { startPreview, statusOf } from '../support/preview.js';
import { temporaryProject } from '../support/project.js';

/* Who can reach the server at all, and what it takes when others can. */

const FILES = { 'templates/hello.pug': "p Hello\n+image('assets/logo.png', 'Logo')", 'assets/logo.png': png(2, 2) };

/** Another address of this machine than 127.0.0.1. */
function otherAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}

test('which addresses are of this machine alone', () => {
  for (const host of ['127.0.0.1', '127.8.9.1', 'localhost', 'mails.localhost', '::1', '[::1]'])
    expect(isLoopback(host), host).toBe(true);
  for (const host of ['0.0.0.0', '::', '192.168.0.1', 'example.com', '127.0.0.1.example.com', 'localhost.example.com'])
    expect(isLoopback(host), host).toBe(false);
});

test('others in the network cannot reach it', async () => {
  const { port, accessToken } = await startPreview(FILES);
  expect(accessToken).toBeUndefined();
  const other = otherAddress();
  if (other) await expect(fetch(`http://${other}:${port}/api/templates`)).rejects.toThrow();
});

test('whom others can reach asks for a token, once', async () => {
  const { get, raw, port, accessToken, post, json } = await startPreview(FILES, { host: '0.0.0.0' });
  for (const path of ['/', '/api/templates', '/api/events', '/view/hello', '/measure/hello', '/nothing', '/?token=x'])
    expect((await get(path)).status, path).toBe(403);
  expect((await post('/api/data/hello', { scenario: 'new', data: '{}', create: true })).status).toBe(403);
  expect((await get(`/?token=${accessToken!.slice(1)}`)).status).toBe(403);
  expect((await get(`/?token=${accessToken}&token=x`)).status).toBe(403);

  const first = await get(`/?token=${accessToken}`);
  expect(first.status).toBe(303);
  expect(first.headers.get('Location')).toBe('/');
  const cookie = first.headers.get('Set-Cookie')!;
  expect(cookie).toMatch(new RegExp(`^jink-${port}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Strict$`));
  const headers = { Cookie: cookie.split(';')[0]! };
  expect((await get('/', headers)).status).toBe(200);
  expect((await get('/api/templates', headers)).status).toBe(200);
  expect((await post('/api/drafts/hello', { scenario: 'default', data: '{}' }, headers)).status).toBe(200);
  expect(
    (await post('/api/drafts/hello', { scenario: 'default', data: '{}' }, { ...headers, 'X-Jink-Token': 'x' })).status,
  ).toBe(403);
  expect((await get('/api/templates', { Cookie: `jink-${port}=x` })).status).toBe(403);

  // Frames send no cookies: the path of an image is its key.
  const view = await (await get('/view/hello', headers)).text();
  const image = /\/view-assets\/[^"]+/.exec(view)![0];
  expect((await get(image)).status).toBe(200);
  expect((await get(image.replace(/^\/view-assets\/[^/]+/, '/view-assets/x'))).status).toBe(403);

  // By number only: a name could be anybody's.
  const ask = (host: string) =>
    raw(`GET /api/templates HTTP/1.1\r\nHost: ${host}\r\nCookie: ${headers.Cookie}\r\nConnection: close\r\n\r\n`);
  expect(statusOf(await ask(`192.168.1.7:${port}`))).toBe(200);
  expect(statusOf(await ask(`evil.com:${port}`))).toBe(403);
  const other = otherAddress();
  if (other) expect((await fetch(`http://${other}:${port}/api/templates`)).status).toBe(403);
  expect(await json<object>(`/api/templates?token=${accessToken}`)).toHaveProperty('templates');
});

test('the next free port is taken when the wanted one is not', async () => {
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as { port: number };
  const root = temporaryProject(FILES);
  const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
  const server = spawn(process.execPath, [main, 'dev', '--root', root, '--port', String(port)], {
    env: { ...process.env, NO_COLOR: '1' },
  });
  let said = '';
  const ended = new Promise((done) => server.once('exit', done));
  await new Promise<void>((done) =>
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('Your emails are at')) done();
    }),
  );
  const url = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)!;
  expect(said).toContain(`Port ${port} is taken`);
  expect(Number(url[1])).toBeGreaterThan(port);
  expect((await fetch(`${url[0]}/view/hello`)).status).toBe(200);
  server.kill('SIGINT');
  expect(await ended).toBe(0);
});
