import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openProject } from '../../dist/index.js';
import { domOf } from '../support/same-dom.js';

/*
 * The oracle: a template that was compiled once and filled in says the same as Pug with the data at hand. Declarations
 * that change nothing are left in, because which ones they are may hang on the data.
 */
const PROJECTS = [
  ...readdirSync(fileURLToPath(new URL('../../examples', import.meta.url))).map((name) => `../../examples/${name}`),
  '../../templates/starter',
].map((path) => fileURLToPath(new URL(path, import.meta.url)));

describe.each(PROJECTS)('%s', async (root) => {
  const project = await openProject({ root });
  const runs = project.templates.flatMap(({ name, scenarios }) =>
    [...scenarios].map(([scenario, path]) => ({ name, scenario, path })),
  );

  test('has scenarios', () => expect(runs.length).toBeGreaterThan(0));

  test.each(runs)('$name, $scenario', async ({ name, scenario, path }) => {
    const data = JSON.parse(readFileSync(path, 'utf8')) as object;
    const compiled = await project.compile(name, { verbose: true });
    const known = await project.compile(name, { scenario, verbose: true });
    const email = compiled.render(data);
    expect(compiled.diagnostics).toEqual([]);
    expect(domOf(email.html)).toBe(domOf(known.html));
    expect(email.subject).toBe(known.subject);
    expect(email.preheader).toBe(known.preheader);
  });

  test('writes no Handlebars by hand', () => {
    const templates = readdirSync(join(root, 'templates'), { encoding: 'utf8' }).filter((file) =>
      file.endsWith('.pug'),
    );
    expect(templates.filter((file) => readFileSync(join(root, 'templates', file), 'utf8').includes('{{'))).toEqual([]);
  });
});
