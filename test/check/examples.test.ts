import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULES } from '../../dist/rules/index.js';
import { checkProject } from '../../dist/tasks/check.js';
import { openProject } from '../../dist/tasks/project.js';

/** Every example and the starter obeys the rules, in every scenario, or says why it does not. */
const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const roots = [...readdirSync(at('examples')).map((name) => at(`examples/${name}`)), at('templates/starter')];

test.each(roots)('%s has neither errors nor warnings', async (root) => {
  const { diagnostics, templates } = await checkProject(await openProject({ root }), { rules: RULES, fresh: true });
  expect(templates.length).toBeGreaterThan(0);
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('what Jink writes is never reported for client support, even for every client', async () => {
  const root = at('templates/starter');
  const project = await openProject({ root });
  const support = RULES.filter(({ id }) => id.startsWith('unsupported-'));
  const { rm } = await import('node:fs/promises');
  const everywhere = {
    ...project,
    config: { ...project.config, clients: ['gmail', 'outlook', 'yahoo', 'thunderbird'] },
  };
  const { diagnostics } = await checkProject(everywhere, { rules: support, fresh: true });
  await rm(`${root}/.jink`, { recursive: true, force: true });
  for (const { place } of diagnostics) expect(place!.file).toMatch(/^(templates|styles)\//);
});
