/**
 * One template from nothing: `jink build` of the weekly report against the `mjml` command on the same report, whole
 * processes in turn. "first" has no cache, "again" has the stylesheet from the last build, "unchanged" has nothing to do,
 * "mjml" is the yardstick and "node" an empty process.
 * Usage: cold.js [rounds]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.js';
import { weeklyMjml } from './weekly-mjml.js';

const rounds = Number(process.argv[2] ?? 11);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jink-bench-'));
const project = join(folder, 'project');
cpSync(here('../examples/weekly-agent-report'), project, { recursive: true });
writeFileSync(join(folder, 'weekly.mjml'), weeklyMjml());

const jink = [here('../dist/bundle/main.js'), 'build', '--root', project, '--quiet'];
const mjml = [here('node_modules/mjml/bin/mjml'), join(folder, 'weekly.mjml'), '-o', join(folder, 'weekly.html')];
const forget = () => {
  for (const name of ['.jink', 'dist']) rmSync(join(project, name), { recursive: true, force: true });
};
const touch = (round) => {
  const path = join(project, 'templates', 'weekly-agent-report.pug');
  writeFileSync(path, `//- ${round}\n`, { flag: 'a' });
};

const times = { node: [], first: [], again: [], unchanged: [], mjml: [] };
for (let round = 0; round < rounds; round++) {
  times.node.push(run(['-e', '0']));
  forget();
  times.first.push(run(jink));
  touch(round);
  times.again.push(run(jink));
  times.unchanged.push(run(jink));
  times.mjml.push(run(mjml));
}
rmSync(folder, { recursive: true });

const base = median(times.mjml);
const empty = median(times.node);
for (const [name, list] of Object.entries(times))
  console.log(
    `${name.padEnd(9)} ${median(list).toFixed(0).padStart(5)} ms   ${(median(list) / base).toFixed(2)} × mjml   ${(median(list) / empty).toFixed(2)} × node`,
  );

function run(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}\n${stderr}`);
  return performance.now() - started;
}
