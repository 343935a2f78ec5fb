import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildProject } from '../dist/tasks/build.js';
import { ENOUGH } from '../dist/tasks/compile-all.js';
import { openProject } from '../dist/tasks/project.js';
import { jink } from './support/jink.js';
import { png } from './support/png.js';
import { temporaryProject } from './support/project.js';

/* Hundreds of templates are compiled by several threads: what comes out, and in which order, is as with one. */

const COUNT = ENOUGH + 40;

/** Many small templates with shared parts, a warning here and there, and an error. */
function manyTemplates(config: string): string {
  const files: Record<string, string | Buffer> = {
    'jink.config.js': config,
    'styles/email.scss': "@use 'jink';\n.late { color: red; }\n",
    'mixins/figure.pug': 'mixin figure(value)\n  p.figure= shout(value)\n',
    'templates/_parts/footer.pug': '+row\n  +columns(12)\n    p Goodbye\n',
    'assets/logo.png': png(40, 20),
  };
  for (let i = 0; i < COUNT; i++) {
    const name = `templates/${i % 2 ? 'odd/' : ''}t${i}`;
    files[`${name}.json`] = JSON.stringify({ n: i });
    const body = i === 201 ? '+figur(1)' : `+figure('number ${i}')`;
    files[`${name}.pug`] =
      `+container\n  +row\n    +columns(${i % 7 ? 12 : 9})\n      ${body}\n      img(src='assets/logo.png' alt='')\n  include /templates/_parts/footer\n`;
    if (i % 100 === 50) files[`${name}.scss`] = '.figure { font-size: 30px; }\n';
  }
  return temporaryProject(files);
}

const CONFIG = 'export default { helpers: { shout: (text) => `$' + '{text.toUpperCase()}!` } };\n';

function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), hash(path)]));
}

test('several threads write and say the same as one', async () => {
  const root = manyTemplates(CONFIG);
  const build = async (threads: number) => {
    const out = temporaryProject({});
    const { templates, diagnostics } = await buildProject(await openProject({ root }), { out, threads });
    const said = templates.map(({ placeAt: _, sourceAt: __, markedHtml: ___, render: ____, ...template }) => template);
    const files = hashesOf(out);
    return { files, said, diagnostics };
  };
  const [one, three] = [await build(1), await build(3)];
  expect(Object.keys(one.files).length).toBe(2 * (COUNT - 1) + 2);
  expect(one.diagnostics.map(({ code }) => code)).toContain('unknown-mixin');
  expect(three.files).toEqual(one.files);
  expect(three.diagnostics).toEqual(one.diagnostics);
  expect(three.said).toEqual(one.said);
});

test('the command line: an unchanged project is not built again, unless a thread asked for the time', () => {
  const root = manyTemplates(CONFIG);
  const first = jink(['build'], root);
  expect(first.exitCode).toBe(1);
  expect(first.stderr).toContain(`${COUNT - 1} templates built, 1 failed.`);
  const cache = join(root, '.jink/cache');
  const sheets = () => readdirSync(cache).filter((name) => name.startsWith('sheet-'));
  for (const name of sheets()) rmSync(join(cache, name));
  expect(jink(['build'], root)).toEqual(first);
  expect(sheets()).toEqual([]); // a build would have made them anew

  const timely = manyTemplates(
    CONFIG.replace('text.toUpperCase()', 'text + (text.endsWith(` 339`) ? Date.now() : ``)'),
  );
  const text = () => readFileSync(join(timely, 'dist/odd/t339.txt'), 'utf8');
  jink(['build'], timely);
  const before = text();
  jink(['build'], timely);
  expect(text()).not.toBe(before);
});
