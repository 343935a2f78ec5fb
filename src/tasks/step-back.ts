import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As `nice` does by itself. */
const NICE = 10;

/** Lets all other threads go before this one, where a system knows priorities of threads. Not for a process's first. */
export function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    const [, thread] = /\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self')) ?? [];
    if (thread !== undefined && Number(thread) !== process.pid) setPriority(Number(thread), NICE);
  } catch {
    // It goes on as all do.
  }
}
