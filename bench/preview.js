/**
 * `jink dev` in a project of 100 templates, with its page open in Chromium: from writing a file to the changed pixels,
 * from starting the process to the first email, and memory over many edits. What is timed ends two animation frames
 * after the page has put the new email in place of the old one.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { generate } from './generate.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = here('../dist/bundle/main.js');
const NAME = 'weekly-agent-report';
const TEMPLATES = 100;
const [edits = 50, manyEdits = 1000] = process.argv.slice(2).map(Number);
const STARTS = 5;

const root = mkdtempSync(join(tmpdir(), 'jink-bench-'));
generate(root, TEMPLATES - 1);
cpSync(here(`../examples/${NAME}`), root, { recursive: true, filter: (path) => !/\.jink|[\\/]dist$/.test(path) });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});

/** Notes when which text of the email was painted; runs in the page. */
function watchPaints() {
  window.paints = [];
  const now = () => performance.timeOrigin + performance.now();
  let last;
  const look = () => {
    const frame = document.querySelector('.frame.is-seen:not(.frame-measure)');
    if (!frame || frame === last) return;
    last = frame;
    const text = document.querySelector('.frame-measure')?.contentDocument?.documentElement.innerHTML ?? '';
    requestAnimationFrame(() => requestAnimationFrame(() => window.paints.push({ at: now(), text })));
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class'],
  });
}

async function start() {
  const since = Date.now();
  const server = spawn(process.execPath, ['-r', here('heap.cjs'), MAIN, 'dev', '--port', '0'], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  const url = await new Promise((done, fail) => {
    server.stderr.on('data', (chunk) => {
      said += chunk;
      const [found] = /http:\S+/.exec(said) ?? [];
      if (found) done(found);
    });
    server.once('exit', () => fail(new Error(said)));
  });
  const listening = Date.now() - since;
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchPaints);
  await page.goto(`${url}/#/templates/${NAME}`);
  const at = await painted(page, '');
  return {
    page,
    listening,
    first: at - since,
    heap: () =>
      new Promise((done) => {
        server.once('message', done);
        server.send('heap');
      }),
    async close() {
      await page.close();
      server.removeAllListeners('exit');
      const ended = new Promise((done) => server.once('exit', done));
      server.kill();
      await ended;
    },
  };
}

/** When an email with this text was painted. */
async function painted(page, text) {
  const found = await page.waitForFunction(
    (wanted) => window.paints.find((paint) => paint.text.includes(wanted))?.at,
    text,
    { timeout: 20_000, polling: 10 },
  );
  return found.jsonValue();
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** From writing a file to the pixels, in ms, for a number of edits. */
async function measure(page, file, change, count, pause) {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const times = [];
  for (let i = 1; i <= count; i++) {
    const mark = `edit ${file.length}-${i}.`;
    const text = change(before, mark);
    await page.evaluate(() => window.paints.splice(0));
    // Somebody who edits pauses, and what the server does after an edit is done by then.
    await wait(pause);
    const since = performance.timeOrigin + performance.now();
    writeFileSync(path, text);
    times.push((await painted(page, mark)) - since);
  }
  await page.evaluate(() => window.paints.splice(0));
  writeFileSync(path, before);
  await wait(500);
  return times;
}

function describe(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0);
  return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, largest ${at(1)} ms`;
}

const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

const EDITS = [
  ['the template', `templates/${NAME}.pug`, (text, mark) => text.replace(/h1 .*/, `h1 ${mark}`)],
  ['its data', `templates/${NAME}.json`, (text, mark) => text.replace(/"name": "Mara Lindqvist"/, `"name": "${mark}"`)],
  ['the stylesheet', 'styles/email.scss', (text, mark) => `${text}\nbody { font-family: "${mark}", sans-serif; }\n`],
];

try {
  const cold = await start();
  console.log(
    `first start, without a cache: listens after ${cold.listening} ms, first email after ${cold.first.toFixed(0)} ms`,
  );
  await cold.close();
  const starts = [];
  for (let i = 0; i < STARTS; i++) {
    const one = await start();
    starts.push(one);
    await one.close();
  }
  console.log(`start: first email after ${describe(starts.map(({ first }) => first))}`);

  const server = await start();
  await wait(4000);
  for (const [what, file, change] of EDITS)
    console.log(`${what}: ${describe(await measure(server.page, file, change, edits, 400))}`);
  console.log(
    `${EDITS[0][0]}, edited at once again: ${describe(await measure(server.page, EDITS[0][1], EDITS[0][2], edits, 0))}`,
  );

  if (manyEdits > 0) {
    const heaps = [];
    for (let done = 0; done <= manyEdits; done += manyEdits / 10) {
      if (done > 0) await measure(server.page, EDITS[0][1], EDITS[0][2], manyEdits / 10, 0);
      const { heapUsed, rss, external } = await server.heap();
      heaps.push(heapUsed);
      console.log(`after ${done} edits: heap ${mb(heapUsed)}, outside of it ${mb(external)}, in all ${mb(rss)}`);
    }
    const growth = (heaps.at(-1) - heaps[1]) / (manyEdits * 0.9);
    console.log(`growth of the heap: ${(growth / 1024).toFixed(2)} KB an edit`);
  }
  await server.close();
} finally {
  await browser.close();
  rmSync(root, { recursive: true, force: true });
}
