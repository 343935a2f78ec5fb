import type { Terminal } from './terminal.js';

/** How far a run is. */
export interface SendCount {
  total: number;
  /** Also by an earlier part of the run. */
  sent: number;
  /** To be tried again. */
  deferred: number;
  /** For good, or unknown. */
  rejected: number;
  /** Of `sent`, what an earlier part of the run had sent. */
  before: number;
}

const [EVERY, EVERY_LINE] = [100, 5000]; // milliseconds
const WIDTH = 20;

/** Shows how far a run is: a bar that moves on a terminal, else a line now and then. */
export function createSendProgress(terminal: Terminal, now: () => number = () => performance.now()) {
  const start = now();
  let next = start + (terminal.isInteractive ? 0 : EVERY_LINE);
  return (count: SendCount): void => {
    const time = now();
    if (time < next) return;
    next = time + (terminal.isInteractive ? EVERY : EVERY_LINE);
    const text = printProgress(count, (time - start) / 1000);
    if (terminal.isInteractive) terminal.status(`${bar(count)} ${text}`);
    else terminal.say(text);
  };
}

export function printProgress({ total, sent, deferred, rejected, before }: SendCount, seconds: number): string {
  const rate = seconds > 0 ? (sent - before + rejected) / seconds : 0;
  const left = total - sent - rejected;
  const parts = [
    `${sent} of ${total} sent`,
    `${deferred} deferred`,
    `${rejected} rejected`,
    `${rate.toFixed(rate < 10 ? 1 : 0)}/s`,
  ];
  if (rate > 0 && left > 0) parts.push(`${printSeconds(Math.ceil(left / rate))} to go`);
  return parts.join(', ');
}

function bar({ total, sent, rejected }: SendCount): string {
  const done = total ? Math.floor((WIDTH * (sent + rejected)) / total) : WIDTH;
  return `${'█'.repeat(done)}${'░'.repeat(WIDTH - done)}`;
}

function printSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
