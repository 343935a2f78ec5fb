import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './lock-file.js';

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

interface End {
  run: string;
  end: string;
}

type Line = Start | End | LedgerLine;

/** Another process works on the same run. */
export class LedgerBusy extends Error {}

/** Nothing can be written down, so nothing may be sent. */
export class LedgerBroken extends Error {}

/** An append-only record of a run. Every line has reached the system before `note` returns, whatever becomes of this process. */
export interface Ledger {
  run: { id: string; date: Date };
  /** The last line of each message, by key, of the run that goes on. */
  known: ReadonlyMap<string, LedgerLine>;
  /** How many messages of the last run were sent before it was interrupted, when this one does not go on with it. */
  abandoned: number;
  /** @throws {LedgerBroken} */
  note(line: Omit<LedgerLine, 'run' | 'at'>): void;
  /** Notes that nothing is left to do. */
  end(): void;
  close(): void;
}

/**
 * Opens the ledger of a kind of run, which is known by what stays the same when it is started again.
 * @param identity template, sender, data file, way of sending
 * @param resume go on with the last run instead of beginning one
 * @throws {LedgerBusy} when another process has it open
 * @throws {LedgerBroken}
 */
export function openLedger(root: string, identity: readonly string[], resume: boolean, now: Date): Ledger {
  const folder = join(root, '.jink', 'ledger');
  const path = join(folder, `${hashOf(identity)}.jsonl`);
  const lock = `${path}.lock`;
  const file = attempt(() => {
    mkdirSync(folder, { recursive: true });
    if (!takeLock(lock)) throw new LedgerBusy();
    return openSync(path, 'a', 0o600);
  });
  const { text, lines } = readLines(path);
  const previous = lines.findLast((line): line is Start => 'start' in line);
  const last = resume ? previous : undefined;
  const start: Start = last ?? {
    run: hashOf([...identity, now.toISOString(), String(lines.length)]),
    start: now.toISOString(),
  };
  const append = (line: object) => attempt(() => writeSync(file, `${JSON.stringify(line)}\n`));
  if (text !== '' && !text.endsWith('\n')) attempt(() => writeSync(file, '\n')); // a line that was cut off
  if (!last) append(start);
  return {
    run: { id: start.run, date: new Date(start.start) },
    known: linesOf(start.run, lines),
    abandoned:
      last || !previous || lines.some((line) => 'end' in line && line.run === previous.run)
        ? 0
        : sentIn(linesOf(previous.run, lines)),
    note: (line) => void append({ run: start.run, ...line, at: new Date().toISOString() }),
    end: () => void append({ run: start.run, end: new Date().toISOString() }),
    close() {
      try {
        fsyncSync(file);
        closeSync(file);
      } finally {
        rmSync(lock, { force: true });
      }
    },
  };
}

function attempt<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw syscall ? new LedgerBroken(code) : error;
  }
}

/** The last line of each message of a run, by key. */
function linesOf(run: string, lines: readonly Line[]): Map<string, LedgerLine> {
  return new Map(lines.flatMap((line) => ('key' in line && line.run === run ? [[line.key, line]] : [])));
}

function sentIn(known: ReadonlyMap<string, LedgerLine>): number {
  return [...known.values()].filter(({ state }) => state !== 'deferred').length;
}

export function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function readLines(path: string): { text: string; lines: Line[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { text: '', lines: [] }; // the first run
  }
  const lines = text.split('\n').flatMap((line) => {
    try {
      const value: unknown = line ? JSON.parse(line) : undefined;
      return typeof value === 'object' && value !== null && 'run' in value ? [value as Line] : [];
    } catch {
      return []; // cut off by a kill: the `sending` before it tells that nobody knows
    }
  });
  return { text, lines };
}
