import { parentPort } from 'node:worker_threads';
import { compileSass, type SassRequest } from './sass-worker.js';

/*
 * Sass in a thread of its own: it takes longer to load than all the rest of Jink, and runs beside Pug this way.
 * The bundle has a thread that does the same with Sass from the code cache (start/sass-thread.ts).
 */
parentPort!.on('message', (request: SassRequest) => parentPort!.postMessage(compileSass(request)));
