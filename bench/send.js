/**
 * 10,000 messages to an SMTP server on this machine: `jink send` as a whole, from the start of Node to its end, and
 * nodemailer alone, which is given the same bytes and as many connections and has nothing to do but hand them over.
 * In turn, each in a process of its own, against one server (smtp-server) in another process.
 * Usage: node send.js [rounds] [messages]
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';

const ROUNDS = Number(process.argv[2] ?? 5);
const MESSAGES = Number(process.argv[3] ?? 10_000);
const NAME = 'weekly-agent-report';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const JINK = here('../dist/bundle/main.js');
const folder = mkdtempSync(join(tmpdir(), 'jink-send-'));
const root = join(folder, 'project');
cpSync(here(`../examples/${NAME}`), root, { recursive: true });
const data = JSON.parse(readFileSync(join(root, `templates/${NAME}.json`), 'utf8'));
const rows = Array.from({ length: MESSAGES }, (_, i) =>
  JSON.stringify({ to: `Reader ${i} <reader${i}@example.com>`, data: { ...data, team: `Team ${i}` } }),
);
writeFileSync(join(root, 'rows.jsonl'), rows.join('\n'));

const server = run([here('smtp-sink.js')], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
const port = await new Promise((resolve) => server.child.once('message', resolve));
const url = `smtp://127.0.0.1:${port}`;
/** How many messages the server has had since it was asked before. */
const counted = () => {
  server.child.send('count');
  return new Promise((resolve) => server.child.once('message', resolve));
};

try {
  await send(['--via', 'eml', '--out', join(folder, 'eml')]);
  const bytes = readdirSync(join(folder, 'eml')).map((file) => readFileSync(join(folder, 'eml', file)).length);
  console.log(`${bytes.length} messages of ${Math.round(median(bytes) / 1024)} KB`);
  const rates = { jink: [], nodemailer: [] };
  const peaks = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    peaks.push(await send(['--smtp', url]));
    rates.jink.push((MESSAGES * 1000) / (performance.now() - start));
    await expectAll('jink');
    const alone = await run([here('send-nodemailer.js'), url, join(folder, 'eml')]).done;
    rates.nodemailer.push(Number(/rate ([\d.]+)/.exec(alone)[1]));
    await expectAll('nodemailer');
  }
  const ratios = rates.jink.map((rate, i) => rate / rates.nodemailer[i]);
  console.log(`jink send   ${median(rates.jink).toFixed(0)} messages in a second, at most ${Math.max(...peaks)} MB`);
  console.log(`nodemailer  ${median(rates.nodemailer).toFixed(0)}`);
  console.log(`ratio       ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`);
} finally {
  server.child.kill();
  rmSync(folder, { recursive: true });
}

/** Runs `jink send`, and gives how much memory it took at most, in MB. */
async function send(args) {
  const said = await run([
    '-r',
    here('peak.cjs'),
    JINK,
    'send',
    NAME,
    '--root',
    root,
    '--data',
    join(root, 'rows.jsonl'),
    ...args,
  ]).done;
  return Number(/peak (\d+)/.exec(said)[1]);
}

async function expectAll(who) {
  const count = await counted();
  if (count !== MESSAGES) throw new Error(`The server got ${count} messages of ${who}'s.`);
}

function run(args, options = { stdio: ['ignore', 'pipe', 'pipe'] }) {
  const child = spawn(process.execPath, args, { ...options, env: { ...process.env, SMTP_URL: '' } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
  const done = new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code ? reject(new Error(`${args.at(-1)} ended with ${code}:\n${said}`)) : resolve(said),
    ),
  );
  done.catch(() => {}); // the server is ended by a signal
  return { child, done };
}
