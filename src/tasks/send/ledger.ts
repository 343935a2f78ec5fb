import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of one message of a run. `sending` without another line after it means that nobody knows. */
export type LedgerState = 'sending' | 'accepted' | 'deferred' | 'rejected' | 'unknown';

export interface LedgerLine {
  run: string;
  /** What tells the message from others of its run. */
  key: string;
  to: string;
  state: LedgerState;
  messageId: string;
  at: string;
  code?: string;
  reply?: string;
}

interface Start {
  run: string;
  start: string;
}

/** Another process works on the same run. */
export class LedgerBusy extends Error {}

/** An append-only record of a run. Every line has reached the system before `note` returns, whatever becomes of this process. */
export interface Ledger {
  run: { id: string; date: Date };
  /** The last line of each message, by key, of the run that goes on. */
  known: ReadonlyMap<string, LedgerLine>;
  note(line: Omit<LedgerLine, 'run' | 'at'>): void;
  close(): void;
}

/**
 * Opens the ledger of a kind of run, which is known by what stays the same when it is started again.
 * @param identity template, sender, data file, way of sending
 * @param resume go on with the last run instead of beginning one
 * @throws {LedgerBusy} when another process has it open
 */
export function openLedger(root: string, identity: readonly string[], resume: boolean, now: Date): Ledger {
  const folder = join(root, '.jink', 'ledger');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${hashOf(identity)}.jsonl`);
  const lock = lockFile(`${path}.lock`);
  const { text, lines } = readLines(path);
  const last = resume ? lines.findLast((line): line is Start => 'start' in line) : undefined;
  const start: Start = last ?? {
    run: hashOf([...identity, now.toISOString(), String(lines.length)]),
    start: now.toISOString(),
  };
  const known = new Map<string, LedgerLine>();
  for (const line of lines) if ('key' in line && line.run === start.run) known.set(line.key, line);
  const file = openSync(path, 'a');
  const append = (line: object) => void writeSync(file, `${JSON.stringify(line)}\n`);
  if (text !== '' && !text.endsWith('\n')) writeSync(file, '\n'); // a line that was cut off
  if (!last) append(start);
  return {
    run: { id: start.run, date: new Date(start.start) },
    known,
    note: (line) => append({ run: start.run, ...line, at: new Date().toISOString() }),
    close() {
      fsyncSync(file);
      closeSync(file);
      rmSync(lock, { force: true });
    },
  };
}

export function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function readLines(path: string): { text: string; lines: (Start | LedgerLine)[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { text: '', lines: [] }; // the first run
  }
  const lines = text.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line) as Start | LedgerLine] : [];
    } catch {
      return []; // cut off by a kill: the `sending` before it tells that nobody knows
    }
  });
  return { text, lines };
}

function lockFile(path: string): string {
  for (let tries = 0; ; tries++) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (tries > 0 || isAlive(Number(readFileSync(path, 'utf8')))) throw new LedgerBusy();
      rmSync(path, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
