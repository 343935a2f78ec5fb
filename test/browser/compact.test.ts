import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openProject } from '../../dist/index.js';
import { startChromium } from '../support/chromium.js';

/** Taking out declarations that change nothing changes nothing: pixel by pixel, on all widths and in dark mode. */
const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

test.each(readdirSync(EXAMPLES))('%s looks the same with and without them', async (example) => {
  const project = await openProject({ root: EXAMPLES + example });
  const page = await browser.newPage();
  for (const { name, scenarios } of project.templates) {
    for (const scenario of scenarios.keys()) {
      const compact = await project.compile(name, { scenario });
      const verbose = await project.compile(name, { scenario, verbose: true });
      // What MJML writes is left as it is.
      if (!compact.file.includes('.mjml')) expect(compact.html.length).toBeLessThan(verbose.html.length * 0.97);
      for (const width of [700, 360]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          const picture = async (html: string) => {
            await page.setContent(html);
            return (await page.screenshot({ fullPage: true })).toString('base64');
          };
          const same = (await picture(compact.html)) === (await picture(verbose.html));
          expect(same, `${scenario} at ${width}, ${colorScheme}`).toBe(true);
        }
      }
    }
  }
  await page.close();
});

test('the weekly report of ten agents is no larger than in MJML', async () => {
  const root = `${EXAMPLES}weekly-agent-report`;
  const data = JSON.parse(readFileSync(`${root}/templates/weekly-agent-report.json`, 'utf8'));
  expect(data.agents).toHaveLength(10);
  const { html } = (await (await openProject({ root })).compile('weekly-agent-report')).render(data);
  expect(html).toContain(data.agents[9].name);
  expect(html.length).toBeLessThan(32_244);
});
