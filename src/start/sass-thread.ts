import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { SassReply, SassRequest } from '../compile/sass-worker.js';
import { loadBundle } from './load-bundle.js';

/* The thread of compile/sass-thread.ts in the bundle. */
const sass = loadBundle(fileURLToPath(new URL('./sass.js', import.meta.url)));
const { compileSass } = sass.exports as { compileSass(request: SassRequest): SassReply };
let { isCached } = sass;

parentPort!.on('message', (request: SassRequest) => {
  const reply = compileSass(request);
  // Before the reply, after which the process may end at any time.
  if (!isCached) sass.keepCode();
  isCached = true;
  parentPort!.postMessage(reply);
});
