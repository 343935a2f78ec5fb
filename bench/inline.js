/**
 * inlineCss against juice on the weekly agent report: the same HTML, without its styles, and the same stylesheet to
 * both, in turn in one process. "shared" is one sheet for all documents, "new" another one each time; "tags" is the time
 * for 40,000 merge tags against that for 4,000, which is 10 where time is linear. Usage: inline.js [rounds]
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import juice from 'juice';
import { compileSass } from '../dist/compile/sass.js';
import { inlineCss, openProject } from '../dist/index.js';
import { median } from './median.js';

const rounds = Number(process.argv[2] ?? 25);
const root = fileURLToPath(new URL('../examples/weekly-agent-report/', import.meta.url));
const css = await readCss();
const project = await openProject({ root });
const { html: compiled } = await project.compile('weekly-agent-report', { scenario: 'default' });
const bare = compiled.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/(<(?!v:)[^<>]*?) style="[^"]*"/g, '$1');
const withCss = (text) => bare.replace('</head>', () => `<style>\n${text}\n</style></head>`);

const shared = withCss(css);
console.log(`${bare.length} characters of HTML, ${css.length} of CSS`);
console.log(`${count(inlineCss(shared))} styles by inlineCss, ${count(juice(shared))} by juice`);

let serial = 0;
report(
  'shared',
  compare(() => shared),
);
report(
  'new',
  compare(() => withCss(`${css}\n.never-${serial++} { color: red }`)),
);
report('tags', [4_000, 40_000].map(timeTags).reverse());

function compare(document) {
  const times = { juice: [], ours: [] };
  for (let round = 0; round < rounds + 5; round++) {
    const took = { juice: time(juice, document, 2), ours: time(inlineCss, document, 10) };
    // The first rounds warm the engine up.
    if (round >= 5) for (const name of Object.keys(times)) times[name].push(took[name]);
  }
  return [median(times.juice), median(times.ours)];
}

/** Milliseconds of the processor for one call, which other programs disturb less than those of the clock. */
function time(inline, document, calls) {
  const started = process.cpuUsage();
  for (let call = 0; call < calls; call++) inline(document());
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000 / calls;
}

function timeTags(tags) {
  const html = `<style>td { color: red }</style><table>${'<tr><td>{{name}}</td></tr>\n'.repeat(tags)}</table>`;
  return median(Array.from({ length: 7 }, () => time(inlineCss, () => html, 1)));
}

function report(name, [more, less]) {
  console.log(`${name}: ${more.toFixed(2)} ms against ${less.toFixed(2)} ms, ratio ${(more / less).toFixed(1)}`);
}

function count(html) {
  return html.match(/ style="/g)?.length ?? 0;
}

async function readCss() {
  const styles = fileURLToPath(new URL('../styles', import.meta.url));
  const entry = `@use ${JSON.stringify(pathToFileURL(`${root}styles/email.scss`).href)};`;
  const { css, error } = await compileSass({ entry, styles, project: root });
  if (error) throw new Error(error.message);
  return css;
}
