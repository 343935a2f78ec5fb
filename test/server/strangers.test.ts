import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Preview, startPreview, statusOf } from '../support/preview.js';

/* Attacks by pages of other sites, and by names that were made to lead to this machine. */

const FILES = { 'templates/hello.pug': 'p Hello' };

let preview: Preview;

beforeAll(async () => {
  preview = await startPreview(FILES, { finish: afterAll });
});

/** Some of these no browser sends and no URL may hold, so they are written byte by byte. */
const HOSTS: [what: string, header: string][] = [
  ['another site', 'Host: evil.com\r\n'],
  ['another site with our port', 'Host: evil.com:PORT\r\n'],
  ['a name before ours', 'Host: localhost@evil.com\r\n'],
  ['our name before another', 'Host: 127.0.0.1.evil.com\r\n'],
  ['our name with a letter before it', 'Host: xlocalhost\r\n'],
  ['a short number', 'Host: 127.1\r\n'],
  ['a decimal number', 'Host: 2130706433\r\n'],
  ['a blank', 'Host: a b\r\n'],
  ['an open bracket', 'Host: [::1\r\n'],
  ['nothing', 'Host:\r\n'],
  ['a slash', 'Host: 127.0.0.1/evil\r\n'],
  ['a comma', 'Host: 127.0.0.1,evil.com\r\n'],
  ['a port that is none', 'Host: 127.0.0.1:99x\r\n'],
  ['another number of this network', 'Host: 192.168.0.1\r\n'],
  ['bytes that are no text', 'Host: \xff\xfe\r\n'],
  ['ours, and another site', 'Host: 127.0.0.1:PORT\r\nHost: evil.com\r\n'],
  ['another site, and ours', 'Host: evil.com\r\nHost: 127.0.0.1:PORT\r\n'],
  ['ours, twice', 'Host: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT\r\n'],
];

test('who asks for another host is turned away before anything is looked at', async () => {
  const { raw, port, get } = preview;
  for (const path of ['/', '/api/templates', '/api/events', '/view/hello', '/nothing', '/view/%c0%ae']) {
    for (const [what, header] of HOSTS) {
      const answer = await raw(
        `GET ${path} HTTP/1.1\r\n${header.replaceAll('PORT', String(port))}Connection: close\r\n\r\n`,
      );
      expect(statusOf(answer), `${what}: ${path}`).toBe(403);
      expect(answer).not.toContain('hello');
    }
    expect(statusOf(await raw(`GET ${path} HTTP/1.0\r\n\r\n`)), path).toBe(403);
  }
  expect((await get('/view/hello')).status).toBe(200);
});

test.each(['127.0.0.1:PORT', 'localhost:PORT', 'LOCALHOST:PORT', 'mails.localhost:PORT', '[::1]:PORT', 'localhost'])(
  'our own name %s is let in',
  async (host) => {
    const { raw, port } = preview;
    const header = `Host: ${host.replace('PORT', String(port))}`;
    expect(statusOf(await raw(`GET /view/hello HTTP/1.1\r\n${header}\r\nConnection: close\r\n\r\n`))).toBe(200);
  },
);

const STRANGERS: Record<string, string>[] = [
  { Origin: 'https://evil.com' },
  { Origin: 'null' },
  { Origin: 'https://127.0.0.1' },
  { Origin: 'http://127.0.0.1:1' },
  { Origin: 'http://localhost.evil.com' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
  { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'script' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' },
];

test('pages of other sites get nothing, and no permission to read it', async () => {
  const { raw, port } = preview;
  for (const path of ['/', '/api/templates', '/api/events', '/api/emails/hello', '/view/hello', '/measure/hello'])
    for (const headers of STRANGERS) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const answer = await raw(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${lines.join('')}Connection: close\r\n\r\n`,
      );
      expect(statusOf(answer), `${path} ${JSON.stringify(headers)}`).toBe(403);
      expect(answer.toLowerCase()).not.toContain('access-control');
      expect(answer).toMatch(/^vary: .*origin/im);
    }
});

test('two origins are one too many', async () => {
  const { raw, port } = preview;
  const own = `Origin: http://127.0.0.1:${port}\r\n`;
  const ask = (headers: string) =>
    raw(`GET /api/templates HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}Connection: close\r\n\r\n`);
  expect(statusOf(await ask(own))).toBe(200);
  expect(statusOf(await ask(own + own))).toBe(403);
});

test('a link from another port of this machine leads to the page', async () => {
  const { raw, port } = preview;
  const link = 'Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n';
  const answer = await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${link}Connection: close\r\n\r\n`);
  expect(statusOf(answer)).toBe(200);
});

test('no answer can be a script, an image or a frame of another site', async () => {
  const { get } = preview;
  for (const path of [
    '/',
    '/api/templates',
    '/api/emails/hello',
    '/api/inspect/hello',
    '/view/hello',
    '/view/hello.txt',
    '/x',
  ]) {
    const { headers } = await get(path);
    expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-DNS-Prefetch-Control')).toBe('off');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Powered-By')).toBeNull();
  }
  for (const path of ['/', '/view/hello', '/measure/hello'])
    expect((await get(path)).headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'");
});
