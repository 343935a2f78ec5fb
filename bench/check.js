/**
 * `jink check` of many templates with one scenario each, whole processes: without a cache, again without a change,
 * and with one template changed. Usage: check.js [templates] [rounds]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.js';
import { median } from './median.js';

const count = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 3);
const project = join(mkdtempSync(join(tmpdir(), 'jink-bench-')), 'project');
generate(project, count);

const main = fileURLToPath(new URL('../dist/bundle/main.js', import.meta.url));
const times = { first: [], again: [], changed: [] };
for (let round = 0; round < rounds; round++) {
  rmSync(join(project, '.jink'), { recursive: true, force: true });
  times.first.push(run());
  times.again.push(run());
  writeFileSync(join(project, 'templates', 'report-7.pug'), `//- ${round}\n`, { flag: 'a' });
  times.changed.push(run());
}
rmSync(join(project, '..'), { recursive: true });

for (const [name, list] of Object.entries(times))
  console.log(`${name.padEnd(8)} ${median(list).toFixed(0).padStart(6)} ms for ${count} templates`);

function run() {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [main, 'check', '--root', project], { encoding: 'utf8' });
  if (status === null || status > 1) throw new Error(stderr);
  return performance.now() - started;
}
