import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/*
 * A browser driven by the DevTools protocol over a pipe: messages are JSON, each ended by a null byte, on the
 * browser's file descriptors 3 and 4. So Jink needs no package for it, and no port is opened.
 */

export type Params = Record<string, unknown>;

/** A browser that was started; `close` ends it and takes its profile away. */
export interface Browser {
  /** Calls a method of the protocol and waits for its result. */
  call(method: string, params?: Params, session?: string): Promise<Params>;
  /** Hears of events; the function returned stops that. */
  on(listener: (method: string, params: Params, session: string | undefined) => void): () => void;
  close(): Promise<void>;
}

/** The browser does not start, or is gone. */
export class BrowserGone extends Error {}

/** How long one call may take. */
const PATIENCE = 30_000;

const FLAGS = [
  '--headless',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--hide-scrollbars',
  '--mute-audio',
  '--force-device-scale-factor=1',
];

export function startBrowser(path: string): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'jink-browser-'));
  // Chromium's sandbox does not work for root, and pages here have no scripts.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...FLAGS, ...asRoot, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  // Processes of the browser's may still be writing while they end.
  return connect(child, () => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
}

interface Waiting {
  resolve(result: Params): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

function connect(child: ChildProcess, clean: () => Promise<void>): Browser {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(method: string, params: Params, session: string | undefined) => void>();
  const input = child.stdio[3] as Writable;
  let gone: Error | undefined;
  let last = 0;

  const fail = (error: Error) => {
    gone ??= error;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(gone);
    }
    waiting.clear();
  };
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      fail(new BrowserGone(`the browser ended with code ${code ?? 'none'}`));
      resolve();
    });
    child.once('error', (error) => {
      fail(new BrowserGone(error.message));
      resolve();
    });
  });
  input.on('error', (error) => fail(new BrowserGone(error.message)));
  readMessages(child.stdio[4] as Readable, (message) => {
    const { id, method, params, sessionId, result, error } = message;
    if (typeof id === 'number') {
      const call = waiting.get(id);
      waiting.delete(id);
      clearTimeout(call?.timer);
      if (error) call?.reject(new Error(String((error as Params).message)));
      else call?.resolve((result ?? {}) as Params);
    } else {
      for (const listener of listeners)
        listener(String(method), (params ?? {}) as Params, sessionId as string | undefined);
    }
  });

  return {
    call(method, params = {}, session) {
      if (gone) return Promise.reject(gone);
      last++;
      const id = last;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new BrowserGone(`the browser does not answer (${method})`));
        }, PATIENCE);
        waiting.set(id, { resolve, reject, timer });
        input.write(`${JSON.stringify({ id, method, params, ...(session && { sessionId: session }) })}\0`);
      });
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await this.call('Browser.close').catch(() => child.kill('SIGKILL'));
      await ended;
      clearTimeout(late);
      await clean();
    },
  };
}

function readMessages(output: Readable, heard: (message: Params) => void): void {
  let pieces: string[] = [];
  output.setEncoding('utf8');
  output.on('data', (data: string) => {
    const parts = data.split('\0');
    for (const [i, part] of parts.entries()) {
      pieces.push(part);
      if (i === parts.length - 1) break;
      const whole = pieces.join('');
      pieces = [];
      if (whole) heard(JSON.parse(whole) as Params);
    }
  });
}
