import { createServer } from 'node:net';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { openInbox } from '../../dist/server/inbox/open-inbox.js';
import { connectTo, sendTo, startInbox } from '../support/inbox.js';
import { temporaryProject } from '../support/project.js';

test('what an application sends is caught, with its envelope and what was said', async () => {
  const { inbox, port } = await startInbox();
  const [info] = await sendTo(port, {
    to: ['Ada Lovelace <ada@example.com>', 'bob@example.com'],
    bcc: 'secret@example.com',
    subject: 'Größe 😀',
    html: '<p>Hello <b>Ada</b></p>',
    text: 'Hello Ada',
  });
  const [entry] = inbox.list().messages;
  expect(entry).toMatchObject({
    source: 'smtp',
    subject: 'Größe 😀',
    snippet: 'Hello Ada',
    from: { address: 'app@example.com' },
    to: [
      { name: 'Ada Lovelace', address: 'ada@example.com' },
      { name: '', address: 'bob@example.com' },
      { name: '', address: 'secret@example.com' },
    ],
    isRead: false,
  });
  expect(info!.response).toBe(`250 OK: caught as ${entry!.id}`);
  const message = await inbox.describe(inbox.find(entry!.id)!);
  expect(message).toMatchObject({
    html: '<p>Hello <b>Ada</b></p>',
    text: 'Hello Ada',
    envelope: { from: 'app@example.com', to: ['ada@example.com', 'bob@example.com', 'secret@example.com'] },
  });
  const said = message!.transcript.map(({ from, line }) => `${from} ${line}`).join('\n');
  expect(said).toMatch(
    /server 220 .*\nclient EHLO [\s\S]*client MAIL FROM:<app@example.com>[\s\S]*client DATA\nserver 354/,
  );
  expect(said).toContain(`server 250 OK: caught as ${entry!.id}`);
});

test('1,000 messages over 10 connections: none is lost, and the newest 200 are kept', async () => {
  const { inbox, port } = await startInbox();
  const html = '<p>Four kilobytes of a report</p>'.repeat(130);
  const infos = await sendTo(
    port,
    ...Array.from({ length: 1000 }, (_, i) => ({ to: `reader-${i}@example.com`, subject: `Report ${i}`, html })),
  );
  const ids = new Set(infos.map(({ response }) => /caught as (\S+)/.exec(response)?.[1]));
  expect(ids.size).toBe(1000);
  const { messages, total } = inbox.list();
  expect([messages.length, total]).toEqual([200, 200]);
  expect(messages.every(({ id }) => ids.has(id))).toBe(true);
});

test('memory is bounded: large messages push older ones out at 64 MB', async () => {
  const { inbox, port } = await startInbox();
  const content = Buffer.alloc(5_000_000, 1);
  for (let i = 0; i < 12; i++)
    await sendTo(port, { to: 'ada@example.com', subject: `Large ${i}`, attachments: [{ filename: 'a.bin', content }] });
  const { messages } = inbox.list();
  expect(messages.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(64_000_000);
  expect(messages.length).toBeLessThan(12);
  expect(messages[0]!.subject).toBe('Large 11');
  expect(messages[0]!.attachments).toBe(1);
});

test('any login is taken, and no password is kept', async () => {
  const { inbox, port } = await startInbox();
  for (const method of ['PLAIN', 'LOGIN', 'CRAM-MD5']) {
    const auth = { user: 'shop', pass: 'canary-5d1f' };
    const transport = createTransport({ host: '127.0.0.1', port, auth, authMethod: method });
    await transport.sendMail({ from: 'app@example.com', to: 'ada@example.com', subject: method, text: 'Hello' });
    transport.close();
  }
  const all = await Promise.all(inbox.list().messages.map(({ id }) => inbox.describe(inbox.find(id)!)));
  expect(all.map((message) => message!.envelope!.user)).toEqual(['shop', 'shop', 'shop']);
  const text = JSON.stringify(all);
  for (const secret of ['canary-5d1f', 'canary'].flatMap((word) => [
    word,
    Buffer.from(word).toString('base64').slice(0, 6),
  ]))
    expect(text).not.toContain(secret);
  expect(text).not.toContain(Buffer.from('\0shop\0canary-5d1f').toString('base64'));
});

test.each([
  ['450-ada@example.com', 450, false],
  ['421-ada@example.com', 421, false],
  ['550-ada@example.com', 550, true],
  ['552-data-ada@example.com', 552, true],
  ['451-data-ada@example.com', 451, false],
])('%s is refused as it asks for', async (to, code, isPermanent) => {
  const { inbox, port } = await startInbox();
  const failed = await sendTo(port, { to, subject: 'x', text: 'x' }).catch((error) => error);
  expect(failed).toBeInstanceOf(Error);
  expect([failed.responseCode, failed.permanent]).toEqual([code, isPermanent]);
  expect(inbox.list().total).toBe(0);
});

test('a partial refusal leaves the others', async () => {
  const { inbox, port } = await startInbox();
  const [info] = await sendTo(port, { to: ['550-no@example.com', 'ada@example.com'], subject: 'x', text: 'x' });
  expect([info!.accepted, info!.rejected]).toEqual([['ada@example.com'], ['550-no@example.com']]);
  expect(inbox.list().messages[0]!.to.map(({ address }) => address)).toEqual(['ada@example.com']);
});

test('a message that is too large is refused, and memory does not grow with it', async () => {
  const { inbox, port } = await startInbox();
  const client = await connectTo({ port });
  await client.until(/^220 /);
  await client.say('EHLO me\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n');
  await client.until(/354 /);
  const before = process.memoryUsage().rss;
  const line = Buffer.from(`${'x'.repeat(998)}\r\n`.repeat(1000));
  for (let i = 0; i < 150; i++) await client.say(line);
  await client.say('\r\n.\r\n');
  await client.until(/\r\n552 /);
  expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000);
  expect(inbox.list().total).toBe(0);
  const declared = await sendTo(port, { to: 'ada@example.com', text: 'x'.repeat(26_000_000) }).catch((error) => error);
  expect(declared.responseCode).toBe(552);
});

test('an endless command line ends its connection alone', async () => {
  const { inbox, port } = await startInbox();
  const client = await connectTo({ port });
  await client.until(/^220 /);
  for (let i = 0; i < 40 && !client.socket.destroyed; i++) await client.say('A'.repeat(1000)).catch(() => {});
  await client.until(/(^|\n)(500|421) /);
  await sendTo(port, { to: 'ada@example.com', subject: 'after', text: 'x' });
  expect(inbox.list().messages[0]!.subject).toBe('after');
});

test('more connections than 20 are sent away', async () => {
  const { port } = await startInbox();
  const clients = await Promise.all(Array.from({ length: 30 }, () => connectTo({ port })));
  await Promise.all(clients.map((client) => client.until(/^(220|421) /)));
  expect(clients.filter((client) => client.said().startsWith('421 '))).toHaveLength(10);
});

test('more recipients than 100 are refused for now', async () => {
  const { inbox, port } = await startInbox();
  const to = Array.from({ length: 120 }, (_, i) => `reader-${i}@example.com`);
  const [info] = await sendTo(port, { to, subject: 'x', text: 'x' });
  expect([info!.accepted.length, info!.rejected.length]).toEqual([100, 20]);
  expect(inbox.list().messages[0]!.to).toHaveLength(100);
});

test('a dot between bare line feeds ends no message', async () => {
  const { inbox, port } = await startInbox();
  const client = await connectTo({ port });
  await client.until(/^220 /);
  await client.say('EHLO me\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n');
  await client.until(/354 /);
  await client.say('Subject: one\r\n\r\nbefore\n.\nMAIL FROM:<evil@example.com>\nafter\r\n.\r\n');
  await client.until(/caught as/);
  expect(inbox.list().total).toBe(1);
  const message = await inbox.describe(inbox.find(inbox.list().messages[0]!.id)!);
  expect(message!.text).toContain('MAIL FROM:<evil@example.com>');
});

test('a client that goes away in the middle of a message leaves nothing', async () => {
  const { inbox, port } = await startInbox();
  const client = await connectTo({ port });
  await client.until(/^220 /);
  await client.say('EHLO me\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n');
  await client.until(/354 /);
  await client.say('Subject: half\r\n\r\nhalf of it');
  client.socket.destroy();
  await sendTo(port, { to: 'ada@example.com', subject: 'whole', text: 'x' });
  expect(inbox.list().messages.map(({ subject }) => subject)).toEqual(['whole']);
});

test('encryption is not offered, because there is no key that is nobody else’s', async () => {
  const { port } = await startInbox();
  const client = await connectTo({ port });
  await client.until(/^220 /);
  await client.say('EHLO me\r\n');
  expect(await client.until(/250 /)).not.toContain('STARTTLS');
});

test('a port that is taken is not the end: the next one is used', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  const open = openInbox({ root: temporaryProject({}), smtpPort: port });
  onTestFinished(() => open.close());
  const ready = (await open.listen()) as { port: number };
  expect(ready.port).toBeGreaterThan(port);
  expect(open.inbox.list().smtp).toBe(`smtp://127.0.0.1:${ready.port}`);
});
