import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Run } from './jink.js';

const MAIN = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));

/** A password for tests, which nothing that runs may ever print. */
export const CANARY = 'canary-password';

/** Starts `jink send` as a user would, without waiting for it. */
export function startSend(args: string[], cwd: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [MAIN, 'send', ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  const run: Run = { exitCode: null, stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    run.stdout += text;
  });
  child.stderr.on('data', (text) => {
    run.stderr += text;
  });
  const done = new Promise<Run>((resolve) =>
    child.on('close', (exitCode) => {
      expect(run.stdout + run.stderr).not.toContain(CANARY);
      resolve({ ...run, exitCode });
    }),
  );
  return { child, done };
}

export function send(args: string[], cwd: string, env?: Record<string, string>): Promise<Run> {
  return startSend(args, cwd, env).done;
}

/** What `--json` printed. */
export function eventsOf({ stdout }: Run): { event: string; to: string; [key: string]: unknown }[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Where the ledger of the only kind of run in a project lies. */
export function ledgerFile(root: string): string {
  const folder = join(root, '.jink/ledger');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  expect(files).toHaveLength(1);
  return join(folder, files[0]!);
}

/** What the ledger says of each person in the end. */
export function statesOf(root: string): Map<string, string> {
  const lines = readFileSync(ledgerFile(root), 'utf8').split('\n').filter(Boolean);
  return new Map(
    lines
      .map((line) => JSON.parse(line))
      .filter(({ to }) => to)
      .map(({ to, state }) => [to, state]),
  );
}
