import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSender, SenderError } from '../dist/send.js';
import { jink, jinkHere } from './support/jink.js';
import { readMessage } from './support/message.js';
import { temporaryProject } from './support/project.js';
import { startSmtp } from './support/smtp.js';
import { verifyDkim } from './support/verify-dkim.js';

/* Signatures, verified by another program than the one that makes them. */

const rsa = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength });
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const dns = (key: KeyObject) =>
  `v=DKIM1; k=rsa; p=${(key.export({ type: 'spki', format: 'der' }) as Buffer).toString('base64')}`;

const [first, second] = [rsa(), rsa()];
const KEYS = {
  'mail._domainkey.example.com': dns(first.publicKey),
  'other._domainkey.example.org': dns(second.publicKey),
};

const FILES = {
  'templates/news.pug':
    "extends jink/layout\nblock subject\n  | Größe, #{name} 🎉\nblock body\n  p Hello #{name}  \n  img(src='assets/logo.png' alt='')\n",
  'templates/news.json': '{ "name": "Ada", "token": "a1" }',
  'assets/logo.png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  'keys/mail.pem': pem(first.privateKey),
};

const config = (dkim: object) => ({
  'jink.config.json': JSON.stringify({
    from: 'Jane <jane@example.com>',
    dkim,
    templates: {
      news: {
        kind: 'marketing',
        unsubscribe: ['https://example.com/stop?who={{token}}', 'mailto:stop@example.com?subject={{token}}'],
        listId: 'news.example.com',
        headers: { 'Feedback-ID': 'a:b:c' },
      },
    },
  }),
});

const FILE = { domain: 'example.com', selector: 'mail', key: 'keys/mail.pem' };
const TEXT = { domain: 'example.org', selector: 'other', key: pem(second.privateKey).replaceAll('\n', '\\n') };

function send(files: Record<string, string | Buffer>, ...args: string[]) {
  const root = temporaryProject(files);
  const run = jink(['send', 'news', '--to', '"Lovelace, Ä." <ada@bücher.example>', '--via', 'outbox', ...args], root);
  expect(run.stdout + run.stderr).not.toMatch(/PRIVATE KEY|MII[\w+/]{20}/);
  const outbox = join(root, '.jink/outbox');
  return { ...run, raw: () => readFileSync(join(outbox, readdirSync(outbox)[0]!)) };
}

describe('DKIM', () => {
  test('a message is signed with each key, and a change of it is noticed', async () => {
    const { exitCode, raw } = send({ ...FILES, ...config([FILE, TEXT]) });
    expect(exitCode).toBe(0);
    const message = raw();
    expect(verifyDkim(message, KEYS)).toEqual([true, true]);
    const text = message.toString('latin1');
    const change = (from: RegExp, to: string) => {
      expect(text).toMatch(from);
      return verifyDkim(Buffer.from(text.replace(from, to), 'latin1'), KEYS);
    };
    const refused = [false, false];
    expect(change(/Hello Ada/, 'Hello Eve').map((each) => each === true)).toEqual(refused);
    for (const header of [
      'From: Jane',
      'List-Unsubscribe: <https://example.com',
      'List-Unsubscribe-Post: List',
      'List-ID: <news',
      'Feedback-ID: a',
      'Date: ',
      'Subject: =',
      'To: =',
      'Message-ID: <',
    ])
      expect([header, change(new RegExp(`^${header}`, 'mi'), `${header}x`)]).toEqual([header, refused]);
    const signed = /[\s;]h=([^;]+);/.exec(text)![1]!.replace(/\s/g, '').split(':');
    expect(signed).toEqual(expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post']));
    expect((await readMessage(message)).subject).toBe('Größe, Ada 🎉');
  });

  test('what goes to a server is signed', async () => {
    const server = await startSmtp();
    const root = temporaryProject({ ...FILES, ...config(FILE) });
    writeFileSync(join(root, 'rows.csv'), 'to,name,token\nada@example.com,Ada,a\n');
    const args = ['send', 'news', '--data', 'rows.csv', '--smtp', `smtp://127.0.0.1:${server.port}`];
    const { exitCode } = await jinkHere(args, root);
    expect(exitCode).toBe(0);
    const [sent] = server.received;
    expect(verifyDkim(Buffer.from(sent!.raw, 'latin1'), KEYS)).toEqual([true]);
  });

  test('createSender signs too', async () => {
    const server = await startSmtp();
    const root = temporaryProject({ ...FILES, ...config(FILE) });
    const sender = await createSender({ root, smtp: `smtp://127.0.0.1:${server.port}` });
    await sender.send('news', { name: 'Ada', token: 'a' }, { to: 'ada@example.com' });
    await sender.close();
    expect(verifyDkim(Buffer.from(server.received[0]!.raw, 'latin1'), KEYS)).toEqual([true]);
  });

  test.each<[string, object, RegExp]>([
    ['no file', { ...FILE, key: 'keys/none.pem' }, /not a file of the project/],
    ['a file outside', { ...FILE, key: 'keys/outside.pem' }, /not a file of the project/],
    ['no key', { domain: 'example.com', selector: 'mail' }, /there is no key/],
    ['no key in it', { ...FILE, key: 'templates/news.json' }, /no private key in it/],
    ['a public key', { ...FILE, key: first.publicKey.export({ type: 'spki', format: 'pem' }) }, /no private key in it/],
    ['a key of another kind', { ...FILE, key: pem(generateKeyPairSync('ed25519').privateKey) }, /not one of RSA/],
    ['a key that is too short', { ...FILE, key: pem(rsa(512).privateKey) }, /512 bits/],
    [
      'a locked key',
      {
        ...FILE,
        key: first.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
      },
      /encrypted/,
    ],
    ['a selector with a line', { ...FILE, selector: 'a\r\nBcc: x' }, /selector/],
    ['a domain with a tag', { ...FILE, domain: 'example.com; d=evil.example' }, /not a domain/],
    ['the key as the domain', { ...FILE, domain: pem(first.privateKey) }, /not a domain/],
  ])('%s is wrong configuration, and nothing is sent', async (_, dkim, reason) => {
    const outside = temporaryProject({ 'a.pem': pem(first.privateKey) });
    const root = temporaryProject({ ...FILES, ...config(dkim) });
    symlinkSync(join(outside, 'a.pem'), join(root, 'keys/outside.pem'));
    const { exitCode, stdout, stderr } = jink(['send', 'news', '--to', 'ada@example.com'], root);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/PRIVATE KEY|MII[\w+/]{20}/);
    expect(readdirSync(root)).not.toContain('outbox');
    await expect(createSender({ root })).rejects.toThrow(SenderError);
  });

  test('a signature that receivers do not count is told', () => {
    const { stderr } = send({ ...FILES, ...config(TEXT) });
    expect(stderr).toContain('Messages from jane@example.com are signed for example.org alone.');
    expect(send({ ...FILES, ...config(FILE) }, '--from', 'jane@news.example.com').stderr).not.toContain('alone');
  });
});
