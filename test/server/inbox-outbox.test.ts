import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sendTo, startInbox } from '../support/inbox.js';

const eml = (subject: string) =>
  `From: Ada <ada@example.com>\r\nTo: bob@example.com\r\nSubject: ${subject}\r\n\r\nHello Bob\r\n`;

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 5000) throw new Error('It never came to be.');
    await sleep(20);
  }
}

test('the outbox and what was caught are one list, the newest first', async () => {
  const { inbox, port, outbox } = await startInbox({ '.jink/outbox/old.eml': eml('In the outbox') });
  utimesSync(join(outbox, 'old.eml'), 1_700_000_000, 1_700_000_000);
  await inbox.refresh();
  await sendTo(port, { to: 'ada@example.com', subject: 'Caught', text: 'x' });
  expect(inbox.list().messages.map(({ subject, source, isRead }) => [subject, source, isRead])).toEqual([
    ['Caught', 'smtp', false],
    ['In the outbox', 'outbox', true],
  ]);
  expect(inbox.list()).toMatchObject({ total: 2, unread: 1 });
});

test('files that come, change and go are noticed', async () => {
  const { inbox, outbox } = await startInbox();
  let heard = 0;
  inbox.onChange(() => heard++);
  const subjects = () => inbox.list().messages.map(({ subject }) => subject);
  writeFileSync(join(outbox, 'a.eml.tmp'), eml('First'));
  renameSync(join(outbox, 'a.eml.tmp'), join(outbox, 'a.eml'));
  await until(() => subjects().includes('First'));
  const { id, isRead } = inbox.list().messages[0]!;
  expect(isRead).toBe(false);
  writeFileSync(join(outbox, 'note.txt'), 'x');
  await sleep(200);
  expect(inbox.list().messages[0]!.id).toBe(id);
  writeFileSync(join(outbox, 'a.eml'), eml('Second, longer'));
  await until(() => subjects().join() === 'Second, longer');
  rmSync(join(outbox, 'a.eml'));
  await until(() => subjects().length === 0);
  await until(() => heard >= 3);
});

test('an outbox that goes away and comes again is watched again', async () => {
  const { inbox, outbox } = await startInbox({ '.jink/outbox/a.eml': eml('Before') });
  await inbox.refresh();
  rmSync(outbox, { recursive: true });
  await until(() => inbox.list().total === 0);
  mkdirSync(outbox, { recursive: true });
  writeFileSync(join(outbox, 'b.eml'), eml('After'));
  await until(() => inbox.list().total === 1);
});

test('deleting a message of the outbox deletes its file, clearing all of them, and nothing else', async () => {
  const { inbox, port, outbox } = await startInbox({
    '.jink/outbox/a.eml': eml('A'),
    '.jink/outbox/b.eml': eml('B'),
    '.jink/outbox/c.eml': eml('C'),
    '.jink/outbox/keep.txt': 'x',
  });
  await inbox.refresh();
  await sendTo(port, { to: 'ada@example.com', subject: 'Caught', text: 'x' });
  const idOf = (subject: string) => inbox.list().messages.find((message) => message.subject === subject)!.id;
  expect(await inbox.remove(idOf('A'))).toBe(true);
  expect(await inbox.remove('../b')).toBe(false);
  expect(readdirSync(outbox).sort()).toEqual(['b.eml', 'c.eml', 'keep.txt']);
  expect(await inbox.remove(idOf('Caught'))).toBe(true);
  await inbox.clear();
  expect(inbox.list()).toMatchObject({ total: 0, unread: 0 });
  expect(readdirSync(outbox)).toEqual(['keep.txt']);
});

test('links and folders in the outbox are not followed', async () => {
  const { inbox, outbox, root } = await startInbox({ 'secret.txt': eml('Secret') });
  symlinkSync(join(root, 'secret.txt'), join(outbox, 'link.eml'));
  mkdirSync(join(outbox, 'folder.eml'));
  await inbox.refresh();
  expect(inbox.list().total).toBe(0);
});

test('of a large outbox the newest 200 are shown', async () => {
  const files = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`.jink/outbox/${i}.eml`, eml(`Nr ${i}`)]));
  const { inbox } = await startInbox(files);
  await inbox.refresh();
  expect(inbox.list().messages).toHaveLength(200);
});

test('words are searched in subjects, people and texts', async () => {
  const { inbox, port } = await startInbox();
  await sendTo(
    port,
    {
      to: 'Ada <ada@example.com>',
      subject: 'Your week',
      html: '<style>p{}</style><p>You answered <b>48</b> calls</p>',
    },
    { to: 'bob@example.com', subject: 'Your invoice', text: 'It is due on Friday.' },
  );
  const found = (query: string) =>
    inbox
      .list(query)
      .messages.map(({ subject }) => subject)
      .sort();
  expect(found('your')).toEqual(['Your invoice', 'Your week']);
  expect(found('ADA')).toEqual(['Your week']);
  expect(found('friday due')).toEqual(['Your invoice']);
  expect(found('48 answered')).toEqual(['Your week']);
  expect(found('nothing of it')).toEqual([]);
  expect(inbox.list('ada').total).toBe(2);
});
