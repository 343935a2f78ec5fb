import { execFileSync, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from './support/certificates.js';
import type { Run } from './support/jink.js';
import { readMessage } from './support/message.js';
import { type Postfix, startPostfix } from './support/postfix.js';
import { temporaryProject } from './support/project.js';

/* `jink send` and a real mail server. */

const MAIN = fileURLToPath(new URL('../dist/bundle/main.js', import.meta.url));

let authority: ReturnType<typeof createAuthority>;
let postfix: Postfix;
beforeAll(async () => {
  authority = createAuthority();
  postfix = await startPostfix(authority.sign('localhost'));
});
afterAll(() => {
  postfix?.stop();
  rmSync(authority.folder, { recursive: true });
});

const FILES = {
  'templates/welcome.pug':
    'extends jink/layout\nblock subject\n  | Grüße, #{name} 🎉\nblock body\n  p Hello #{name}\n  p!= filling\n',
  'templates/welcome.json': '{ "name": "Ada", "filling": "" }',
  'jink.config.json': JSON.stringify({ from: '"Jäne, \\"J.\\"" <jane@example.com>' }),
};

async function send(
  args: string[],
  { query = `?ca=${authority.file}`, root = temporaryProject(FILES) } = {},
): Promise<Run & { root: string }> {
  const child = spawn(process.execPath, [MAIN, 'send', 'welcome', ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', SMTP_URL: `smtp://localhost:${postfix.port}${query}` },
  });
  const run = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (text) => {
      run[name] += text;
    });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { ...run, exitCode, root };
}

let before = 0;
/** What came since the last time. */
async function arrived(count: number) {
  const all = await postfix.delivered(before + count);
  before = all.length;
  return all.slice(-count || all.length);
}

test('three hundred messages are all in the mailbox, encrypted on their way', async () => {
  const root = temporaryProject(FILES);
  const people = Array.from({ length: 300 }, (_, i) => `reader${i}@example.test`);
  writeFileSync(
    join(root, 'rows.csv'),
    `to,name,filling\n${people.map((to, i) => `${to},"Ä, ""${i}""",x`).join('\n')}\n`,
  );
  const { exitCode, stderr } = await send(['--data', 'rows.csv'], { root });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('300 sent.') });
  const messages = await arrived(300);
  expect(messages.map(({ to }) => to).toSorted()).toEqual(people.toSorted());
  for (const { to, raw } of messages) {
    const message = await readMessage(raw);
    const number = /\d+/.exec(to)![0];
    expect(message).toMatchObject({
      subject: `Grüße, Ä, "${number}" 🎉`,
      from: { name: 'Jäne, "J."', address: 'jane@example.com' },
      to: [{ address: to }],
    });
    expect(message.html).toContain(`Hello Ä, &quot;${number}&quot;`);
    expect(raw.toString('latin1')).toMatch(/^Received: [^\n]*\n(\s[^\n]*\n)*?\s+\(using TLSv1\.[23]/m);
  }
  // And the same run once more sends nothing.
  const again = await send(['--data', 'rows.csv', '--resume'], { root });
  expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('0 sent, 300 sent before.') });
  expect(await postfix.delivered(300)).toHaveLength(300);
});

test('who is refused is told, and the others get theirs', async () => {
  const to = 'ada@example.test,gone@example.test,eve@elsewhere.example,bob@example.test';
  const { exitCode, stderr } = await send(['--to', to]);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/✗ gone@example\.test +recipient-refused .* It said: 550 5\.1\.1 /);
  expect(stderr).toMatch(/✗ eve@elsewhere\.example +recipient-refused .* It said: 554 5\.7\.1 /);
  expect((await arrived(2)).map(({ to }) => to).toSorted()).toEqual(['ada@example.test', 'bob@example.test']);
});

test('who is refused for now gets it when it is tried again', async () => {
  const { exitCode, stdout } = await send(['--to', 'busy@example.test', '--json']);
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(exitCode).toBe(0);
  expect(events.map(({ event, tries }) => [event, tries])).toContainEqual(['sent', 2]);
  expect(await arrived(1)).toMatchObject([{ to: 'busy@example.test' }]);
});

test('what is too large is not handed over', async () => {
  const root = temporaryProject(FILES);
  writeFileSync(join(root, 'large.json'), JSON.stringify({ name: 'Ada', filling: 'Filling '.repeat(300_000) }));
  const size = Buffer.byteLength(postfix.log());
  const { exitCode, stderr } = await send(['--to', 'ada@example.test', '--data', 'large.json'], { root });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('too-large') });
  const said = postfix.log().slice(size);
  expect(said).not.toMatch(/client=|message-id=/);
});

test.each<[string, () => string]>([
  ['a certificate that nobody known signed', () => ''],
  ['the certificate of another host', () => `?ca=${authority.file}&servername=mail.example.com`],
])('%s: nothing is sent', async (_, query) => {
  const { exitCode, stderr } = await send(['--to', 'ada@example.test'], { query: query() });
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 3,
    stderr: expect.stringMatching(/certificate .*nothing was sent/),
  });
  const verified = await send(['--verify'], { query: query() });
  expect(verified.exitCode).toBe(3);
  expect((await postfix.delivered(before)).length).toBe(before);
});

test('--verify', async () => {
  expect(await send(['--verify'])).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('is ready') });
});

test('the queue is empty in the end', () => {
  expect(execFileSync('postqueue', ['-c', postfix.config, '-p'], { encoding: 'utf8' })).toContain('is empty');
});
