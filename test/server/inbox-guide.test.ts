import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DevProcess, startDev } from '../support/dev-process.js';
import { sendTo } from '../support/inbox.js';

/* The example of docs/inbox.md is run as it stands there, but for the address. */

const page = readFileSync(fileURLToPath(new URL('../../docs/inbox.md', import.meta.url)), 'utf8');
const code = /```js\n([\s\S]*?)```/.exec(page)![1]!;
const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (...given: unknown[]) => Promise<void>;

let dev: DevProcess;
beforeAll(async () => {
  dev = await startDev({ 'templates/welcome.pug': 'h1 Welcome\n' });
});
afterAll(async () => {
  await dev.close();
  rmSync(dev.root, { recursive: true });
});

const run = (application: object) => {
  expect(code).toContain("'http://127.0.0.1:3999'");
  const here = code.replace('http://127.0.0.1:3999', dev.url).replace("timeout: '10'", "timeout: '3'");
  return new AsyncFunction('application', 'assert', here)(application, assert);
};
const mail = (to: string) => ({ to, subject: 'Your new password', text: 'https://shop.example/reset?token=abc123' });

test('an application that sends passes, whenever its message comes', async () => {
  await run({ resetPassword: (to: string) => sendTo(dev.smtpPort, mail(to)) });
  const later = async (to: string) => {
    await sleep(300);
    await sendTo(dev.smtpPort, mail(to));
  };
  await run({
    async resetPassword(to: string) {
      void later(to);
    },
  });
});

test('one that sends nothing, or to somebody else, fails', async () => {
  await sleep(5);
  await expect(run({ async resetPassword() {} })).rejects.toThrow();
  await expect(run({ resetPassword: () => sendTo(dev.smtpPort, mail('bob@example.com')) })).rejects.toThrow();
});
