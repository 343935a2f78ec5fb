import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createSender, SenderError } from '../dist/send.js';
import { jink } from './support/jink.js';
import { temporaryProject } from './support/project.js';
import { CANARY, send } from './support/send.js';
import { refusal, startSmtp } from './support/smtp.js';

/* Passwords and keys stay where their owner put them, whatever goes wrong. */

const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const SECRETS = [
  CANARY,
  Buffer.from(CANARY).toString('base64'),
  Buffer.from(`\0jane\0${CANARY}`).toString('base64'),
  ...KEY.split('\n').slice(1, -2),
];

const FILES = {
  'templates/welcome.pug': 'extends jink/layout\nblock subject\n  | Hello #{name}\nblock body\n  p Hello #{name}\n',
  'templates/welcome.json': '{ "name": "Ada" }',
};

function expectNone(text: string): void {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

/** Everything that Jink has written below a project. */
function expectNoneWritten(root: string): void {
  for (const folder of ['.jink', 'dist']) {
    for (const name of readdirSync(root).includes(folder)
      ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      : []) {
      const path = join(root, folder, name);
      if (statSync(path).isFile()) expectNone(readFileSync(path, 'latin1'));
    }
  }
}

const onAuth =
  (isRight: boolean) => (_: unknown, __: unknown, done: (error: Error | null, answer?: { user: string }) => void) =>
    isRight ? done(null, { user: 'jane' }) : done(refusal(535, `5.7.8 wrong: ${Buffer.from('no').toString('base64')}`));

test('no command prints or writes a password of the environment or of an option', async () => {
  for (const isRight of [true, false]) {
    const server = await startSmtp({ onAuth: onAuth(isRight) });
    const root = temporaryProject(FILES);
    const url = (rest: string) => `smtp://jane:${CANARY}@${rest}`;
    const good = url(`localhost:${server.port}`);
    for (const args of [
      ['--to', 'ada@example.com'],
      ['--to', 'ada@example.com', '--json'],
      ['--to', 'ada@example.com', '--dry-run', '--json'],
      ['--verify'],
      ['--verify', '--json'],
      ['--to', 'ada@example.com', '--resume'],
      ['--to', `jane:${CANARY.slice(0, 6)}@x`],
    ]) {
      const run = await send(args.includes('--verify') ? args : ['welcome', ...args], root, { SMTP_URL: good });
      expectNone(run.stdout + run.stderr);
    }
    expectNoneWritten(root);
  }
});

test.each([
  `localhost:1/?sendmail=true&path=/bin/sh`,
  'localhost:99999',
  '[::1',
  'local host',
  'localhost%00',
  `localhost?ca=/${CANARY}`,
  `localhost?${CANARY}=1`,
  'localhost:1',
])('a server that cannot be used is not repeated: %s', async (rest) => {
  const root = temporaryProject(FILES);
  const url = `smtp://jane:${CANARY}@${rest}`;
  const environment = await send(['--verify'], root, { SMTP_URL: url });
  const option = await send(['welcome', '--to', 'ada@example.com', '--retries', '0', `--smtp=${url}`], root);
  for (const { exitCode, stdout, stderr } of [environment, option]) {
    expectNone(stdout + stderr);
    expect([2, 3]).toContain(exitCode);
  }
  for (const other of [
    url.replace('smtp:', 'http:'),
    url.replace('smtp://', ''),
    url.replace(CANARY, `${CANARY}%zz`),
  ]) {
    const error = await createSender({ root, smtp: other }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SenderError);
    expectNone(inspect(error, { depth: null, showHidden: true }));
  }
  expectNoneWritten(root);
});

test.each<[string, string]>([
  ['jink.config.js', `export default { smtp: 'smtp://jane:${CANARY}@localhost:1' };`],
  [
    'jink.config.js',
    `export default { smtp: { host: 'localhost', port: 1, user: 'jane', pass: '${CANARY}', nonsense: 1 } };`,
  ],
  [
    'jink.config.ts',
    `const smtp: object = { host: 'localhost', port: 1, user: 'jane', pass: '${CANARY}' };\nexport default { smtp };`,
  ],
  [
    'jink.config.ts',
    `interface A { b: string }\nexport default { smtp: 'smtp://jane:${CANARY}@localhost:1', nonsense: 1 };`,
  ],
  ['jink.config.json', JSON.stringify({ smtp: { host: 'localhost', port: 1, user: 'jane', password: CANARY } })],
  ['jink.config.json', JSON.stringify({ smtp: 3, pass: CANARY })],
  ['jink.config.ts', `export default { dkim: { domain: 'example.com', selector: 5, key: \`${KEY}\` } };`],
  [
    'jink.config.ts',
    `const dkim: object = { domain: 'example.com', selector: 'a b', key: \`${KEY}\` };\nexport default { dkim };`,
  ],
  [
    'jink.config.js',
    `export default {\n  dkim: { domain: 'example.com', selector: 'a', key: \`${KEY}\`, more: 1 },\n};`,
  ],
])('no command prints or writes a secret of the config: %s %#', async (name, config) => {
  const root = temporaryProject({ ...FILES, [name]: config });
  for (const args of [
    ['send', 'welcome', '--to', 'ada@example.com', '--retries', '0'],
    ['send', '--verify', '--json'],
    ['build'],
    ['check', '--format', 'json'],
    ['render', 'welcome', '--format', 'eml'],
  ]) {
    const { stdout, stderr } = jink(args, root);
    expectNone(stdout + stderr);
  }
  expectNoneWritten(root);
});

test('no error of createSender holds a password', async () => {
  const root = temporaryProject(FILES);
  for (const smtp of [`smtp://jane:${CANARY}@[::1`, `smtp://jane:${CANARY}@localhost/?path=/bin/sh`]) {
    const error = await createSender({ root, smtp }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expectNone(inspect(error, { depth: null, showHidden: true }) + String((error as Error).stack));
  }
  const server = await startSmtp({ onAuth: onAuth(false) });
  const sender = await createSender({ root, smtp: `smtp://jane:${CANARY}@localhost:${server.port}`, retries: 0 });
  const outcome = await sender.send('welcome', { name: 'Ada' }, { to: 'ada@example.com' });
  expect(outcome).toMatchObject({ state: 'failed', failure: { code: 'login-refused' } });
  expectNone(inspect(outcome, { depth: null, showHidden: true }));
  expectNone(inspect(sender, { depth: null, showHidden: true }));
});
