import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { loadBundle } from './load-bundle.js';
import { watchOuterWorld } from './outer-world.js';

/* The thread of tasks/compile-thread.ts in the bundle. */
const jink = loadBundle(fileURLToPath(new URL('./jink.js', import.meta.url)));
const { threads } = jink.exports as { threads: typeof import('../tasks/compile-threads.js') };
const loaded = createRequire(import.meta.url).cache;
const before = Object.keys(loaded).length;
const isAsked = watchOuterWorld();
const answer = threads.serveProject(workerData);

parentPort!.on('message', async (name: string) => {
  const reply = await answer(name);
  parentPort!.postMessage({ ...reply, isOuterWorldAsked: isAsked() || Object.keys(loaded).length > before });
});
