import { expect, onTestFinished, test } from 'vitest';
import { createCloserLook } from '../../dist/server/closer-look.js';
import { temporaryProject } from '../support/project.js';

const FILES = {
  'templates/good.pug': 'p Hello',
  'templates/endless.pug': 'p= wait()',
  // Jink ends loops of templates by itself, but not those of a helper.
  'jink.config.mjs':
    'export default { helpers: { wait() { const until = Date.now() + 60_000; while (Date.now() < until) {} } } };',
};

function look(longest?: number) {
  const complaints: unknown[] = [];
  const closer = createCloserLook({ root: temporaryProject(FILES) }, (error) => complaints.push(error), longest);
  onTestFinished(() => closer.end());
  return { ...closer, complaints };
}

test('a template is looked at in another thread', async () => {
  const { take, complaints } = look();
  const found = await take('good', 0);
  expect(found?.styles.length).toBeGreaterThan(5);
  expect(found?.diagnostics.get('default')?.map(({ code }) => code)).toContain('preheader');
  expect(complaints).toEqual([]);
});

test('something else may come up', async () => {
  const { take, interrupt, complaints } = look();
  const begun = take('good', 0);
  interrupt();
  expect(await begun).toBeUndefined();
  expect((await take('good', 0))?.styles.length).toBeGreaterThan(5);
  expect(complaints).toEqual([]);
});

test('a check that takes too long is ended, and the next one begins anew', async () => {
  const { take, complaints } = look(4000);
  const start = Date.now();
  expect(await take('endless', 0)).toEqual({ styles: [], diagnostics: new Map() });
  expect(Date.now() - start).toBeLessThan(20_000);
  expect(String(complaints[0])).toContain('took too long');
  expect((await take('good', 0))?.styles.length).toBeGreaterThan(5);
});
