import { rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Parcel, Transport } from '../../dist/model/transport.js';
import { createSmtpTransport } from '../../dist/transports/smtp.js';
import { readSmtpSettings } from '../../dist/transports/smtp-settings.js';
import { type Certificate, createAuthority } from '../support/certificates.js';
import { refusal, startSmtp } from '../support/smtp.js';

const CANARY = 'canary-password';

let authority: ReturnType<typeof createAuthority>;
let localhost: Certificate;
let other: Certificate;
beforeAll(() => {
  authority = createAuthority();
  localhost = authority.sign('localhost');
  other = authority.sign('mail.example.com');
});
afterAll(() => rmSync(authority.folder, { recursive: true }));

function parcel(to = 'ada@example.com'): Parcel {
  const eml = Buffer.from(`To: ${to}\r\nSubject: Hello\r\n\r\n.\r\n..dots\r\nHello\r\n`);
  return { from: { address: 'jane@example.com' }, to: { address: to }, messageId: 'a@example.com', eml };
}

async function connect(given: string | object, insecure = false): Promise<Transport> {
  const read = readSmtpSettings(given, '/', insecure);
  if ('reason' in read) throw new Error(read.reason);
  const transport = await createSmtpTransport(read.settings);
  onTestFinished(() => transport.close());
  return transport;
}

async function send(options: SMTPServerOptions, url: (port: number) => string, insecure = false) {
  const server = await startSmtp(options);
  const transport = await connect(url(server.port), insecure);
  const receipt = await transport.deliver(parcel());
  expect(JSON.stringify(receipt)).not.toContain(CANARY);
  return { receipt, verified: await transport.verify(), received: server.received };
}

describe('delivery', () => {
  test('the bytes arrive as they are, to the one recipient', async () => {
    const { receipt, verified, received } = await send({}, (port) => `smtp://127.0.0.1:${port}`);
    expect(receipt).toEqual({ reply: '250 kept' });
    expect(verified).toBeUndefined();
    expect(received).toMatchObject([{ from: 'jane@example.com', to: ['ada@example.com'], secure: false }]);
    expect(received[0]!.raw).toBe(parcel().eml.toString());
  });

  test('what the server offers on this machine is used: encryption that is verified, and a login', async () => {
    const options: SMTPServerOptions = {
      ...localhost,
      onAuth: ({ username, password }, _, done) =>
        password === CANARY ? done(null, { user: username! }) : done(refusal(535, '5.7.8 wrong')),
    };
    const { receipt, received } = await send(
      options,
      (port) => `smtp://jane:${CANARY}@localhost:${port}?ca=${authority.file}`,
    );
    expect(receipt).toEqual({ reply: '250 kept' });
    expect(received).toMatchObject([{ secure: true, user: 'jane' }]);
    const wrong = await send(options, (port) => `smtp://jane:no-${CANARY}@localhost:${port}?ca=${authority.file}`);
    expect(wrong.receipt).toMatchObject({ failure: { kind: 'stop', code: 'login-refused', reply: '535 5.7.8 wrong' } });
    expect(wrong.verified).toMatchObject({ code: 'login-refused' });
    expect(wrong.received).toEqual([]);
  });

  test('smtps is encrypted from the first byte', async () => {
    const { received } = await send(
      { ...localhost, secure: true },
      (port) => `smtps://localhost:${port}/?ca=${authority.file}`,
    );
    expect(received).toMatchObject([{ secure: true }]);
  });
});

describe('nothing is sent', () => {
  const url = (query: string) => (port: number) => `smtp://jane:${CANARY}@localhost:${port}${query}`;
  const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) => done(null, { user: 'jane' });

  test('to a server with a certificate that nobody trusts', async () => {
    const { receipt, received } = await send({ ...localhost, onAuth }, url(''));
    expect(receipt).toMatchObject({ failure: { kind: 'stop', code: 'certificate' } });
    expect(received).toEqual([]);
    const loose = await send({ ...localhost, onAuth }, url(''), true);
    expect(loose.receipt).toEqual({ reply: '250 kept' });
  });

  test("to a server with another one's certificate", async () => {
    const { receipt, received } = await send({ ...other, onAuth }, url(`?ca=${authority.file}`));
    expect(receipt).toMatchObject({ failure: { kind: 'stop', code: 'certificate' } });
    expect(received).toEqual([]);
    const named = await send({ ...other, onAuth }, url(`?ca=${authority.file}&servername=mail.example.com`));
    expect(named.receipt).toEqual({ reply: '250 kept' });
  });

  test('with a password, to a server that offers no login', async () => {
    const { receipt, received } = await send({ disabledCommands: ['AUTH', 'STARTTLS'] }, url(''));
    expect(receipt).toMatchObject({ failure: { kind: 'stop', code: 'login-refused' } });
    expect(received).toEqual([]);
  });

  test('to a server that speaks something else, is not there, or hangs up', async () => {
    const listen = async (greet: (write: (text: string) => void, end: () => void) => void) => {
      const server = createServer((socket) =>
        greet(
          (text) => socket.write(text),
          () => socket.destroy(),
        ),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      return (server.address() as AddressInfo).port;
    };
    const codeOf = async (port: number) => {
      const receipt = await (await connect(`smtp://127.0.0.1:${port}?timeout=1`)).deliver(parcel());
      return 'failure' in receipt ? [receipt.failure.kind, receipt.failure.code] : [];
    };
    expect(await codeOf(await listen((_, end) => end()))).toEqual(['temporary', 'connection-lost']);
    expect(await codeOf(await listen(() => {}))).toEqual(['temporary', 'timeout']);
    expect(await codeOf(await listen((write) => write('554 5.7.1 go away\r\n')))).toEqual([
      'stop',
      'connection-rejected',
    ]);
    expect(await codeOf(await listen((write) => write('450 4.7.1 come back\r\n')))).toEqual([
      'temporary',
      'server-busy',
    ]);
    expect(await codeOf(await listen((write) => write('SSH-2.0-OpenSSH_9.2\r\n')))).toEqual(['stop', 'no-smtp']);
    expect(await codeOf(1)).toEqual(['temporary', 'connection-refused']);
  });
});

describe('what the server says', () => {
  test.each<[number, string, string]>([
    [450, 'temporary', 'recipient-later'],
    [550, 'permanent', 'recipient-refused'],
  ])('%i to a recipient', async (code, kind, name) => {
    const { receipt } = await send(
      { onRcptTo: (_, __, done) => done(refusal(code, 'no')) },
      (p) => `smtp://127.0.0.1:${p}`,
    );
    expect(receipt).toMatchObject({ failure: { kind, code: name, reply: `${code} no` } });
  });

  test('552 to a message', async () => {
    const onData: SMTPServerOptions['onData'] = (stream, _, done) => {
      stream.resume();
      stream.on('end', () => done(refusal(552, 'too large')));
    };
    const { receipt } = await send({ onData }, (port) => `smtp://127.0.0.1:${port}`);
    expect(receipt).toMatchObject({ failure: { kind: 'permanent', code: 'too-large', reply: '552 too large' } });
  });

  test('how large a message may be, before one is sent', async () => {
    let senders = 0;
    const { receipt, received } = await send(
      {
        size: 50,
        onMailFrom(_address, _session, done) {
          senders++;
          done();
        },
      },
      (port) => `smtp://127.0.0.1:${port}`,
    );
    expect(receipt).toMatchObject({ failure: { kind: 'permanent', code: 'too-large' } });
    expect({ senders, received }).toEqual({ senders: 0, received: [] });
  });

  test.each<[number, string, string]>([
    [451, 'temporary', 'sender-later'],
    [550, 'stop', 'sender-refused'],
    [421, 'temporary', 'server-busy'],
  ])('%i to a sender', async (code, kind, name) => {
    const { receipt } = await send(
      { onMailFrom: (_, __, done) => done(refusal(code, 'no')) },
      (p) => `smtp://127.0.0.1:${p}`,
    );
    expect(receipt).toMatchObject({ failure: { kind, code: name, reply: `${code} no` } });
  });

  test('goodbye, before the next message: it goes over another connection', async () => {
    const server = await startSmtp({ socketTimeout: 200 });
    const transport = await connect(`smtp://127.0.0.1:${server.port}?maxConnections=1`);
    for (let i = 0; i < 3; i++) {
      expect(await transport.deliver(parcel(`a${i}@example.com`))).toEqual({ reply: '250 kept' });
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    expect(server.received).toHaveLength(3);
  });

  test('and a refusal leaves the connection open for others', async () => {
    let connections = 0;
    const server = await startSmtp({
      onConnect(_, done) {
        connections++;
        done();
      },
      onRcptTo: ({ address }, _, done) => (address.startsWith('gone') ? done(refusal(550, 'no')) : done()),
    });
    const transport = await connect(`smtp://127.0.0.1:${server.port}?maxConnections=1&maxMessages=2`);
    for (const to of ['a@example.com', 'gone@example.com', 'b@example.com', 'c@example.com'])
      await transport.deliver(parcel(to));
    expect(server.received.map(({ to }) => to[0])).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
    expect(connections).toBe(2);
  });

  test('nothing more, once it has the message: nobody knows, and it is not sent again', async () => {
    let times = 0;
    const server = await startSmtp({
      onData(stream) {
        times++;
        stream.resume();
        stream.on('end', () => {
          for (const socket of server.sockets) socket.destroy();
        });
      },
    });
    const transport = await connect(`smtp://127.0.0.1:${server.port}`);
    expect(await transport.deliver(parcel())).toMatchObject({ failure: { kind: 'unknown', code: 'cut-off' } });
    expect(times).toBe(1);
  });
});

describe('settings', () => {
  test.each([
    `smtp://jane:${CANARY}@localhost/?sendmail=true&path=/bin/sh`,
    `smtp://jane:${CANARY}@localhost/?streamTransport=true`,
    `smtp://jane:${CANARY}@localhost/?tls.rejectUnauthorized=false`,
    `smtp://jane:${CANARY}@localhost/path`,
    `smtp://jane:${CANARY}@localhost:99999`,
    `smtp://jane:${CANARY}%zz@localhost`,
    `smtp://jane:${CANARY}@`,
    `http://jane:${CANARY}@localhost`,
    `smtp://jane:${CANARY}@localhost\r\nx`,
    `smtp://jane:${CANARY}@localhost/?name=a%0d%0ab`,
    `smtp://jane:${CANARY}@localhost/?ca=/etc/hostname`,
    `jane:${CANARY}`,
    { host: 'localhost', user: 'jane', pass: CANARY, sendmail: true },
    { host: 'localhost', user: 'jane', pass: CANARY, url: 'smtp://x' },
    { host: 'localhost', user: 'jane', pass: [CANARY] },
    { host: 'localhost', user: 'jane' },
    null,
    3,
  ])('%j is refused without repeating it', (given) => {
    const read = readSmtpSettings(given, '/');
    expect(read).toEqual({ reason: expect.any(String) });
    expect(JSON.stringify(read)).not.toContain(CANARY);
  });

  test('ports, and what is said of hosts far away', async () => {
    const read = (given: string | object) => readSmtpSettings(given, '/');
    expect(read('smtp://mail.example.com')).toMatchObject({ settings: { port: 587, secure: false } });
    expect(read('smtps://mail.example.com')).toMatchObject({ settings: { port: 465, secure: true } });
    expect(read('smtp://mail.example.com:465')).toMatchObject({ settings: { port: 465, secure: true } });
    expect(read('smtp://a%40b:p%2Fw@[::1]:25')).toMatchObject({ settings: { host: '::1', user: 'a@b', pass: 'p/w' } });
    expect(read({ host: 'mail.example.com', port: 25 })).toMatchObject({ settings: { port: 25, insecure: false } });
  });
});
