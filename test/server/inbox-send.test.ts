import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { InboxMessage, SendAnswer, SendSettings } from '../../src/model/inbox.js';
import { startDev } from '../support/dev-process.js';
import { startInbox } from '../support/inbox.js';

const FILES = {
  'templates/welcome.pug':
    'extends jink/layout\nblock subject\n  | Welcome, #{name}\nblock body\n  h1 Welcome, #{name}\n',
  'templates/welcome.json': '{ "name": "Ada" }',
  'templates/welcome.long.json': '{ "name": "Ada Lovelace, Countess" }',
};

async function start(files: Record<string, string> = {}, env: Record<string, string> = {}, args: string[] = []) {
  const dev = await startDev({ ...FILES, ...files }, { env, args });
  onTestFinished(async () => {
    await dev.close();
    rmSync(dev.root, { recursive: true });
  });
  const settings = async () => (await dev.ask('/api/send/settings')).json() as SendSettings;
  return { ...dev, settings, send: (body: unknown) => dev.change('POST', '/api/send', body) };
}

test('without settings it goes to the outbox, and the inbox shows it', async () => {
  const dev = await start();
  expect(await dev.settings()).toMatchObject({
    via: 'outbox',
    target: '.jink/outbox',
    recipients: [],
    diagnostics: [],
  });
  const answer = (await dev.send({ template: 'welcome', to: ['bob@example.com'] })).json() as SendAnswer;
  expect(answer).toMatchObject({ via: 'outbox', results: [{ to: 'bob@example.com', state: 'sent' }] });
  const [{ reply, message }] = answer.results as [SendAnswer['results'][0]];
  expect(reply).toMatch(/^\.jink\/outbox\/\w+\.eml$/);
  const shown = (await dev.ask(`/api/inbox/${message}`)).json() as InboxMessage;
  expect(shown).toMatchObject({ subject: 'Welcome, Ada', source: 'outbox', to: [{ address: 'bob@example.com' }] });
});

test('scenario, typed data and subject are those that were asked for', async () => {
  const dev = await start();
  const subjectOf = async (body: object) => {
    const answer = await dev.send({ template: 'welcome', to: ['bob@example.com'], ...body });
    const { results } = answer.json() as SendAnswer;
    return ((await dev.ask(`/api/inbox/${results[0]!.message}`)).json() as InboxMessage).subject;
  };
  expect(await subjectOf({ scenario: 'long' })).toBe('Welcome, Ada Lovelace, Countess');
  expect(await subjectOf({ data: '{"name":"Grace"}' })).toBe('Welcome, Grace');
  expect(await subjectOf({ subject: 'Another one' })).toBe('Another one');
});

test('SMTP_URL that names the catcher itself: it is told, and the result leads to the message', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const env = { SMTP_URL: `smtp://localhost:${port}` };
  const dev = await start({}, env, ['--smtp-port', String(port)]);
  expect(await dev.settings()).toMatchObject({ via: 'smtp', isCaught: true });
  const { results } = (await dev.send({ template: 'welcome', to: ['bob@example.com'] })).json() as SendAnswer;
  expect(results[0]!.reply).toBe(`250 OK: caught as ${results[0]!.message}`);
  const message = (await dev.ask(`/api/inbox/${results[0]!.message}`)).json() as InboxMessage;
  expect([message.source, message.subject]).toEqual(['smtp', 'Welcome, Ada']);
});

test('a server that SMTP_URL names answers in its own words', async () => {
  const other = await startInbox();
  const dev = await start({}, { SMTP_URL: `smtp://127.0.0.1:${other.port}` });
  expect(await dev.settings()).toMatchObject({ via: 'smtp', target: `127.0.0.1:${other.port}`, isCaught: false });
  const answer = (
    await dev.send({ template: 'welcome', to: ['bob@example.com', '550-no@example.com'] })
  ).json() as SendAnswer;
  const { id } = other.inbox.list().messages[0]!;
  expect(answer.results).toEqual(
    expect.arrayContaining([
      { to: 'bob@example.com', state: 'sent', reply: `250 OK: caught as ${id}` },
      { to: '550-no@example.com', state: 'failed', reply: expect.stringMatching(/^550 /), reason: expect.any(String) },
    ]),
  );
});

test('the allow-list decides whom it may go to, and one wrong recipient stops all', async () => {
  const dev = await start({ 'jink.config.json': '{ "recipients": ["*@example.com"] }' });
  expect((await dev.settings()).recipients).toEqual(['*@example.com']);
  const answer = await dev.send({ template: 'welcome', to: ['bob@example.com', 'victim@elsewhere.example'] });
  expect(answer.status).toBe(403);
  expect((answer.json() as { error: string }).error).toContain('victim@elsewhere.example');
  expect(readdirSync(join(dev.root, '.jink'))).not.toContain('victim');
  expect(readdirSync(join(dev.root, '.jink', 'outbox'))).toEqual([]);
});

test('addresses with more in them are refused', async () => {
  const dev = await start();
  for (const to of [
    'a@example.com\r\nBcc: v@example.com',
    'a@example.com, v@example.com',
    'a@example.com>,<v@example.com',
    'Team: a@example.com, v@example.com;',
    '"v@evil.example x"@example.com',
    'Ada\r\n <a@example.com>',
    '',
    'nobody',
  ])
    expect((await dev.send({ template: 'welcome', to: [to] })).status).toBe(400);
  expect(readdirSync(join(dev.root, '.jink', 'outbox'))).toEqual([]);
});

test('nothing but template, data and recipients can be chosen', async () => {
  const dev = await start();
  const fine = { template: 'welcome', to: ['a@example.com'] };
  for (const more of [
    { smtp: 'smtp://evil.example' },
    { transport: { sendmail: true, path: '/bin/sh' } },
    { from: 'ceo@example.com' },
    { headers: { Bcc: 'v@example.com' } },
    { attachments: [{ path: '/etc/passwd' }] },
    { raw: 'x' },
    { html: { path: '/etc/passwd' } },
    { via: 'smtp' },
    { data: { name: 'Ada' } },
    { data: '{', __proto__: { x: 1 } },
    { to: 'a@example.com' },
    { to: [{ address: 'a@example.com' }] },
    { to: [] },
    { to: Array.from({ length: 11 }, () => 'a@example.com') },
    { subject: ['x'] },
    { template: ['welcome'] },
  ] as object[]) {
    const { status } = await dev.send({ ...fine, ...more });
    expect([400, 422]).toContain(status);
  }
  expect((await dev.send({ ...fine, subject: 'x\r\nBcc: v@example.com' })).status).toBe(422);
  for (const name of ['../welcome', '/etc/passwd', 'nothing', '__proto__'])
    expect((await dev.send({ ...fine, template: name })).status).toBe(404);
  expect((await dev.send({ ...fine, scenario: 'nothing' })).status).toBe(404);
  for (const data of ['{', '[]', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{}}}', '{}'])
    expect((await dev.send({ ...fine, data })).status).toBe(422);
  expect(({} as { x?: number }).x).toBeUndefined();
  expect(readdirSync(join(dev.root, '.jink', 'outbox'))).toEqual([]);
});

test('no more than thirty messages in a minute', async () => {
  const dev = await start();
  const to = Array.from({ length: 10 }, (_, i) => `reader-${i}@example.com`);
  for (let i = 0; i < 3; i++) expect((await dev.send({ template: 'welcome', to })).status).toBe(200);
  const refused = await dev.send({ template: 'welcome', to: ['one-more@example.com'] });
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
  expect(readdirSync(join(dev.root, '.jink', 'outbox'))).toHaveLength(30);
});

test('a password is nowhere: not in settings, results, errors, the page or what is printed', async () => {
  const secret = 'canary-7c3e';
  const dev = await start(
    { 'jink.config.json': JSON.stringify({ smtp: `smtp://me:${secret}@127.0.0.1:1` }) },
    { SMTP_URL: `smtp://shop:${secret}@127.0.0.1:9` },
  );
  const said = [
    await dev.ask('/'),
    await dev.ask('/api/templates'),
    await dev.ask('/api/inbox'),
    await dev.ask('/api/send/settings'),
    await dev.send({ template: 'welcome', to: ['a@example.com'] }),
    await dev.send({ template: 'welcome', to: ['a@example.com'], data: '{' }),
  ];
  expect(said.at(-2)!.text).toContain('127.0.0.1:9');
  expect(said.at(-2)!.json()).toMatchObject({ results: [{ state: 'failed' }] });
  writeFileSync(
    join(dev.root, 'jink.config.json'),
    JSON.stringify({ smtp: `smtp://me:${secret}@host?sendmail=true&path=/bin/sh` }),
  );
  said.push(await dev.ask('/api/send/settings'), await dev.send({ template: 'welcome', to: ['a@example.com'] }));
  expect(said.map(({ text }) => text).join('\n') + dev.printed()).not.toContain(secret);
});

test('settings that are wrong are told before anything is sent', async () => {
  const dev = await start({}, { SMTP_URL: 'smtp://example.com?sendmail=true&path=/bin/sh' });
  const { via, diagnostics } = await dev.settings();
  expect(via).toBe('none');
  expect(diagnostics[0]!.message).toContain('SMTP_URL');
  expect((await dev.send({ template: 'welcome', to: ['a@example.com'] })).status).toBe(422);
});

test('a template that is broken is told as such', async () => {
  const dev = await start({ 'templates/broken.pug': 'p= name(\n' });
  const answer = await dev.send({ template: 'broken', to: ['a@example.com'] });
  expect(answer.status).toBe(422);
  expect(answer.text).not.toContain(dev.root);
});
