import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { RULES } from '../../dist/rules/index.js';
import { checkProject } from '../../dist/tasks/check.js';
import { openProject } from '../../dist/tasks/project.js';
import { temporaryFolder } from '../support/project.js';

/**
 * Templates as one meets them, each with faults that are known: `expected.txt` is all that may be found, beside
 * information. `UPDATE=1` writes it anew: read what changed before you keep it.
 */
const CASES = fileURLToPath(new URL('../cases/check/', import.meta.url));
const home = temporaryFolder();
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('there are enough of them', () => {
  expect(readdirSync(CASES).length).toBeGreaterThan(20);
});

describe('faults', () => {
  test.each(readdirSync(CASES).sort())('%s', async (name) => {
    const root = join(home, name);
    const warm = join(home, '.jink');
    cpSync(join(CASES, name), root, { recursive: true });
    if (existsSync(warm)) cpSync(warm, join(root, '.jink'), { recursive: true });
    const project = await openProject({ root });
    const { diagnostics } = await checkProject(project, { rules: RULES });
    const lines = diagnostics
      .filter(({ severity }) => severity !== 'info')
      .map(
        ({ severity, code, place, message }) =>
          `${place?.file}:${place?.line}:${place?.column} ${severity} ${code}: ${message}\n`,
      )
      .sort();
    const expected = join(CASES, name, 'expected.txt');
    if (process.env.UPDATE) writeFileSync(expected, lines.join(''));
    expect(lines.join('')).toBe(readFileSync(expected, 'utf8'));
  });
});
