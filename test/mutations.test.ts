import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { temporaryProject } from './support/project.js';

/*
 * Whatever happens to a template while it is typed: Jink never throws, and whatever it says has a place in a file of
 * the author's, and none of Jink's or Pug's own names in it. The seed is fixed, so that a failure can be repeated.
 */

const EXAMPLE = fileURLToPath(new URL('../examples/weekly-agent-report', import.meta.url));
const FILES = ['templates/weekly-agent-report.pug', 'mixins/agents.pug', 'templates/weekly-agent-report.json'];

const PIECES = [
  ...'()[]{}"\'`#!=+-.|:<>&,\n\t \\$%aé0',
  '#{',
  '#[',
  '{{',
  '//',
  '  ',
  '\n  ',
  'else ',
  'block ',
  'each ',
];

/** Something is taken away at a place, and something else put there. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  taken: fc.integer({ min: 0, max: 4 }),
  put: fc.constantFrom('', '', ...PIECES),
});

test('no change of a template brings Jink down', async () => {
  const root = temporaryProject({});
  cpSync(EXAMPLE, root, { recursive: true });
  const originals = FILES.map((file) => readFileSync(join(root, file), 'utf8'));
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: FILES.length - 1 }),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      async (which, changes) => {
        let text = originals[which]!;
        for (const { at, taken, put } of changes) {
          const offset = Math.floor(at * text.length);
          text = text.slice(0, offset) + put + text.slice(offset + taken);
        }
        FILES.forEach((file, index) => {
          writeFileSync(join(root, file), index === which ? text : originals[index]!);
        });
        const project = await openProject({ root });
        const { diagnostics, html } = await project.compile('weekly-agent-report');
        expect(html === '').toBe(diagnostics.some(({ severity }) => severity === 'error'));
        for (const { place, message, hint = '' } of diagnostics) {
          expect(place, message).toBeDefined();
          expect(`${place!.file} ${message} ${hint}`).not.toMatch(/jink:|\$jink|\$\$|pug_|PUG:|^\/|^\.\./);
          const lines = readFileSync(join(root, place!.file), 'utf8').split(/\r\n|\r|\n/);
          expect(place!.line, message).toBeLessThanOrEqual(lines.length);
          expect(place!.column, message).toBeLessThanOrEqual(lines[place!.line - 1]!.length + 1);
        }
      },
    ),
    { seed: 20260101, numRuns: 200 },
  );
});
