/** Many templates in one process: Jink (Pug, Sass, inlining, text part) against MJML's API, in turn. Usage: many.js [count] */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.js';
import { median } from './median.js';

const [, , countText = '100', role, root] = process.argv;
const count = Number(countText);

if (role === 'jink') {
  const { openProject } = await import('../dist/bundle/index.js');
  const project = await openProject({ root });
  // Eight at once, as `jink build` does.
  const names = project.templates.map(({ name }) => name);
  for (let i = 0; i < names.length; i += 8)
    await Promise.all(names.slice(i, i + 8).map((name) => project.compile(name)));
  printPeak();
} else if (role === 'mjml') {
  const { default: mjml2html } = await import('mjml');
  for (let i = 0; i < count; i++) await mjml2html(readFileSync(join(root, `report-${i}.mjml`), 'utf8'));
  printPeak();
} else {
  const folder = mkdtempSync(join(tmpdir(), 'jink-bench-'));
  const rounds = count > 500 ? 3 : 5;
  const times = { jink: [], mjml: [] };
  const memory = { jink: 0, mjml: 0 };
  for (let round = 0; round < rounds; round++) {
    for (const name of ['jink', 'mjml']) {
      generate(folder, count);
      const args = [fileURLToPath(import.meta.url), String(count), name, folder];
      const started = performance.now();
      const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (!stdout) throw new Error(stderr);
      times[name].push(performance.now() - started);
      memory[name] = Math.max(memory[name], Number(stdout));
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

function printPeak() {
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
}
