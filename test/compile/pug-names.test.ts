import { expect, test } from 'vitest';
import { openProject } from '../../dist/index.js';
import { temporaryProject } from '../support/project.js';

/** The text of a template with this data. */
async function render(template: string, data: object): Promise<string> {
  const root = temporaryProject({ 'templates/a.pug': template, 'templates/a.json': JSON.stringify(data) });
  const { text, diagnostics } = await (await openProject({ root })).compile('a', { scenario: 'default' });
  expect(diagnostics).toEqual([]);
  return text.trim();
}

test('templates may use the JavaScript of today', async () => {
  const template =
    "p(title=agent?.team?.name) #{agent?.name ?? 'Nobody'}, #{[1, 2].at(-1)}\nif !agent?.team\n  p= 1_000";
  expect(await render(template, { agent: null })).toBe('Nobody, 2\n\n1000');
});

test('a template may give a name of its data another value', async () => {
  const template = [
    "- const title = 'Mine'",
    '- var agents = agents || []',
    "- var brand = brand || 'None'",
    'p #{title} #{agents.length} #{brand}',
  ].join('\n');
  expect(await render(template, { title: 'Data', agents: [1, 2], brand: '' })).toBe('Mine 2 None');
});

test('keys that are no names in JavaScript do no harm', async () => {
  const data = { class: 'a', new: 1, 'first-name': 'b', $$: 'c', $1: 'd', self: 'e', größe: 'f', 2: 'g' };
  expect(await render('p #{$$} #{$1} #{größe}', data)).toBe('c d f');
});
