import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure, Parcel, Transport } from '../../model/transport.js';

/** One message that is to be sent, encoded when it is its turn. */
export interface Job {
  /** What tells it from the others of its run. */
  key: string;
  to: string;
  messageId: string;
  pack(): Promise<Parcel>;
}

export interface Outcome {
  to: string;
  messageId: string;
  /** `left`: the run was stopped before its turn. */
  state: 'sent' | 'failed' | 'unknown' | 'left';
  /** The server's answer, or the file that was written. */
  reply?: string;
  failure?: Failure;
  /** How often it was tried. */
  tries: number;
}

/** Hears of every step before it is done, so that a process that is killed leaves a true record. */
export interface Recorder {
  sending(job: Job): void;
  done(job: Job, outcome: Outcome, isFinal: boolean): void;
}

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

/** Together less than 30 s. */
const DELAYS: readonly number[] = [1000, 5000, 15_000];

/** When one message cannot reach the server after all tries, no other one will. */
const OF_CONNECTION = new Set(['connection-refused', 'connection-lost', 'timeout', 'host-later', 'login-later']);

/** Delivers messages one by one, several at once, and gives the outcome of each as soon as it is known. */
export async function* deliverAll(
  jobs: Iterable<Job> | AsyncIterable<Job>,
  options: DeliveryOptions,
): AsyncGenerator<Outcome, void, undefined> {
  const { transport, rate, signal } = options;
  const running = new Map<Job, Promise<{ job: Job; outcome: Outcome }>>();
  let isStopped = false;
  let next = Date.now();
  const first = async () => {
    const { job, outcome } = await Promise.race(running.values());
    running.delete(job);
    const { failure } = outcome;
    isStopped ||= failure?.kind === 'stop' || (failure !== undefined && OF_CONNECTION.has(failure.code));
    return outcome;
  };
  for await (const job of jobs) {
    while (running.size >= transport.parallel) yield await first();
    const wait = next - Date.now();
    if (rate && wait > 0 && !isStopped) await sleep(wait, undefined, signal && { signal }).catch(() => {});
    if (isStopped || signal?.aborted) {
      yield { to: job.to, messageId: job.messageId, state: 'left', tries: 0 };
      continue;
    }
    if (rate) next = Math.max(Date.now(), next) + 1000 / rate;
    running.set(
      job,
      deliver(job, options).then((outcome) => ({ job, outcome })),
    );
  }
  while (running.size > 0) yield await first();
}

async function deliver(job: Job, { transport, recorder, retries, signal, delays = DELAYS }: DeliveryOptions) {
  const { to, messageId } = job;
  const parcel = await job.pack();
  for (let tries = 1; ; tries++) {
    recorder.sending(job);
    const receipt = await transport.deliver(parcel);
    const isAgain =
      'failure' in receipt && receipt.failure.kind === 'temporary' && tries <= retries && !signal?.aborted;
    const outcome: Outcome =
      'reply' in receipt
        ? { to, messageId, state: 'sent', reply: receipt.reply, tries }
        : {
            to,
            messageId,
            state: receipt.failure.kind === 'unknown' ? 'unknown' : 'failed',
            failure: receipt.failure,
            tries,
          };
    recorder.done(job, outcome, !isAgain);
    if (!isAgain) return outcome;
    const delay = delays[Math.min(tries, delays.length) - 1] ?? 0;
    // Many that wait do not come back all at once.
    await sleep(delay * (0.75 + Math.random() / 2), undefined, signal && { signal }).catch(() => {});
  }
}
