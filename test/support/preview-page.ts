import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { startChromium } from './chromium.js';
import { temporaryFolder, writeFiles } from './project.js';

const MAIN = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
/** How long an editor may take to start, in ms. */
const PATIENCE = 10_000;
export const REPORT = 'weekly-agent-report';

export interface OpenOptions extends BrowserContextOptions {
  /** Gets the addresses of other machines that the page asks for; only images.example may be asked. */
  remote?: string[];
  /** What the console may say. */
  expected?: RegExp;
}

/** `jink dev` with a copy of an example, and a browser; for all tests of a file. */
export interface Preview {
  root: string;
  url: string;
  /** Opens the page in a window of its own; the test fails when it logs an error or asks another machine for something. */
  open(hash?: string, options?: OpenOptions): Promise<Page>;
  read(file: string): string;
  write(file: string, text: string): void;
  change(file: string, change: (text: string) => string): void;
  remove(file: string): void;
  /** The lines that the editor was asked to open, `file:line:column`, since this was last called. */
  opened(): Promise<string[]>;
  /** Ends the server, and starts another one at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function startPreview(files: Record<string, string | Buffer> = {}, example = REPORT): Promise<Preview> {
  const root = temporaryFolder();
  const log = join(root, '.editor-log');
  const editor = join(root, '.editor.sh');
  cpSync(join(EXAMPLES, example), root, { recursive: true, filter: (path) => !/[\\/](dist|\.jink)$/.test(path) });
  writeFiles(root, files);
  writeFileSync(editor, `#!/bin/sh\nprintf '%s:%s:%s\\n' "$1" "$2" "$3" >> '${log}'\n`);
  chmodSync(editor, 0o755);

  let server: ChildProcess;
  let url = '';
  const start = async () => {
    const port = url ? new URL(url).port : '0';
    server = spawn(process.execPath, [MAIN, 'dev', '--root', root, '--port', port], {
      env: { ...process.env, NO_COLOR: '1', LAUNCH_EDITOR: editor, SMTP_URL: '' },
    });
    url = await addressOf(server);
  };
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  };
  const [browser] = await Promise.all([startChromium(), start()]);
  const path = (file: string) => join(root, file);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  const read = (file: string) => readFileSync(path(file), 'utf8');
  return {
    root,
    url,
    open: (hash = '', options = {}) => openPage(browser, `${url}/${hash}`, options),
    read,
    write,
    change: (file, change) => write(file, change(read(file))),
    remove: (file) => rmSync(path(file), { recursive: true }),
    async opened() {
      const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
      for (const end = Date.now() + PATIENCE; !said().endsWith('\n') && Date.now() < end; ) await wait(20);
      const lines = said().trim().split('\n');
      rmSync(log, { force: true });
      return lines.map((line) => line.slice(root.length + 1));
    },
    stop,
    start,
    async close() {
      await Promise.all([browser.close(), stop()]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function openPage(
  browser: Browser,
  address: string,
  { remote = [], expected, ...options }: OpenOptions,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong: string[] = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  await context.route(
    ({ origin, protocol }) => protocol.startsWith('http') && origin !== new URL(address).origin,
    async (route) => {
      remote.push(route.request().url());
      await route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    },
  );
  onTestFinished(async () => {
    await context.close();
    expect(wrong.filter((text) => !expected?.test(text))).toEqual([]);
    expect(remote.filter((url) => !/^https?:\/\/images\.example\//.test(url))).toEqual([]);
  });
  await page.goto(address);
  return page;
}

/** Waits until the frame shows a text, and gives the frame. */
export async function emailWith(page: Page, text: string, place = 0): Promise<Frame> {
  const frame = page.locator('.pane').nth(place).locator('iframe:not(.frame-measure)').last();
  await frame.contentFrame().getByText(text).first().waitFor();
  const handle = await frame.elementHandle();
  return (await handle!.contentFrame())!;
}

/** Waits until the first frame has painted an email. */
export async function painted(page: Page): Promise<void> {
  await page.locator('.stack[data-version]').first().waitFor();
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found) resolve(found);
    };
    server.stdout!.on('data', hear);
    server.stderr!.on('data', hear);
    server.once('exit', () => reject(new Error(`jink dev ended:\n${said}`)));
  });
}
