import { readdirSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';

/** Priorities of this process's threads, as `nice` counts them. */
function niceness(): number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[16]);
  });
}

test.runIf(process.platform === 'linux')('a thread lets all others go first, and no other thread does', async () => {
  const before = niceness();
  const module = new URL('../dist/tasks/step-back.js', import.meta.url).href;
  const source = `import('${module}').then(({ stepBack }) => { stepBack(); require('node:worker_threads').parentPort.postMessage('done'); setInterval(() => {}, 1000); })`;
  const worker = new Worker(source, { eval: true });
  onTestFinished(async () => void (await worker.terminate()));
  await new Promise((done) => worker.once('message', done));
  expect(niceness().filter((nice) => nice === Math.max(...before) + 10 || nice === 10)).toHaveLength(1);
});
