import { Worker } from 'node:worker_threads';
import type { SassReply, SassRequest } from './sass-worker.js';

/* The one door to Sass: a worker thread that lives as long as the process needs it and does not keep it alive. */

let worker: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, { resolve(reply: SassReply): void; reject(error: unknown): void }>();

/** Compiles one stylesheet. What authors got wrong is in the reply; it rejects only for a failure of Jink's own. */
export function compileSass(request: Omit<SassRequest, 'id'>): Promise<SassReply> {
  const id = ++lastId;
  const thread = startWorker();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    thread.ref();
    thread.postMessage({ ...request, id } satisfies SassRequest);
  });
}

/** Begins to load Sass, for whoever knows that a stylesheet will have to be compiled. */
export function warmUpSass(): void {
  startWorker().unref();
}

function startWorker(): Worker {
  if (worker) return worker;
  const started = new Worker(new URL('./sass-thread.js', import.meta.url));
  started.on('message', (reply: SassReply) => {
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
    if (waiting.size === 0) started.unref();
  });
  started.on('error', (error) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  worker = started;
  return started;
}
