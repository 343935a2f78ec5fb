import { rmSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createSmtpTransport } from '../../dist/transports/smtp.js';
import { readSmtpSettings } from '../../dist/transports/smtp-settings.js';
import { type Certificate, createAuthority } from '../support/certificates.js';
import { startSmtp } from '../support/smtp.js';

/* A host that is not this machine's loopback, as every real one: encrypted and verified, or nothing is sent. */

const HOST =
  Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address ?? hostname();

const CANARY = 'canary-password';

let authority: ReturnType<typeof createAuthority>;
let stranger: ReturnType<typeof createAuthority>;
let own: Certificate;
beforeAll(() => {
  authority = createAuthority();
  stranger = createAuthority();
  own = authority.sign(HOST);
});
afterAll(() => {
  for (const { folder } of [authority, stranger]) rmSync(folder, { recursive: true });
});

async function send(options: SMTPServerOptions, { user = `jane:${CANARY}@`, query = '', insecure = false } = {}) {
  const passwords: string[] = [];
  const server = await startSmtp({
    host: '0.0.0.0',
    onAuth({ username, password }, _, done) {
      passwords.push(password!);
      done(null, { user: username! });
    },
    ...options,
  });
  const read = readSmtpSettings(`smtp://${user}${HOST}:${server.port}${query}`, '/', insecure);
  if ('reason' in read) throw new Error(read.reason);
  const transport = await createSmtpTransport(read.settings);
  onTestFinished(() => transport.close());
  const receipt = await transport.deliver({
    from: { address: 'jane@example.com' },
    to: { address: 'ada@example.com' },
    messageId: 'a@example.com',
    eml: Buffer.from('Subject: Hello\r\n\r\nHello\r\n'),
  });
  const verified = await transport.verify();
  expect(JSON.stringify([receipt, verified])).not.toContain(CANARY);
  return { receipt, verified, passwords, received: server.received };
}

const refused = (code: string) => ({
  receipt: { failure: { kind: 'stop', code } },
  verified: { kind: 'stop', code },
  passwords: [],
  received: [],
});

describe('STARTTLS', () => {
  test('with an authority that is trusted', async () => {
    const { receipt, passwords, received } = await send(own, { query: `?ca=${authority.file}` });
    expect(receipt).toEqual({ reply: '250 kept' });
    expect(received).toMatchObject([{ secure: true, user: 'jane' }]);
    expect(new Set(passwords)).toEqual(new Set([CANARY]));
  });

  test('is taken away: nothing is sent, and no password either', async () => {
    expect(await send({})).toMatchObject(refused('no-tls'));
    expect(await send({}, { user: '' })).toMatchObject(refused('no-tls'));
    // Even whoever asks for no verification gets no password sent in the open.
    expect(await send({}, { insecure: true })).toMatchObject(refused('no-tls'));
    expect((await send({}, { insecure: true, user: '' })).received).toHaveLength(1);
  });

  test('with a certificate that nobody known signed', async () => {
    expect(await send(own)).toMatchObject(refused('certificate'));
    expect(await send(own, { query: `?ca=${stranger.file}` })).toMatchObject(refused('certificate'));
    expect((await send(own, { insecure: true })).received).toMatchObject([{ secure: true }]);
  });

  test("with another host's certificate", async () => {
    const other = authority.sign('mail.example.com');
    const query = `?ca=${authority.file}`;
    expect(await send(other, { query })).toMatchObject(refused('certificate'));
    expect((await send(other, { query: `${query}&servername=mail.example.com` })).received).toHaveLength(1);
  });
});

test('smtps is verified too', async () => {
  const read = async (query: string) => {
    const server = await startSmtp({ ...own, host: '0.0.0.0', secure: true });
    const settings = readSmtpSettings(`smtps://${HOST}:${server.port}${query}`, '/');
    if ('reason' in settings) throw new Error(settings.reason);
    const transport = await createSmtpTransport(settings.settings);
    onTestFinished(() => transport.close());
    return transport.verify();
  };
  expect(await read(`?ca=${authority.file}`)).toBeUndefined();
  expect(await read('')).toMatchObject({ code: 'certificate' });
});
