import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { EmailDetail, ListedScenario, ServerEvent, TemplateList } from '../../dist/model/protocol.js';
import { createEmails, type Emails, type Round } from '../../dist/server/emails.js';
import { createLive } from '../../dist/server/live.js';
import { startServer } from '../../dist/server/server.js';
import { openProject } from '../../dist/tasks/project.js';
import { watchFiles } from '../../dist/tasks/watch-files.js';
import { temporaryFolder, writeFiles } from './project.js';

/** A project that `jink dev` shows, in this process, until the test is over (or the file, with `finish: afterAll`). Its
 * emails are checked only with `checked`. */
export interface Preview {
  root: string;
  url: string;
  port: number;
  token: string;
  accessToken: string | undefined;
  emails: Emails;
  /** What the terminal would have shown. */
  rounds: Round[];
  /** Bugs. */
  complaints: unknown[];
  /** What every page was told. */
  told: ServerEvent[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  json<Answer>(path: string): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  list(): Promise<TemplateList>;
  scenario(name: string, scenario?: string): Promise<ListedScenario>;
  detail(name: string, query?: string): Promise<EmailDetail>;
  /** Bytes as they are sent, and all that comes back. */
  raw(text: string): Promise<string>;
  /** Changes files and waits until everything about that is done. */
  after(change: () => void | Promise<void>): Promise<void>;
  write(file: string, content: string | Buffer): void;
  rename(from: string, to: string): void;
  remove(file: string): void;
  path(file: string): string;
}

const PAGE = '<!doctype html><html lang="en"><head><title>Preview</title></head><body></body></html>';

/** How long nothing has to happen, in ms. */
const QUIET = 250;

export async function startPreview(
  files: Record<string, string | Buffer>,
  {
    host = '127.0.0.1',
    root = folder(files),
    finish = onTestFinished as (end: () => Promise<void>) => void,
    rested = true,
    checked = false,
  } = {},
): Promise<Preview> {
  const page = folder({ 'index.html': PAGE, 'assets/index-12345678.js': 'export {};' });
  const rounds: Round[] = [];
  const complaints: unknown[] = [];
  const told: ServerEvent[] = [];
  const complain = (error: unknown) => void complaints.push(error);
  const live = createLive();
  const emails = createEmails({
    project: await openProject({ root }),
    projectOptions: { root },
    lenses: [],
    tell(event) {
      told.push(event);
      live.tell(event);
    },
    report: (round) => void rounds.push(round),
    complain,
    // The thread that checks takes a while to start.
    ...(!checked && { calm: 1e6 }),
  });
  const rest = () => (checked ? emails.rest() : emails.settle());
  const server = await startServer({ emails, live, page, host, port: 0, complain });
  let heard = 0;
  const watcher = await watchFiles(root, join(root, 'dist'), (changes) => {
    heard++;
    emails.change(changes);
  });
  finish(async () => {
    await watcher.close();
    await emails.close();
    await server.close();
    for (const each of [root, page]) rmSync(each, { recursive: true, force: true });
  });
  const { port, token, accessToken } = server;
  const url = `http://127.0.0.1:${port}`;
  const path = (file: string) => join(root, file);
  const get = (way: string, headers: Record<string, string> = {}) => fetch(url + way, { headers, redirect: 'manual' });
  const json = async <Answer>(way: string) => (await (await get(way)).json()) as Answer;
  const preview: Preview = {
    root,
    url,
    port,
    token,
    accessToken,
    emails,
    rounds,
    complaints,
    told,
    get,
    json,
    post: (way, body, headers = {}) =>
      fetch(url + way, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', 'X-Jink-Token': token, ...headers },
      }),
    list: () => json('/api/templates'),
    async scenario(name, scenario = 'default') {
      const { templates } = await preview.list();
      const found = templates
        .find((template) => template.name === name)
        ?.scenarios.find((each) => each.name === scenario);
      if (!found) throw new Error(`There is no ${name} in ${scenario}.`);
      return found;
    },
    detail: (name, query = '') => json(`/api/emails/${name}${query}`),
    raw: (text) => sendRaw(port, text),
    async after(change) {
      const before = heard;
      await change();
      const since = Date.now();
      while (heard === before && Date.now() - since < 5000) await wait(10);
      for (let seen = -1; seen !== heard; await wait(QUIET)) {
        seen = heard;
        await rest();
      }
      await rest();
    },
    write(file, content) {
      mkdirSync(dirname(path(file)), { recursive: true });
      writeFileSync(path(file), content);
    },
    rename: (from, to) => renameSync(path(from), path(to)),
    remove: (file) => rmSync(path(file), { recursive: true }),
    path,
  };
  if (rested) await rest();
  return preview;
}

function folder(files: Record<string, string | Buffer>): string {
  const root = temporaryFolder();
  writeFiles(root, files);
  return root;
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(text, 'latin1'));
    socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.on('error', reject);
    socket.setTimeout(5000, () => socket.destroy());
  });
}

/** The status of a raw answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
}
