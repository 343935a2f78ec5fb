/**
 * Many templates in one process: `jink build` of a project that was never built (Pug, Sass, inlining, text part, files)
 * against MJML's API, in turn. Usage: many.js [count] [rounds]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.js';
import { median } from './median.js';

const [, , countText = '100', role, root] = process.argv;
const count = Number(countText);

if (role === 'mjml') {
  const { default: mjml2html } = await import('mjml');
  for (let i = 0; i < count; i++) await mjml2html(readFileSync(join(root, `report-${i}.mjml`), 'utf8'));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'jink-bench-'));
  const rounds = Number(role ?? (count > 500 ? 3 : 5));
  const commands = {
    jink: [fileURLToPath(new URL('../dist/bundle/main.js', import.meta.url)), 'build', '--quiet', '--root'],
    mjml: [fileURLToPath(import.meta.url), String(count), 'mjml'],
  };
  const times = { jink: [], mjml: [] };
  const memory = { jink: 0, mjml: 0 };
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      // Nothing is deleted in between: ext4 is slow to make files while it remembers deleted ones.
      const project = join(folder, `${name}-${round}`);
      generate(project, count);
      const started = performance.now();
      memory[name] = Math.max(memory[name], run([...args, project]));
      times[name].push(performance.now() - started);
    }
  }
  rmSync(folder, { recursive: true });
  console.log(`${count} templates, whole process, median of ${rounds}`);
  for (const [name, list] of Object.entries(times))
    console.log(
      `${name} ${median(list).toFixed(0)} ms, ${(median(list) / count).toFixed(2)} each, peak ${memory[name].toFixed(0)} MB`,
    );
  console.log(`ratio ${(median(times.jink) / median(times.mjml)).toFixed(2)}`);
}

/** Runs Node to its end and returns its peak of memory in MB. */
function run(args) {
  const peak = fileURLToPath(new URL('peak.cjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ['--require', peak, ...args], { encoding: 'utf8' });
  const megabytes = /peak (\d+)/.exec(stderr)?.[1];
  if (status !== 0 || !megabytes) throw new Error(stderr);
  return Number(megabytes);
}
