import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSender, SenderError, type SenderOptions, type SendOutcome } from '../dist/send.js';
import { readMessage } from './support/message.js';
import { temporaryProject } from './support/project.js';
import { refusal, startSmtp } from './support/smtp.js';

/* `import { createSender } from 'jink/send'` */

const FILES = {
  'templates/welcome.pug': 'extends jink/layout\nblock subject\n  | Hello #{name}\nblock body\n  p Hello #{name}\n',
  'templates/welcome.json': '{ "name": "Ada" }',
};
const TO = { to: 'Ada <ada@example.com>' };

async function open(options: SenderOptions = {}, files: Record<string, string> = {}) {
  const root = temporaryProject({ ...FILES, ...files });
  const sender = await createSender({ root, retries: 0, ...options });
  onTestFinished(() => sender.close());
  return { root, sender };
}

describe('createSender', () => {
  test('sends one message, with all that its envelope says', async () => {
    const server = await startSmtp();
    const { sender } = await open({ smtp: `smtp://127.0.0.1:${server.port}` });
    const outcome = await sender.send(
      'welcome',
      { name: 'Ada' },
      {
        ...TO,
        from: 'jane@example.com',
        replyTo: 'help@example.com',
        headers: { 'X-Team': 'a' },
        unsubscribe: 'https://example.com/stop/1',
        attachments: [{ filename: 'a.csv', content: Buffer.from('a'), contentType: 'text/csv' }],
      },
    );
    expect(outcome).toMatchObject({
      state: 'sent',
      to: 'ada@example.com',
      reply: '250 kept',
      tries: 1,
      diagnostics: [],
    });
    const message = await readMessage(server.received[0]!.raw);
    expect(message).toMatchObject({ subject: 'Hello Ada', messageId: `<${outcome.messageId}>` });
    expect(message.replyTo).toEqual([{ name: '', address: 'help@example.com' }]);
    expect(message.headers.map(({ key }) => key)).toEqual(expect.arrayContaining(['x-team', 'list-unsubscribe']));
    expect(message.attachments[0]).toMatchObject({ filename: 'a.csv' });
  });

  test('without a server, messages lie in the outbox, also two of the same', async () => {
    const { root, sender } = await open();
    for (let i = 0; i < 2; i++) await sender.send('welcome', { name: 'Ada' }, TO);
    expect(readdirSync(join(root, '.jink/outbox'))).toHaveLength(2);
  });

  test('sends many, and tells of each', async () => {
    const server = await startSmtp({
      onRcptTo: ({ address }, _, done) => (address.startsWith('gone') ? done(refusal(550, 'no')) : done()),
    });
    const { sender } = await open({ smtp: `smtp://127.0.0.1:${server.port}` });
    const rows = async function* () {
      for (const to of ['ada@example.com', 'gone@example.com', 'nobody', 'bob@example.com'])
        yield { template: 'welcome', to, data: { name: to } };
      yield { template: 'welcome', to: 'eve@example.com', data: {} };
      yield { template: 'welcmoe', to: 'eve@example.com', data: {} };
    };
    const outcomes: SendOutcome[] = [];
    for await (const outcome of sender.sendAll(rows())) outcomes.push(outcome);
    const states = outcomes.map(({ to, state, failure, diagnostics }) => [
      to,
      state,
      failure?.code ?? diagnostics[0]?.code,
    ]);
    expect(states.toSorted()).toEqual(
      [
        ['ada@example.com', 'sent', undefined],
        ['bob@example.com', 'sent', undefined],
        ['eve@example.com', 'refused', 'missing-data'],
        ['eve@example.com', 'refused', 'unknown-template'],
        ['gone@example.com', 'failed', 'recipient-refused'],
        ['nobody', 'refused', 'invalid-address'],
      ].toSorted(),
    );
    expect(server.received).toHaveLength(2);
  });

  test('takes rows as they are needed, and stops when nobody listens any longer', async () => {
    const server = await startSmtp();
    const { sender } = await open({ smtp: `smtp://127.0.0.1:${server.port}?maxConnections=2` });
    let taken = 0;
    let isClosed = false;
    const rows = function* () {
      try {
        for (;;) yield { template: 'welcome', to: `a${taken++}@example.com`, data: { name: 'A' } };
      } finally {
        isClosed = true;
      }
    };
    const outcomes: SendOutcome[] = [];
    for await (const outcome of sender.sendAll(rows())) {
      outcomes.push(outcome);
      // Whoever takes their time is waited for: two are on their way, and one is ready.
      if (outcomes.length === 5) await new Promise((resolve) => setTimeout(resolve, 300));
      expect(taken).toBeLessThanOrEqual(outcomes.length + 4);
      if (outcomes.length === 10) break;
    }
    expect(isClosed).toBe(true);
    const { length } = server.received;
    expect(length).toBeGreaterThanOrEqual(10);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.received).toHaveLength(length);
  });

  test('tells of each message as soon as it is known, also while it waits for the next row', async () => {
    const { sender } = await open();
    let go = () => {};
    const third = new Promise<void>((resolve) => {
      go = resolve;
    });
    const rows = async function* () {
      yield { template: 'welcome', data: { name: 'A' }, ...TO };
      yield { template: 'welcome', data: {}, ...TO };
      await third;
    };
    const states: string[] = [];
    for await (const { state } of sender.sendAll(rows())) {
      states.push(state);
      if (states.length === 2) go();
    }
    expect(states.toSorted()).toEqual(['refused', 'sent']);
  });

  test('can be stopped, and throws what its rows throw', async () => {
    const server = await startSmtp();
    const { sender } = await open({ smtp: `smtp://127.0.0.1:${server.port}`, rate: 20 });
    const stop = new AbortController();
    const rows = Array.from({ length: 20 }, (_, i) => ({
      template: 'welcome',
      to: `a${i}@example.com`,
      data: { name: 'A' },
    }));
    const states: string[] = [];
    for await (const { state } of sender.sendAll(rows, { signal: stop.signal })) {
      states.push(state);
      if (states.length === 3) stop.abort();
    }
    expect(states).toHaveLength(20);
    expect(states.filter((state) => state === 'sent')).toHaveLength(server.received.length);
    expect(states.filter((state) => state === 'left').length).toBeGreaterThan(10);
    const broken = async function* () {
      yield rows[0]!;
      throw new RangeError('the database is gone');
    };
    const all = async () => {
      for await (const { state } of sender.sendAll(broken())) states.push(state);
    };
    await expect(all()).rejects.toThrow(RangeError);
  });

  test.each([
    null,
    5,
    {},
    { template: 3 },
    { template: 'welcome', to: 5, data: null },
    { ...TO, template: 'welcome', data: [] },
  ])('a row that is none is refused: %j', async (row) => {
    const { sender } = await open();
    const outcomes: SendOutcome[] = [];
    for await (const outcome of sender.sendAll([row as never])) outcomes.push(outcome);
    expect(outcomes).toMatchObject([{ state: 'refused' }]);
    expect(outcomes[0]!.diagnostics.length).toBeGreaterThan(0);
  });

  test('transports of nodemailer that speak no SMTP', async () => {
    const { sender } = await open({ transport: createTransport({ streamTransport: true, buffer: true }) });
    expect(await sender.send('welcome', { name: 'Ada' }, TO)).toMatchObject({ state: 'sent' });
    const failing = { sendMail: () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNRESET' })) };
    const other = await open({ transport: failing });
    expect(await other.sender.send('welcome', { name: 'Ada' }, TO)).toMatchObject({ state: 'unknown' });
    const refusing = await open({ transport: { sendMail: async () => ({ rejected: ['ada@example.com'] }) } });
    expect(await refusing.sender.send('welcome', { name: 'Ada' }, TO)).toMatchObject({ state: 'failed' });
  });

  test("a transport of nodemailer's is used as it is", async () => {
    const server = await startSmtp();
    const transport = createTransport({ host: '127.0.0.1', port: server.port });
    const { sender } = await open({ transport });
    expect(await sender.send('welcome', { name: 'Ada' }, TO)).toMatchObject({ state: 'sent', reply: '250 kept' });
    await server.kill();
    expect(await sender.send('welcome', { name: 'Ada' }, TO)).toMatchObject({
      state: 'failed',
      failure: { kind: 'temporary', code: 'connection-refused' },
    });
  });

  test.each<[string, object, string]>([
    ['a second recipient', { to: 'ada@example.com\r\nBcc: eve@example.com' }, 'invalid-address'],
    ['an object', { to: { address: 'ada@example.com' } }, 'invalid-address'],
    ['a list', { to: ['ada@example.com', 'eve@example.com'] }, 'invalid-address'],
    ['a line in a name', { ...TO, from: 'Jane\nBcc: eve@example.com <jane@example.com>' }, 'invalid-address'],
    ['a line in the subject', { ...TO, subject: 'a\r\nBcc: eve@example.com' }, 'invalid-header'],
    ['a line in a header', { ...TO, headers: { 'X-A': 'a\r\nBcc: eve@example.com' } }, 'invalid-header'],
    ['a prepared header', { ...TO, headers: { 'X-A': { prepared: true, value: 'a\r\nBcc: e@x' } } }, 'invalid-header'],
    ['a header of its own name', { ...TO, headers: { 'X-A: b\r\nBcc': 'eve@example.com' } }, 'invalid-header'],
    ['Bcc', { ...TO, headers: { bCc: 'eve@example.com' } }, 'invalid-header'],
    ['Content-Type', { ...TO, headers: { 'Content-Type': 'text/plain' } }, 'invalid-header'],
    ['a line in the way out', { ...TO, unsubscribe: 'https://example.com/\r\nBcc: e@x' }, 'unsubscribe-address'],
    ['a second way out', { ...TO, unsubscribe: 'https://example.com/>,<https://evil.example' }, 'unsubscribe-address'],
    ['somebody outside of the list', { to: 'eve@evil.example' }, 'recipient-not-allowed'],
  ])('refuses %s', async (_, envelope, code) => {
    const { root, sender } = await open({}, { 'jink.config.json': '{ "recipients": ["*@example.com"] }' });
    const outcome = await sender.send('welcome', { name: 'Ada' }, envelope as typeof TO);
    expect(outcome).toMatchObject({ state: 'refused', diagnostics: [{ code }] });
    expect(readdirSync(root)).not.toContain('outbox');
  });

  test.each([
    { path: '/etc/passwd' },
    { href: 'http://169.254.169.254/' },
    { raw: 'x' },
    { filename: 'a', contentType: 'text/plain', content: { path: '/etc/passwd' } },
    { filename: 'a', contentType: 'text/plain', content: 'text' },
    { filename: '../a', contentType: 'text/plain', content: Buffer.from('a') },
    { filename: 'a\r\nb', contentType: 'text/plain', content: Buffer.from('a') },
    { filename: 'a', contentType: 'text/plain\r\nBcc: e@x', content: Buffer.from('a') },
    { filename: 'a', contentType: 'text/plain', content: Buffer.from('a'), path: '/etc/passwd' },
    { filename: 'a', contentType: 'text/plain', content: Buffer.from('a'), cid: 'a>\r\nBcc: e@x' },
  ])('an attachment is bytes, not %j', async (attachment) => {
    const { sender } = await open();
    const envelope = { ...TO, attachments: [attachment] } as unknown as typeof TO;
    expect(await sender.send('welcome', { name: 'Ada' }, envelope)).toMatchObject({
      state: 'refused',
      diagnostics: [{ code: 'unsafe-data', message: expect.stringContaining('its content is bytes') }],
    });
  });

  test('data cannot reach into JavaScript', async () => {
    const { sender } = await open();
    let deep: object = {};
    for (let i = 0; i < 10_000; i++) deep = { deep };
    for (const text of [
      '{ "name": "A", "__proto__": { "x": 1 } }',
      '{ "name": { "constructor": { "prototype": {} } } }',
    ])
      expect(await sender.send('welcome', JSON.parse(text), TO)).toMatchObject({
        diagnostics: [{ code: 'unsafe-data' }],
      });
    expect(await sender.send('welcome', { name: 'A', deep }, TO)).toMatchObject({
      diagnostics: [{ code: 'unsafe-data' }],
    });
    expect('x' in {}).toBe(false);
  });

  test('settings that are wrong are an error without the password', async () => {
    const failed = open({ smtp: 'smtp://jane:canary@localhost/?path=/bin/sh' });
    await expect(failed).rejects.toThrow(SenderError);
    await expect(failed).rejects.not.toThrow('canary');
  });
});
