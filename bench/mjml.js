/**
 * A template in MJML of 100 sections: Jink's compiling, CSS and text part included, against MJML's own function on the
 * same text, in turn in one process, in processor time. Usage: NODE_ENV=production node mjml.js [rounds]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mjml2html from 'mjml';
import { openProject } from '../dist/index.js';

const ROUNDS = Number(process.argv[2] ?? 40);

/** In ms. */
function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const section = (i) => `
    <mj-section background-color="${i % 2 ? '#ffffff' : '#f0f4f3'}">
      <mj-column>
        <mj-image src="https://example.com/${i}.png" alt="Picture ${i}" width="200px" />
        <mj-text css-class="lead">Hello {{name}}, this is <b>section ${i}</b> with a <a href="https://example.com/${i}">link</a>.</mj-text>
        <mj-button href="https://example.com/open/${i}">Open number ${i}</mj-button>
      </mj-column>
      <mj-column>
        <mj-text>What stands beside it &amp; goes on for a while.</mj-text>
        <mj-divider border-color="#dddddd" />
      </mj-column>
    </mj-section>`;

const source = `<mjml>
  <mj-head>
    <mj-title>One hundred sections</mj-title>
    <mj-preview>All of them in one email</mj-preview>
    <mj-attributes><mj-all font-family="Arial, sans-serif" /><mj-text color="#333333" /></mj-attributes>
    <mj-style>.lead { font-size: 16px } .lead a:hover { color: red }</mj-style>
  </mj-head>
  <mj-body>${Array.from({ length: 100 }, (_, i) => section(i)).join('')}
  </mj-body>
</mjml>
`;

const root = mkdtempSync(join(tmpdir(), 'jink-bench-mjml-'));
mkdirSync(join(root, 'templates'));

/** Every round has another text, so that nothing was rendered before. */
const of = (round) => source.replace('All of them', `Round ${round}`);

async function jink(round) {
  writeFileSync(join(root, 'templates/sections.mjml'), of(round));
  const project = await openProject({ root });
  const start = cpuTime();
  const { html, text, diagnostics } = await project.compile('sections');
  const took = cpuTime() - start;
  if (diagnostics.length || !html.includes('section 99') || !text.includes('section 99')) throw new Error('wrong');
  return took;
}

async function mjml(round) {
  const start = cpuTime();
  const { html } = await mjml2html(of(round));
  const took = cpuTime() - start;
  if (!html.includes('section 99')) throw new Error('wrong');
  return took;
}

const times = { jink: [], mjml: [] };
for (let round = 0; round < ROUNDS + 10; round++) {
  for (const [name, run] of Object.entries({ jink, mjml })) {
    globalThis.gc?.();
    const took = await run(round);
    if (round >= 10) times[name].push(took);
  }
}
rmSync(root, { recursive: true });

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const base = median(times.mjml);
for (const [name, list] of Object.entries(times))
  console.log(
    `${name.padEnd(5)} ${median(list).toFixed(1).padStart(6)} ms   ${(median(list) / base).toFixed(2)} × mjml`,
  );
