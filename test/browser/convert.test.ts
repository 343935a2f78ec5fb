import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertFiles } from '../../dist/tasks/convert.js';
import { type Browser, startBrowser } from '../../dist/tasks/verify/devtools.js';
import { type Verification, verifyConversion } from '../../dist/tasks/verify/verify.js';

/*
 * Every source of test/cases/convert, converted and built, says what its original said, and stands where that stood:
 * what `jink convert --verify` proves to users.
 */

const CASES = fileURLToPath(new URL('../cases/convert/', import.meta.url));

/** Where Jink means to differ, and why. */
const DIFFERENT: Record<string, string> = {
  'jade-full-width-row': 'Jink 1 mistyped "twelve" in its own full-width row, which let its content shrink',
  'mjml-accordion': 'parts of an accordion stand open, without the icons that open them',
};

const names = readdirSync(CASES).sort();
const out = mkdtempSync(join(tmpdir(), 'jink-convert-'));
let browser: Browser;

beforeAll(() => {
  browser = startBrowser(process.env.CHROMIUM ?? '/usr/bin/chromium');
});

afterAll(async () => {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
});

async function verify(name: string): Promise<Verification> {
  const folder = join(CASES, name);
  const source = readdirSync(folder).find((file) => /^source\.(html|jade|mjml)$/.test(file))!;
  const [converted] = convertFiles({ from: join(folder, source), out: join(out, name), root: folder });
  return verifyConversion(browser, converted!);
}

describe('the result is the original', () => {
  test.each(names)('%s', async (name) => {
    const { content, diagnostics, moved, isWithin } = await verify(name);
    expect(diagnostics).toEqual([]);
    expect(moved[0]!.blocks.length).toBeGreaterThan(0);
    expect(isWithin).toBe(!(name in DIFFERENT));
    if (isWithin) expect(content).toEqual([]);
    else expect(content.filter(({ what }) => what !== 'image')).toEqual([]);
  });
});

test('nearly all of them stand where they stood', () => {
  expect(Object.keys(DIFFERENT).length / names.length).toBeLessThanOrEqual(3 / 60);
});

test.each([['ink'], ['inky', 'foundation'], ['jade'], ['mjml']])(
  'there are fifteen sources or more of %s',
  (...origins) => {
    const found = names.filter((name) => origins.some((origin) => name.startsWith(`${origin}-`)));
    expect(found.length).toBeGreaterThanOrEqual(15);
  },
);

test('Ink becomes less than half as long', () => {
  const count = (text: string) => text.trim().split('\n').length;
  const lines = names
    .filter((name) => name.startsWith('ink-'))
    .map((name) => ({
      before: count(readFileSync(join(CASES, name, 'source.html'), 'utf8')),
      after: count(readFileSync(join(CASES, name, 'expected.pug'), 'utf8')),
    }));
  const sum = (which: 'before' | 'after') => lines.reduce((total, one) => total + one[which], 0);
  expect(sum('after') / sum('before')).toBeLessThanOrEqual(0.4);
});
