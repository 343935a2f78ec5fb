import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { jink } from './support/jink.js';
import { headerOf, readMessage } from './support/message.js';
import { temporaryProject } from './support/project.js';
import { CANARY, send } from './support/send.js';
import { refusal, startSmtp } from './support/smtp.js';

/* `jink send`, against a real server on this machine. */

const FILES = {
  'templates/welcome.pug':
    'extends jink/layout\nblock subject\n  | Hello #{name}\nblock body\n  p Hello #{name}, #{amount}\n',
  'templates/welcome.json': '{ "name": "Ada", "amount": 3 }',
};

async function withServer(options: SMTPServerOptions = {}) {
  const server = await startSmtp(options);
  return { server, root: temporaryProject(FILES), env: { SMTP_URL: `smtp://127.0.0.1:${server.port}` } };
}

describe('without a server', () => {
  test('a message lies in the outbox', async () => {
    const root = temporaryProject(FILES);
    const { exitCode, stdout, stderr } = await send(['welcome', '--to', 'Ada <ada@example.com>'], root, {
      SMTP_URL: '',
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('outbox (.jink/outbox)');
    const [file] = readdirSync(join(root, '.jink/outbox'));
    const message = await readMessage(readFileSync(join(root, '.jink/outbox', file!)));
    expect(message).toMatchObject({
      subject: 'Hello Ada',
      from: { name: 'Jink', address: 'jink@localhost' },
      to: [{ name: 'Ada', address: 'ada@example.com' }],
    });
    expect(Math.abs(Date.parse(message.date!) - Date.now())).toBeLessThan(60_000);
  });

  test('eml prints it, or writes it to a folder', async () => {
    const root = temporaryProject(FILES);
    const printed = await send(['welcome', '--to', 'ada@example.com', '--via', 'eml', '--quiet'], root);
    expect((await readMessage(printed.stdout)).subject).toBe('Hello Ada');
    await send(['welcome', '--to', 'ada@example.com,bob@example.com', '--via', 'eml', '--out', 'mail'], root);
    expect(readdirSync(join(root, 'mail'))).toHaveLength(2);
  });

  test('a dry run makes everything and leaves nothing', async () => {
    const { server, root, env } = await withServer();
    const { exitCode, stderr } = await send(['welcome', '--to', 'ada@example.com', '--dry-run'], root, env);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/ada@example\.com {2}\d+\.\d KB {2}Hello Ada/);
    expect(server.received).toEqual([]);
    expect(existsSync(join(root, '.jink/outbox')) || existsSync(join(root, '.jink/ledger'))).toBe(false);
  });
});

describe('through a server', () => {
  test('each recipient gets a message of their own', async () => {
    const { server, root, env } = await withServer();
    const args = [
      'welcome',
      '--to',
      'ada@example.com, "Bob, B." <bob@example.com>',
      '--from',
      'Jane <jane@example.com>',
    ];
    const { exitCode, stdout } = await send([...args, '--subject', 'Straße 🎉', '--json'], root, env);
    expect(exitCode).toBe(0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(['start', 'sent', 'sent', 'end']);
    expect(events.at(-1)).toMatchObject({ sent: 2, failed: 0 });
    expect(server.received.map(({ to }) => to).toSorted()).toEqual([['ada@example.com'], ['bob@example.com']]);
    for (const { raw, from, to } of server.received) {
      const message = await readMessage(Buffer.from(raw, 'latin1'));
      expect(from).toBe('jane@example.com');
      expect(message.to!.map(({ address }) => address)).toEqual(to);
      expect(message.subject).toBe('Straße 🎉');
    }
  });

  test('what is received is what was meant', async () => {
    const { server, root, env } = await withServer();
    const template = 'extends jink/layout\nblock subject\n  | #{name}\nblock body\n  p Hello #{name}\n  p= filling\n';
    writeFileSync(join(root, 'templates/welcome.pug'), template);
    writeFileSync(join(root, 'templates/welcome.json'), '{ "name": "Ada", "filling": "" }');
    const rows = [
      { to: '"Lovelace, \\"Ada\\" 🎉" <ada@bücher.example>', data: { name: `🎉 ${'Straße, "quoted" '.repeat(18)}.` } },
      { to: "Seán O'Hara <sean@xn--bcher-kva.example>", data: { name: '你好，世界。'.repeat(20) } },
    ].map((row) => ({
      ...row,
      data: { ...row.data, amount: 3, filling: `Größe <b> & "x" ${'y'.repeat(990)} `.repeat(100) },
    }));
    writeFileSync(join(root, 'rows.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
    const from = '"Jäne, J." <jane@münchen.example>';
    expect((await send(['welcome', '--data', 'rows.jsonl', '--from', from], root, env)).exitCode).toBe(0);
    const messages = await Promise.all(server.received.map(({ raw }) => readMessage(Buffer.from(raw, 'latin1'))));
    const meant = [
      { name: 'Lovelace, "Ada" 🎉', address: 'ada@xn--bcher-kva.example' },
      { name: "Seán O'Hara", address: 'sean@xn--bcher-kva.example' },
    ];
    for (const [index, { data }] of rows.entries()) {
      const message = messages.find(({ to }) => to?.[0]?.address === meant[index]!.address)!;
      expect(message.to).toEqual([meant[index]]);
      expect(message.from).toEqual({ name: 'Jäne, J.', address: 'jane@xn--mnchen-3ya.example' });
      expect(message.subject).toBe(data.name.trim());
      writeFileSync(join(root, 'one.json'), JSON.stringify(data));
      const rendered = (format: string) =>
        jink(['render', 'welcome', '--data', 'one.json', '--format', format], root).stdout;
      const html = rendered('html');
      expect(html.length).toBeGreaterThan(100_000);
      expect(message.html!.trim()).toBe(html.trim());
      expect(message.text!.trim()).toBe(rendered('text').trim());
    }
    for (const { raw } of server.received)
      for (const line of raw.split('\r\n')) expect(line).toMatch(/^[\t -~]{0,998}$/);
  });

  test('--json prints an event a line, and nothing else', async () => {
    const { server, root, env } = await withServer({
      onRcptTo({ address }, _, done) {
        done(address.startsWith('gone') ? refusal(550, '5.1.1 no such user') : null);
      },
    });
    const run = await send(['welcome', '--to', 'gone@example.com,ada@example.com', '--json'], root, env);
    const stable = run.stdout.replace(/"run":"[\da-f]{32}"/, '"run":"…"').replace(/"[\da-f]{40}@localhost"/g, '"…"');
    const target = `127.0.0.1:${server.port}`;
    expect(stable.trim().split('\n').toSorted()).toEqual(
      [
        `{"event":"start","run":"…","via":"smtp","target":"${target}","messages":2,"doubles":0}`,
        '{"event":"failed","to":"gone@example.com","messageId":"…","tries":1,"kind":"permanent","code":"recipient-refused","reason":"The server refused the recipient.","reply":"550 5.1.1 no such user"}',
        '{"event":"sent","to":"ada@example.com","messageId":"…","tries":1,"reply":"250 kept"}',
        '{"event":"end","sent":1,"skipped":0,"failed":1,"unknown":0,"left":0}',
      ].toSorted(),
    );
    expect(run.exitCode).toBe(3);
    const dry = await send(['welcome', '--to', 'ada@example.com', '--dry-run', '--json', '--quiet'], root, env);
    expect(dry.stdout).toMatch(
      /^\{"event":"message","from":"Jink <jink@localhost>","to":"ada@example.com","subject":"Hello Ada","bytes":\d+,"attachments":0\}\n$/,
    );
    expect(dry.stderr).toBe('');
    const verified = await send(['--verify', '--json', '--quiet'], root, env);
    expect(verified).toEqual({
      exitCode: 0,
      stdout: `{"event":"verified","via":"smtp","target":"${target}","ok":true}\n`,
      stderr: '',
    });
    await server.kill();
    const failed = await send(['--verify', '--json', '--quiet'], root, env);
    expect({ ...failed, stdout: JSON.parse(failed.stdout) }).toMatchObject({
      exitCode: 3,
      stdout: { event: 'verified', ok: false, kind: 'temporary', code: 'connection-refused' },
      stderr: `${target} takes no connections.\n`,
    });
  });

  test('rows of CSV have their own data, and numbers where the template has some', async () => {
    const { server, root, env } = await withServer();
    writeFileSync(
      join(root, 'rows.csv'),
      'to,name,amount\r\nada@example.com,"Ada, L.",5\r\nbob@example.com,Bob,6\r\nbob@example.com,Bob,6\r\n',
    );
    const { exitCode, stderr } = await send(['welcome', '--data', 'rows.csv'], root, env);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('1 row said the same') });
    const subjects = await Promise.all(server.received.map(async ({ raw }) => (await readMessage(raw)).subject));
    expect(subjects.toSorted()).toEqual(['Hello Ada, L.', 'Hello Bob']);
  });

  test('--redirect sends everything to one address, also where only that one is allowed', async () => {
    const { server, root, env } = await withServer();
    writeFileSync(join(root, 'jink.config.js'), "export default { recipients: ['me@example.com'] };");
    const { exitCode } = await send(['welcome', '--to', 'ada@example.com', '--redirect', 'me@example.com'], root, env);
    expect(exitCode).toBe(0);
    expect(server.received.map(({ to }) => to)).toEqual([['me@example.com']]);
    const message = await readMessage(server.received[0]!.raw);
    expect(message.to).toEqual([{ name: '', address: 'me@example.com' }]);
    expect(headerOf(message, 'X-Original-To')).toBe('ada@example.com');
  });

  test('who is refused for now is tried again, who is refused for good is not', async () => {
    const tries: Record<string, number> = {};
    const { server, root, env } = await withServer({
      onRcptTo({ address }, _, done) {
        tries[address] = (tries[address] ?? 0) + 1;
        if (address.startsWith('gone')) return done(refusal(550, '5.1.1 no such user'));
        return address.startsWith('busy') && tries[address] === 1 ? done(refusal(450, '4.2.0 busy')) : done();
      },
    });
    const { exitCode, stderr } = await send(['welcome', '--to', 'gone@example.com,busy@example.com'], root, env);
    expect(exitCode).toBe(3);
    expect(tries).toEqual({ 'gone@example.com': 1, 'busy@example.com': 2 });
    expect(server.received.map(({ to }) => to)).toEqual([['busy@example.com']]);
    expect(stderr).toContain(
      '✗ gone@example.com  recipient-refused  The server refused the recipient. It said: 550 5.1.1',
    );
    expect(stderr).toContain('1 sent, 1 failed.');
  });

  test('a wrong password ends the run, and stands nowhere', async () => {
    const { server, root } = await withServer({ onAuth: (_, __, done) => done(refusal(535, 'no')) });
    const env = { SMTP_URL: `smtp://jane:${CANARY}@localhost:${server.port}` };
    const to = Array.from({ length: 12 }, (_, index) => `a${index}@example.com`).join(',');
    const { exitCode, stderr } = await send(['welcome', '--to', to], root, env);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('login-refused');
    expect(stderr).toMatch(/\d+ not tried/);
    const kept = readdirSync(join(root, '.jink'), { recursive: true, encoding: 'utf8' });
    for (const name of kept.filter((each) => each.endsWith('.jsonl')))
      expect(readFileSync(join(root, '.jink', name), 'utf8')).not.toContain(CANARY);
    const verified = await send(['--verify'], root, env);
    expect(verified.exitCode).toBe(3);
    expect(verified.stderr).toContain('refused the user or the password');
  });

  test('--verify connects and sends nothing', async () => {
    const { server, root, env } = await withServer();
    expect(await send(['--verify'], root, env)).toMatchObject({ exitCode: 0 });
    expect(server.received).toEqual([]);
  });

  test('--rate', async () => {
    const { server, root, env } = await withServer();
    const began = Date.now();
    await send(['welcome', '--to', 'a@example.com,b@example.com,c@example.com', '--rate', '2'], root, env);
    expect(server.received).toHaveLength(3);
    expect(Date.now() - began).toBeGreaterThan(1000);
  });

  test('what is not valid is wrong usage, and nobody is connected to', async () => {
    let connections = 0;
    const { root, env } = await withServer({
      onConnect(_, done) {
        connections++;
        done();
      },
    });
    for (const args of [
      ['--to', 'ada@example.com\r\nBcc: eve@example.com'],
      ['--to', 'ada@example.com>,<eve@example.com'],
      ['--to', '"eve@evil.example x"@example.com'],
      ['--to', 'ada@example.com', '--from', 'Jane\r\nBcc: eve@example.com <jane@example.com>'],
      ['--to', 'ada@example.com', '--subject', 'Hello\r\nBcc: eve@example.com'],
      ['--to', 'ada@example.com', '--redirect', 'me'],
      ['--to', 'ada@example.com', '--rate', '0'],
      ['--to', 'ada@example.com', '--retries', 'x'],
      ['--to', 'ada@example.com', '--via', 'sendmail'],
      ['--to', 'ada@example.com', '--data', 'none.json'],
      ['--to', 'ada@example.com', `--smtp=http://jane:${CANARY}@localhost`],
      ['--to', 'ada@example.com', `--smpt=smtp://jane:${CANARY}@localhost`],
      ['--to', ','],
      [],
    ])
      expect([args, (await send(['welcome', ...args], root, env)).exitCode]).toEqual([args, 2]);
    expect(connections).toBe(0);
  });
});
