import { parentPort, workerData } from 'node:worker_threads';
import { serveProject } from './compile-threads.js';

/* A thread of compile-threads.ts. The bundle has one that does the same from the code cache (start/compile-thread.ts). */
const answer = serveProject(workerData);

parentPort!.on('message', async (name: string) => parentPort!.postMessage(await answer(name)));
