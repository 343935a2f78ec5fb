import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { temporaryFolder, writeFiles } from './project.js';

const MAIN = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  bytes: Buffer;
  json(): never;
}

/** A real `jink dev` of a project, with its inbox; the caller closes it. */
export interface DevProcess {
  root: string;
  url: string;
  port: number;
  smtpPort: number;
  token: string;
  /** What it printed until now. */
  printed(): string;
  /** Says exactly these headers, whatever a browser would do. */
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Answer>;
  /** What the page does: JSON, and the token. */
  change(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export async function startDev(
  files: Record<string, string | Buffer>,
  { env = {}, args = [] }: { env?: Record<string, string>; args?: string[] } = {},
): Promise<DevProcess> {
  const root = temporaryFolder();
  writeFiles(root, files);
  const child = spawn(process.execPath, [MAIN, 'dev', '--port', '0', '--smtp-port', '0', ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', SMTP_URL: '', ...env },
  });
  let out = '';
  const seen = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      out += chunk.toString();
      if (/http:\/\/\S+/.test(out) && /smtp:\/\/\S+/.test(out)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`jink dev ended: ${out}`)));
  });
  await seen;
  const url = /http:\/\/[^\s/]+/.exec(out)![0];
  const port = Number(new URL(url).port);
  const smtpPort = Number(/smtp:\/\/[\d.]+:(\d+)/.exec(out)![1]);

  function ask(
    path: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString('utf8');
          const json = () => JSON.parse(text) as never;
          resolve({ status: response.statusCode!, headers: response.headers, text, bytes, json });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  const { text } = await ask('/');
  const token = /name="jink-token" content="([^"]+)"/.exec(text)?.[1] ?? '';
  return {
    ...{ root, url, port, smtpPort, token, ask },
    printed: () => out,
    change: (method, path, body) =>
      ask(path, {
        method,
        headers: { 'Content-Type': 'application/json', 'X-Jink-Token': token },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve());
        child.kill('SIGINT');
      }),
  };
}
