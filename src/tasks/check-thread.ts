import { parentPort, workerData } from 'node:worker_threads';
import { serveChecks } from './check-threads.js';

/* The thread of check-threads.ts. The bundle has one that does the same from the code cache (start/check-thread.ts). */
parentPort!.on(
  'message',
  serveChecks(workerData, (reply) => parentPort!.postMessage(reply)),
);
