import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { loadBundle } from './load-bundle.js';

/* The thread of tasks/check-thread.ts in the bundle. */
const jink = loadBundle(fileURLToPath(new URL('./jink.js', import.meta.url)));
const { checks } = jink.exports as { checks: typeof import('../tasks/check-threads.js') };

parentPort!.on(
  'message',
  checks.serveChecks(workerData, (reply) => parentPort!.postMessage(reply)),
);
