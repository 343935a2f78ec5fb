/**
 * One email after the other, each with data of its own, all engines in turn in one process: Jink, the function that a
 * person would write, email-templates, MJML and React Email. Usage: NODE_ENV=production node --expose-gc render.js [rounds]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openProject } from '../dist/index.js';
import { generateModule } from '../dist/render/generate-module.js';
import { literalFunctions } from './literal.js';
import { median } from './median.js';
import { weeklyData, weeklyMjml } from './weekly-mjml.js';

const ROUNDS = Number(process.argv[2] ?? 21);
const PER_ROUND = 100; // ms

const example = fileURLToPath(new URL('../examples/weekly-agent-report', import.meta.url));
const project = await openProject({ root: example });
const template = await project.compile('weekly-agent-report');
const data = Array.from({ length: 2000 }, (_, i) => distinctData(i));

const { default: EmailTemplates } = await import('email-templates');
const { default: mjml2html } = await import('mjml');
const { renderReact } = await import('./weekly-react.js');
const emailTemplates = new EmailTemplates({
  views: { root: fileURLToPath(new URL('.', import.meta.url)), options: { extension: 'pug', cache: true } },
  juice: true,
  juiceResources: { applyStyleTags: true, removeStyleTags: true },
});
const css = await sheetOf(example);
const literal = literalFunctions(template);
for (const set of data.slice(0, 200))
  if (literal(set).html !== template.render(set).html) throw new Error('The literal builds another string than Jink.');

const engines = {
  Jink: (set) => template.render(set).html,
  'Jink, as a Buffer': (set) => Buffer.from(template.render(set).html),
  literal: (set) => literal(set).html,
  'literal, as a Buffer': (set) => Buffer.from(literal(set).html),
  'email-templates': (set) => emailTemplates.render('weekly-pug/html', { ...set, css, cache: true }),
  MJML: async (set) => (await mjml2html(weeklyMjml(set))).html,
  'React Email': (set) => renderReact(set),
};

const times = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
const sizes = {};
for (const name of Object.keys(engines)) sizes[name] = String(await engines[name](data[0])).length;
let next = 0;
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, render] of Object.entries(engines)) {
    const isSlow = ['email-templates', 'MJML', 'React Email'].includes(name);
    let count = 0;
    const start = performance.now();
    const before = process.cpuUsage();
    while (performance.now() - start < PER_ROUND) {
      for (let i = isSlow ? 0 : 99; i >= 0; i--, count++) {
        const result = render(data[next++ % data.length]);
        if (isSlow) await result;
      }
    }
    // Not the time that passed: other processes may have had some of it.
    const { user, system } = process.cpuUsage(before);
    times[name].push((user + system) / 1000 / count);
  }
}

const typical = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
console.log(`weekly agent report, ${ROUNDS} rounds in turn, median CPU time of an email\n`);
for (const [name, time] of Object.entries(typical))
  console.log(`${name.padEnd(22)} ${time.toFixed(4).padStart(9)} ms ${String(sizes[name]).padStart(7)} characters`);
const ratio = (a, b) => (typical[a] / typical[b]).toFixed(a.includes('Buffer') ? 2 : 0);
console.log(
  `\nemail-templates / Jink  ${ratio('email-templates', 'Jink')}\nMJML / Jink             ${ratio('MJML', 'Jink')}`,
);
console.log(`React Email / Jink      ${ratio('React Email', 'Jink')}`);
console.log(`Jink / literal, both as Buffers  ${ratio('Jink, as a Buffer', 'literal, as a Buffer')}`);

measureMemory();
measureModule();

/** 100,000 emails: what is left on the heap after each fifth of them. */
function measureMemory() {
  if (!globalThis.gc) return;
  const left = [];
  for (let part = 0; part < 6; part++) {
    for (let i = 0; i < (part === 0 ? 2000 : 20_000); i++) Buffer.from(template.render(data[i % data.length]).html);
    globalThis.gc();
    left.push((process.memoryUsage().heapUsed / 2 ** 20).toFixed(1));
  }
  console.log(`\nheap after 0, 20,000 … 100,000 emails: ${left.join(', ')} MB`);
}

/** A module in a process of its own. */
function measureModule() {
  const folder = mkdtempSync(join(tmpdir(), 'jink-bench-'));
  const { code } = generateModule({
    name: template.name,
    file: template.file,
    parts: template,
    dataType: template.dataType,
    ownHelpers: [],
    locale: 'en',
    timeZone: 'UTC',
  });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(fileURLToPath(new URL('..', import.meta.url)), join(folder, 'node_modules/jink'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'report.js'), code);
  const script = `const rss = process.memoryUsage().rss, start = performance.now(); await import('./report.js');
    console.log(JSON.stringify([performance.now() - start, (process.memoryUsage().rss - rss) / 2 ** 20]));`;
  writeFileSync(join(folder, 'measure.js'), script);
  const runs = Array.from({ length: 11 }, () =>
    JSON.parse(spawnSync(process.execPath, ['measure.js'], { cwd: folder, encoding: 'utf8' }).stdout),
  );
  rmSync(folder, { recursive: true });
  const [time, memory] = [0, 1].map((index) => median(runs.map((run) => run[index])));
  console.log(`import of its module: ${time.toFixed(1)} ms, ${memory.toFixed(1)} MB`);
}

function distinctData(i) {
  const set = weeklyData();
  set.team = `Team ${i}`;
  set.figures.handled.value = String(1000 + i);
  for (const [rank, agent] of set.agents.entries()) {
    agent.name = `${agent.name} ${i}`;
    agent.handled = String(500 - rank * 7 - (i % 50));
    agent.level = ['good', 'fair', 'poor'][(i + rank) % 3];
  }
  set.report.url = `https://desk.example.com/reports/${i}?a=1&b=2`;
  return set;
}

/** The sheet that Jink inlines, for who inlines it with each email. */
async function sheetOf(root) {
  const sass = await import('../node_modules/sass/sass.node.mjs');
  const loadPaths = [fileURLToPath(new URL('../styles', import.meta.url)), root];
  return sass.compile(join(root, 'styles/email.scss'), { loadPaths, logger: sass.Logger.silent }).css;
}
