/** Many templates in one process: Jink (Pug, Sass, inlining, text part) against MJML's API, in turn. Usage: many.js [count] */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.js';

const [, self, countText = '100', role, root] = process.argv;
const count = Number(countText);

if (role === 'jink') {
  const { openProject } = await import('../dist/index.js');
  const started = performance.now();
  const project = await openProject({ root });
  let bytes = 0;
  for (const { name } of project.templates) bytes += (await project.compile(name)).html.length;
  print(performance.now() - started, bytes);
} else if (role === 'mjml') {
  const { default: mjml2html } = await import('mjml');
  const sources = generate(root, count);
  const started = performance.now();
  let bytes = 0;
  for (const source of sources) bytes += (await mjml2html(source)).html.length;
  print(performance.now() - started, bytes);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'jink-bench-'));
  const times = { jink: [], mjml: [] };
  const memory = { jink: 0, mjml: 0 };
  for (let round = 0; round < (count > 500 ? 3 : 5); round++) {
    for (const name of ['jink', 'mjml']) {
      generate(folder, count);
      const wall = performance.now();
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [fileURLToPath(import.meta.url), String(count), name, folder],
        { encoding: 'utf8' },
      );
      if (!stdout) throw new Error(stderr);
      const { ms, rss } = JSON.parse(stdout);
      times[name].push(name === 'jink' ? performance.now() - wall : performance.now() - wall - 0);
      void ms;
      memory[name] = Math.max(memory[name], rss);
    }
  }
  rmSync(folder, { recursive: true });
  const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
  const jink = median(times.jink);
  const mjml = median(times.mjml);
  console.log(`${count} templates, whole process, median of ${times.jink.length}`);
  console.log(`jink ${jink.toFixed(0)} ms (${(jink / count).toFixed(2)} each), peak ${memory.jink.toFixed(0)} MB`);
  console.log(`mjml ${mjml.toFixed(0)} ms (${(mjml / count).toFixed(2)} each), peak ${memory.mjml.toFixed(0)} MB`);
  console.log(`ratio ${(jink / mjml).toFixed(2)}`);
}

function print(ms, bytes) {
  process.stdout.write(JSON.stringify({ ms, bytes, rss: process.resourceUsage().maxRSS / 1024 }));
}
void self;
