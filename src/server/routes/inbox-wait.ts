import { type Request, Router } from 'express';
import type { Routes } from '../context.js';
import type { Inbox } from '../inbox/inbox.js';
import { type Kept, toEntry } from '../inbox/kept.js';
import { only, refuse } from '../refuse.js';
import { queryOf } from './asked.js';

/** In seconds. */
const PATIENCE = 30;
const LONGEST_PATIENCE = 120;

/** More than so many wait for nothing that will come. */
const MOST_WAITING = 100;

/**
 * `GET /api/inbox/wait?to=…&from=…&subject=…&since=…&timeout=…`: answers with the newest message that fits, as soon as
 * there is one; 408 when none came in time.
 */
export function inboxWaitRoutes(inbox: Inbox): Routes {
  return () => {
    const router = Router();
    let waiting = 0;
    router
      .route('/api/inbox/wait')
      .get(async (request, response) => {
        const wanted = readWish(request);
        if ('error' in wanted) return refuse(request, response, 400, wanted.error);
        if (waiting >= MOST_WAITING) return refuse(request, response, 429, 'Too many wait for messages already.');
        const giveUp = new AbortController();
        const timer = setTimeout(() => giveUp.abort(), wanted.timeout);
        response.on('close', () => giveUp.abort());
        waiting++;
        try {
          const kept = await inbox.wait(wanted.fits, giveUp.signal);
          const message = kept && (await inbox.describe(kept));
          if (response.destroyed) return;
          if (message) response.json(message);
          else refuse(request, response, 408, `No such message came within ${wanted.timeout / 1000} s.`);
        } finally {
          waiting--;
          clearTimeout(timer);
        }
      })
      .all(only('GET'));
    return router;
  };
}

function readWish(request: Request): { fits: (kept: Kept) => boolean; timeout: number } | { error: string } {
  const unknown = Object.keys(request.query).find(
    (key) => !['to', 'from', 'subject', 'since', 'timeout'].includes(key),
  );
  if (unknown !== undefined) return { error: 'A message is waited for by to, from, subject and since.' };
  const since = readTime(queryOf(request, 'since'));
  const timeout = readPatience(queryOf(request, 'timeout'));
  if (Number.isNaN(since))
    return { error: '"since" is a time as in 2026-11-21T10:00:00Z, or milliseconds since 1970.' };
  if (Number.isNaN(timeout)) return { error: '"timeout" is a number of seconds.' };
  const { to, from, subject } = request.query;
  return {
    timeout,
    fits(kept) {
      const entry = toEntry(kept);
      return (
        kept.at >= since &&
        isOf(
          to,
          entry.to.map(({ address }) => address),
        ) &&
        isOf(from, [entry.from.address, kept.envelope?.from ?? '']) &&
        (typeof subject !== 'string' || entry.subject.toLowerCase().includes(subject.toLowerCase()))
      );
    },
  };
}

/** A whole address, or a part of one that has no @ in it. */
function isOf(wanted: unknown, addresses: readonly string[]): boolean {
  if (typeof wanted !== 'string') return true;
  const word = wanted.toLowerCase();
  return addresses.some((address) =>
    word.includes('@') ? address.toLowerCase() === word : address.toLowerCase().includes(word),
  );
}

function readTime(text: string | undefined): number {
  if (text === undefined || text === '') return 0;
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

/** In ms. What is more than anybody would wait in seconds was meant in milliseconds. */
function readPatience(text: string | undefined): number {
  if (text === undefined || text === '') return PATIENCE * 1000;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Math.min(number > LONGEST_PATIENCE ? number : number * 1000, LONGEST_PATIENCE * 1000);
}
