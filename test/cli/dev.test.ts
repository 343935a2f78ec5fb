import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { networkAddress } from '../../dist/cli/network-address.js';
import { browserCommand, openBrowser } from '../../dist/cli/open-browser.js';
import { qrCode } from '../../dist/cli/qr-code.js';
import { temporaryProject } from '../support/project.js';

/* What `jink dev` says and opens, by its flags. */

const MAIN = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
const URL_OF_SERVER = 'http://127.0.0.1:3999/?token=a&b=c';

/** Starts the real command; what it says until `text` comes. */
async function dev(args: string[], until: RegExp, env: Record<string, string> = {}): Promise<string> {
  const root = temporaryProject({ 'templates/welcome.pug': 'p Hello' });
  const child = spawn(process.execPath, [MAIN, 'dev', ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', BROWSER: 'none', ...env },
  });
  const ended = new Promise((done) => child.once('exit', done));
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  let said = '';
  await new Promise<void>((done, fail) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      if (until.test(said)) done();
    });
    child.once('exit', () => fail(new Error(said)));
  });
  return said;
}

test('--open opens the address in the browser that BROWSER names', async () => {
  const folder = temporaryProject({ 'browser.sh': '#!/bin/sh\necho "$1" > "$0.opened"\n' });
  chmodSync(`${folder}/browser.sh`, 0o755);
  const said = await dev(['--open', '--port', '0'], /Your emails are at .*\n/, { BROWSER: `${folder}/browser.sh` });
  const opened = `${folder}/browser.sh.opened`;
  await expect
    .poll(() => existsSync(opened) && readFileSync(opened, 'utf8').trim(), { timeout: 5000 })
    .toBe(/http:\S+/.exec(said)![0]);
});

test('--open fails for nobody: the address is said, and the server runs', async () => {
  const said = await dev(['--open', '--port', '0'], /No browser could be opened/, { BROWSER: '/nowhere/browser' });
  const [url] = /http:\S+/.exec(said)!;
  expect((await fetch(`${url}/api/templates`)).status).toBe(200);
});

test('nothing is opened without --open', async () => {
  const folder = temporaryProject({ 'browser.sh': '#!/bin/sh\necho "$1" > "$0.opened"\n' });
  chmodSync(`${folder}/browser.sh`, 0o755);
  await dev(['--port', '0'], /welcome/, { BROWSER: `${folder}/browser.sh` });
  expect(existsSync(`${folder}/browser.sh.opened`)).toBe(false);
});

test('a port that is taken is said, with the one that was free', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  onTestFinished(() => void other.close());
  const { port } = other.address() as { port: number };
  const said = await dev(['--port', String(port)], /Your emails are at .*\n/);
  const [, next] = new RegExp(`^Port ${port} is taken, so this is port (\\d+)\\.$`, 'm').exec(said)!;
  expect(Number(next)).toBeGreaterThan(port);
  expect(said).toContain(`http://127.0.0.1:${next}`);
});

test('--host says the address for the network with its token, as text and as a code, and what that means', async () => {
  const said = await dev(['--host', '0.0.0.0', '--port', '0'], /Without --host only this machine can\./);
  const lan = networkAddress('0.0.0.0');
  if (lan) {
    const [, url] = /In your network they are at (\S+)/.exec(said)!;
    expect(url).toMatch(new RegExp(`^http://${lan.replaceAll('.', '\\.')}:\\d+/\\?token=[\\w-]{20,}$`));
    for (const line of qrCode(url!).split('\n')) expect(said).toContain(line);
    expect((await fetch(url!, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(new URL('/', url))).status).toBe(403);
  }
  expect(said).toContain('Everybody in your network who has this address can read the emails and their data');
});

test('there is no code and no warning for this machine alone', async () => {
  expect(await dev(['--port', '0'], /welcome/)).not.toMatch(/network|█/);
});

test.each([
  ['macOS', { platform: 'darwin', release: '23.1.0' }, ['open', [URL_OF_SERVER]]],
  ['Windows', { platform: 'win32', release: '10.0.1' }, ['rundll32', ['url.dll,FileProtocolHandler', URL_OF_SERVER]]],
  ['Linux', { platform: 'linux', release: '6.1.0-18-amd64' }, ['xdg-open', [URL_OF_SERVER]]],
  [
    'Linux in Windows',
    { platform: 'linux', release: '5.15.90.1-microsoft-standard-WSL2' },
    ['rundll32.exe', ['url.dll,FileProtocolHandler', URL_OF_SERVER]],
  ],
] as const)('the command of %s', (_, computer, expected) => {
  expect(browserCommand(URL_OF_SERVER, { ...computer, env: {} })).toEqual(expected);
});

test('BROWSER has the last word', () => {
  const computer = { platform: 'linux', release: '6.1' } as const;
  expect(browserCommand('http://a', { ...computer, env: { BROWSER: 'firefox' } })).toEqual(['firefox', ['http://a']]);
  expect(browserCommand('http://a', { ...computer, env: { BROWSER: 'none' } })).toBeUndefined();
  expect(browserCommand('http://a', { ...computer, env: { BROWSER: 'sh -c "rm %s"' } })![0]).toBe('xdg-open');
});

test('a browser that is not there is told', async () => {
  const computer = { platform: 'linux', release: '6.1', env: { BROWSER: '/nowhere' } } as const;
  expect(await openBrowser('http://127.0.0.1/', computer)).toBe(false);
});

test.each([
  ['0.0.0.0', { lo: ['127.0.0.1', true], docker0: ['172.17.0.1'], wlan0: ['192.168.1.7'] }, '192.168.1.7'],
  ['0.0.0.0', { docker0: ['172.17.0.1'], eth0: ['203.0.113.9'] }, '203.0.113.9'],
  ['::', { lo: ['127.0.0.1', true] }, undefined],
  ['192.168.1.9', {}, '192.168.1.9'],
  ['fe80::1', {}, '[fe80::1]'],
] as const)('other devices reach %s at the right address: %o', (host, given, expected) => {
  const interfaces = Object.fromEntries(
    Object.entries(given as Record<string, readonly [string, boolean?]>).map(([name, [address, internal = false]]) => [
      name,
      [{ address, internal, family: 'IPv4' as const, netmask: '', mac: '', cidr: null }],
    ]),
  );
  expect(networkAddress(host, interfaces)).toBe(expected);
});
