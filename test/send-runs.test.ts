import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { expect, test } from 'vitest';
import { headerOf, readMessage } from './support/message.js';
import { temporaryProject } from './support/project.js';
import { eventsOf, ledgerFile, send, startSend, statesOf } from './support/send.js';
import { refusal, startSmtp } from './support/smtp.js';

/* Runs of 2,000 messages that something interrupts: the ledger and the server agree, whatever it was. */

const ROWS = 2000;
const ARGS = ['welcome', '--data', 'rows.csv', '--json'];
const PEOPLE = Array.from({ length: ROWS }, (_, index) => `a${index}@example.com`);

const FILES = {
  'templates/welcome.pug':
    'extends jink/layout\nblock subject\n  | Hello #{name}\nblock body\n  p Hello #{name}, #{amount}\n',
  'templates/welcome.json': '{ "name": "Ada", "amount": 3 }',
  'rows.csv': `to,name,amount\n${PEOPLE.map((to, index) => `${to},A${index},${index}`).join('\n')}\n`,
};

async function withRows(options: SMTPServerOptions = {}) {
  const server = await startSmtp(options);
  return { server, root: temporaryProject(FILES), env: { SMTP_URL: `smtp://127.0.0.1:${server.port}` } };
}

type Received = { to: string[]; raw: string }[];
const people = (received: Received) => received.map(({ to }) => to[0]!);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** What the ledger calls accepted the server has, once; what the server has beyond that is unknown; nothing else is missing. */
function expectAgreement(root: string, received: Received): { unknown: string[]; open: string[] } {
  const states = statesOf(root);
  const having = (...kinds: string[]) => PEOPLE.filter((to) => kinds.includes(states.get(to) ?? 'open'));
  const sent = people(received);
  expect(new Set(sent).size).toBe(sent.length);
  const accepted = new Set(having('accepted'));
  const unknown = having('unknown', 'sending');
  expect([...accepted].filter((to) => !sent.includes(to))).toEqual([]);
  expect(sent.filter((to) => !accepted.has(to) && !unknown.includes(to))).toEqual([]);
  return { unknown, open: having('open', 'deferred') };
}

test('killed: --resume sends the rest and lists what nobody knows, --resend-unknown sends that too', async () => {
  const { server, root, env } = await withRows();
  const { child, done } = startSend(ARGS, root, env);
  await until(() => server.received.length >= 300);
  child.kill('SIGKILL');
  await done;
  const { unknown, open } = expectAgreement(root, server.received);
  expect(open.length).toBeGreaterThan(0);
  const resumed = await send([...ARGS, '--resume'], root, env);
  const listed = eventsOf(resumed).filter(({ event }) => event === 'unknown');
  expect(listed.map(({ to }) => to).toSorted()).toEqual(unknown.toSorted());
  expect(resumed.exitCode).toBe(unknown.length ? 3 : 0);
  expect(expectAgreement(root, server.received)).toEqual({ unknown, open: [] });
  const before = server.received.length;
  const last = await send([...ARGS, '--resend-unknown'], root, env);
  expect(last.exitCode).toBe(0);
  expect(people(server.received.slice(before)).toSorted()).toEqual(unknown.toSorted());
  expect(new Set(people(server.received)).size).toBe(ROWS);
  // And now there is nothing left to do.
  const count = server.received.length;
  const again = await send([...ARGS, '--resume'], root, env);
  expect({ ...again, events: eventsOf(again).at(-1) }).toMatchObject({
    exitCode: 0,
    events: { sent: 0, skipped: ROWS },
  });
  expect(server.received).toHaveLength(count);
});

test('Ctrl+C: what is on its way is awaited, and a new run is told of the old one', async () => {
  const { server, root, env } = await withRows();
  const { child, done } = startSend(ARGS, root, env);
  await until(() => server.received.length >= 200);
  child.kill('SIGINT');
  const stopped = await done;
  expect(stopped).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('--resume goes on') });
  expect(eventsOf(stopped).at(-1)).toMatchObject({ event: 'end', sent: server.received.length, unknown: 0, failed: 0 });
  expect(expectAgreement(root, server.received).unknown).toEqual([]);
  const anew = await send([...ARGS, '--via', 'smtp', '--dry-run'], root, env);
  expect(anew.exitCode).toBe(0);
  expect((await send([...ARGS, '--resume'], root, env)).exitCode).toBe(0);
  expect(people(server.received).toSorted()).toEqual(PEOPLE.toSorted());
});

test('a server that dies in the middle', async () => {
  const { server, root, env } = await withRows();
  const { done } = startSend([...ARGS, '--retries', '0'], root, env);
  await until(() => server.received.length >= 300);
  await server.kill();
  expect((await done).exitCode).toBe(3);
  const first = expectAgreement(root, server.received);
  expect(first.open.length).toBeGreaterThan(0);
  const other = await startSmtp({ port: server.port });
  await send([...ARGS, '--resume'], root, env);
  const all = [...server.received, ...other.received];
  const { unknown, open } = expectAgreement(root, all);
  expect(open).toEqual([]);
  expect(unknown.toSorted()).toEqual(first.unknown.toSorted());
  expect(new Set([...people(all), ...unknown]).size).toBe(ROWS);
});

test('a server that comes back while it is tried again', async () => {
  const { server, root, env } = await withRows();
  const { done } = startSend(ARGS, root, env);
  await until(() => server.received.length >= 300);
  await server.kill();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const other = await startSmtp({ port: server.port });
  const run = await done;
  const all = [...server.received, ...other.received];
  const { unknown, open } = expectAgreement(root, all);
  expect(open).toEqual([]);
  expect(run.exitCode).toBe(unknown.length ? 3 : 0);
  expect(eventsOf(run).some(({ event }) => event === 'deferred')).toBe(true);
});

test('a server that hangs up once it has a message: it is unknown, and sent again only when that is asked for', async () => {
  let count = 0;
  const taken: Received = [];
  const { server, root, env } = await withRows({
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk) => {
        raw += chunk;
      });
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        if (++count !== 700) return done();
        for (const socket of server.sockets) socket.destroy();
      });
    },
  });
  const run = await send(ARGS, root, env);
  expect(run).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('cut-off') });
  const { unknown, open } = expectAgreement(root, taken);
  expect(open).toEqual([]);
  expect(unknown.length).toBeGreaterThan(0);
  const before = taken.length;
  const listed = await send([...ARGS, '--resume'], root, env);
  expect(listed).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('--resend-unknown') });
  expect(taken).toHaveLength(before);
  expect((await send([...ARGS, '--resend-unknown'], root, env)).exitCode).toBe(0);
  const again = taken.slice(before);
  expect(people(again).toSorted()).toEqual(unknown.toSorted());
  const idOf = async ({ raw }: { raw: string }) => headerOf(await readMessage(raw), 'Message-ID');
  for (const message of again) {
    const first = taken.slice(0, before).find(({ to }) => to[0] === message.to[0]);
    if (first) expect(await idOf(message)).toBe(await idOf(first));
  }
});

test('a server that hangs up before it greets', async () => {
  let connections = 0;
  const { server, root, env } = await withRows({
    onConnect(_, done) {
      if (++connections > 7) return done();
      for (const socket of server.sockets) socket.destroy();
    },
  });
  const { exitCode } = await send([...ARGS, '--retries', '0'], root, env);
  expect(exitCode).toBe(3);
  expect(server.received).toEqual([]);
  expect(expectAgreement(root, []).unknown).toEqual([]);
  expect((await send([...ARGS, '--resume'], root, env)).exitCode).toBe(0);
  expect(people(server.received).toSorted()).toEqual(PEOPLE.toSorted());
});

test('who has to wait for another try does not hold up the others', async () => {
  const tries: Record<string, number> = {};
  const { server, root, env } = await withRows({
    onRcptTo({ address }, _, done) {
      tries[address] = (tries[address] ?? 0) + 1;
      if (address === 'a1@example.com') return done(refusal(550, '5.1.1 no such user'));
      const isLater = tries[address] === 1 && /^a\d?0@/.test(address);
      return isLater ? done(refusal(450, '4.2.0 busy')) : done();
    },
  });
  const began = Date.now();
  const run = await send(ARGS, root, env);
  expect(run.exitCode).toBe(3);
  const later = PEOPLE.filter((to) => /^a\d?0@/.test(to));
  expect(later.map((to) => tries[to])).toEqual(later.map(() => 2));
  expect(tries['a1@example.com']).toBe(1);
  expect(server.received).toHaveLength(ROWS - 1);
  // Ten of them one after the other would take twice as long as this.
  expect(Date.now() - began).toBeLessThan(20_000);
  const events = eventsOf(run);
  expect(events.filter(({ event }) => event === 'deferred')).toHaveLength(later.length);
  expect(statesOf(root).get('a1@example.com')).toBe('rejected');
  const again = await send([...ARGS, '--resume'], root, env);
  expect(again).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('It was refused before.') });
  expect(tries['a1@example.com']).toBe(1);
});

test('the last line of a ledger was cut off: what it was about is unknown', async () => {
  const { server, root, env } = await withRows();
  writeFileSync(join(root, 'rows.csv'), FILES['rows.csv'].split('\n').slice(0, 5).join('\n'));
  expect((await send(ARGS, root, env)).exitCode).toBe(0);
  const path = ledgerFile(root);
  const text = readFileSync(path, 'utf8');
  // As if the machine had lost its power while the last message was noted as accepted.
  const lines = text.split('\n').filter((line) => line.includes('"accepted"'));
  truncateSync(path, text.lastIndexOf(lines.at(-1)!) + 20);
  const resumed = await send([...ARGS, '--resume'], root, env);
  expect(eventsOf(resumed).at(-1)).toMatchObject({ sent: 0, skipped: 3, unknown: 1 });
  expect(server.received).toHaveLength(4);
  appendFileSync(path, 'null\n12\n{"run":\n[]\n');
  expect(eventsOf(await send([...ARGS, '--resend-unknown'], root, env)).at(-1)).toMatchObject({ sent: 1, skipped: 3 });
  expect(eventsOf(await send([...ARGS, '--resume'], root, env)).at(-1)).toMatchObject({ sent: 0, skipped: 4 });
});

test('two at once are refused; the lock of a process that is gone is not in the way', async () => {
  const { server, root, env } = await withRows();
  const { child, done } = startSend([...ARGS, '--rate', '20'], root, env);
  await until(() => server.received.length > 0);
  const second = await send([...ARGS, '--resume'], root, env);
  expect(second).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('being sent already') });
  child.kill('SIGKILL');
  await done;
  expect(readFileSync(`${ledgerFile(root)}.lock`, 'utf8')).toMatch(/^\d+ /);
  expect([0, 3]).toContain((await send([...ARGS, '--resume'], root, env)).exitCode);
  expect(expectAgreement(root, server.received).open).toEqual([]);
  // The number of the process is somebody else's by now.
  writeFileSync(`${ledgerFile(root)}.lock`, `${process.pid} 1`);
  expect((await send([...ARGS, '--resume'], root, env)).stderr).not.toContain('being sent already');
});

test('SIGTERM, which ends services, ends a run in good order too', async () => {
  const { server, root, env } = await withRows();
  const { child, done } = startSend([...ARGS, '--rate', '50'], root, env);
  await until(() => server.received.length >= 3);
  child.kill('SIGTERM');
  expect(await done).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('--resume goes on') });
  const { unknown, open } = expectAgreement(root, server.received);
  expect([unknown, open.length]).toEqual([[], ROWS - server.received.length]);
  // A run that begins anew says what it leaves behind.
  const count = server.received.length;
  const anew = startSend([...ARGS, '--rate', '50'], root, env);
  await until(() => server.received.length > count);
  anew.child.kill('SIGTERM');
  expect((await anew.done).stderr).toContain(`The last run of these messages was interrupted after ${count} of them`);
});

test('a connection that is refused is tried four times within half a minute, then nobody else is tried', async () => {
  const { server, root, env } = await withRows();
  await server.kill();
  const began = performance.now();
  const run = await send(ARGS, root, env);
  expect(performance.now() - began).toBeLessThan(40_000);
  expect(run.exitCode).toBe(3);
  const failed = eventsOf(run).filter(({ event }) => event === 'failed');
  expect(failed.length).toBeLessThanOrEqual(5);
  expect(failed[0]).toMatchObject({ tries: 4, code: 'connection-refused' });
  expect(eventsOf(run).at(-1)).toMatchObject({ sent: 0, left: ROWS - failed.length });
  expect(expectAgreement(root, []).unknown).toEqual([]);
});

test('where nothing can be written down, nothing is sent', async () => {
  const { server, root, env } = await withRows();
  mkdirSync(join(root, '.jink'), { recursive: true });
  writeFileSync(join(root, '.jink/ledger'), '');
  const run = await send(ARGS, root, env);
  expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('cannot be written down in .jink/ledger') });
  expect(server.received).toEqual([]);
});

test('on a terminal a bar shows how far it is, and nowhere else', async () => {
  const { root, env } = await withRows();
  const main = new URL('../dist/bundle/main.js', import.meta.url).pathname;
  const command = `stty cols 100; '${process.execPath}' '${main}' send welcome --data rows.csv`;
  const terminal = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: root,
    env: { ...process.env, ...env, NO_COLOR: '1', TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let shown = '';
  terminal.stdout.setEncoding('utf8').on('data', (text) => {
    shown += text;
  });
  await new Promise((resolve) => terminal.on('close', resolve));
  expect(shown).toMatch(/\r\u001B\[K[█░]{20} \d+ of 2000 sent, 0 deferred, 0 rejected, [\d.]+\/s, \d+ s to go/);
  expect(shown).toMatch(/\r\u001B\[K\r*\n2000 sent\./);
  for (const line of shown.split(/\r\u001B\[K|\r?\n/)) expect([...line].length).toBeLessThan(100);
  const plain = await send(['welcome', '--data', 'rows.csv', '--rate', '300'], root, env);
  expect(plain.stderr).not.toMatch(/[\r\u001B█]/);
  expect(plain.stderr).toMatch(/^\d+ of 2000 sent, 0 deferred, 0 rejected, \d+\/s, \d+ s to go$/m);
});
