import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Transport } from '../../model/transport.js';
import type { Job, Outcome, Recorder } from './job.js';
import { createPlaces } from './places.js';

export interface DeliveryOptions {
  transport: Transport;
  recorder: Recorder;
  /** Messages in a second; as fast as it goes without. */
  rate?: number;
  /** How often a message is tried again that was refused for now. */
  retries: number;
  /** Stops before the next message; those on their way are awaited. */
  signal?: AbortSignal;
  /** Milliseconds before each further try. */
  delays?: readonly number[];
}

/** Together less than 30 s, also when chance makes each a quarter longer. */
const DELAYS: readonly number[] = [1000, 5000, 15_000];

/** As many may wait for another try; until some have had it, no more are begun. */
const MOST_WAITING = 500;

/** What one message meets here, all others would meet too: they wait until it has been tried again. */
const OF_SERVER = new Set([
  'connection-refused',
  'connection-lost',
  'timeout',
  'host-later',
  'login-later',
  'server-busy',
]);

/**
 * Delivers messages one by one, several at once, and gives the outcome of each as soon as it is known. The next message
 * is asked for when there is room for it; what is over before it began is handed on. Whoever stops listening stops the run: what is on its way is awaited.
 */
export async function* deliverAll<Over extends { state: string } = never>(
  jobs: Iterable<Job | Over> | AsyncIterable<Job | Over>,
  { transport, recorder, rate, retries, signal, delays = DELAYS }: DeliveryOptions,
): AsyncGenerator<Outcome | Over, void, undefined> {
  const finished: Outcome[] = [];
  const halt = new AbortController();
  setMaxListeners(0, halt.signal);
  const onAbort = () => halt.abort();
  let wake = () => {};
  const places = createPlaces(transport.parallel, () => wake());
  let open = 0;
  let successes = 0;
  /** The time before which nothing is tried: the rate, and a server that cannot now. */
  let next = 0;
  let pause = 0;
  let thrown: { error: unknown } | undefined;
  const refusedSenders = new Set<string>();

  const wait = (milliseconds: number) => sleep(milliseconds, undefined, { signal: halt.signal }).catch(() => {}); // halted: nobody waits any longer

  async function turn(): Promise<void> {
    for (let left = 1; left > 0 && !halt.signal.aborted; ) {
      left = Math.max(next, pause) - Date.now();
      if (left > 0) await wait(left);
    }
    if (rate) next = Math.max(Date.now(), next) + 1000 / rate;
  }

  /** Everything that happens to one message; it has a place when it begins. */
  async function deliver(job: Job): Promise<void> {
    const before = successes;
    let outcome: Outcome = { to: job.to, messageId: '', state: 'left', tries: 0 };
    for (let tries = 1; ; tries++) {
      await turn();
      if (halt.signal.aborted) break;
      const parcel = await job.pack();
      const { messageId, from } = parcel;
      if (refusedSenders.has(from.address)) break;
      recorder.sending(job, messageId);
      const receipt = await transport.deliver(parcel);
      const common = { to: job.to, messageId, tries };
      if ('reply' in receipt) {
        successes++;
        outcome = { ...common, state: 'sent', reply: receipt.reply };
        recorder.done(job, outcome);
        break;
      }
      const { failure } = receipt;
      const { kind, code } = failure;
      outcome = { ...common, state: kind === 'unknown' ? 'unknown' : 'failed', failure };
      recorder.done(job, outcome);
      const isOfServer = OF_SERVER.has(code);
      const isAgain = kind === 'temporary' && tries <= retries;
      // Where no message came through since this one was first tried, none will.
      if (code === 'sender-refused') refusedSenders.add(from.address);
      else if (kind === 'stop' || (isOfServer && !isAgain && successes === before)) halt.abort();
      if (!isAgain || halt.signal.aborted) break;
      recorder.later?.(job, outcome);
      const delay = (delays[Math.min(tries, delays.length) - 1] ?? 0) * (0.75 + Math.random() / 2);
      if (isOfServer) pause = Math.max(pause, Date.now() + delay);
      else {
        // Others have its place while it waits.
        places.release();
        await wait(delay);
        await places.take();
      }
    }
    finished.push(outcome);
  }

  function begin(job: Job): void {
    open++;
    deliver(job)
      .catch((error: unknown) => {
        thrown ??= { error };
        halt.abort();
      })
      .finally(() => {
        open--;
        places.release();
        wake();
      });
  }

  const source = Symbol.asyncIterator in jobs ? jobs[Symbol.asyncIterator]() : jobs[Symbol.iterator]();
  let asked = false;
  let answer: IteratorResult<Job | Over> | undefined;
  let isOver = false;
  const ask = async () => {
    asked = true;
    try {
      answer = await source.next();
    } catch (error) {
      thrown ??= { error };
      halt.abort();
      isOver = true;
    }
    asked = false;
    wake();
  };

  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      yield* finished.splice(0);
      if (answer) {
        const { value, done } = answer;
        answer = undefined;
        if (done) isOver = true;
        else if ('state' in value) yield value;
        else if (halt.signal.aborted) yield { to: value.to, messageId: '', state: 'left', tries: 0 };
        else {
          places.takeFree();
          begin(value);
        }
        continue;
      }
      if (isOver && open === 0 && finished.length === 0) break;
      if (finished.length > 0) continue;
      const hasRoom = halt.signal.aborted || (places.isFree() && open < transport.parallel + MOST_WAITING);
      if (!isOver && !asked && hasRoom && !thrown) void ask();
      else if (thrown && !asked) isOver = true;
      if (!isOver || open > 0) await woken;
    }
    if (thrown) throw thrown.error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    halt.abort();
    while (open > 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    if (!isOver) await source.return?.();
  }
}
