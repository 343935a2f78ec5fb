import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailWith, type Preview, painted, REPORT, startPreview } from '../../support/preview-page.js';

/* The page for everybody: axe-core in both colours at two sizes, and without a mouse. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };
const PANELS = ['', 'problems', 'data', 'inspect', 'subject', 'html', 'template', 'size'];

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview({
    'templates/faulty.pug':
      "extends jink/layout\nblock body\n  +container\n    +row\n      +columns(12)\n        a(href='http://example.com') click here\n",
    'templates/broken.pug': 'extends jink/layout\nblock body\n  +columnz(3)\n    p Nothing\n',
  });
});
afterAll(() => preview.close());

interface Axe {
  run(context: object, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe-core has to say against the page as it is now; what emails look like is their authors' business. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run({ exclude: ['iframe'] }, { iframes: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

/** What hangs over the window's edge. */
function hanging(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.app > *, .toolbar *, .panel *, .rail *, .strip *, .menu-list')]
      .filter((element) => getComputedStyle(element).visibility !== 'hidden' && !element.closest('.cm-editor, .unseen'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (right > innerWidth + 0.5 || left < -0.5);
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [size, viewport] of Object.entries(SIZES))
    test(`axe-core finds nothing, ${colorScheme}, ${size}`, async () => {
      const page = await preview.open(`#/templates/faulty`, { colorScheme, viewport, reducedMotion: 'reduce' });
      await painted(page);
      const found: string[] = [];
      for (const panel of PANELS) {
        await page.goto(`${preview.url}/#/templates/faulty?panel=${panel}`);
        if (/data|html|template/.test(panel)) await page.locator('.panel .cm-content').waitFor();
        if (panel === 'problems') await page.getByText('insecure-http').waitFor();
        if (panel === 'inspect') await page.keyboard.press('ArrowRight');
        found.push(...(await violations(page)).map((each) => `${panel}: ${each}`));
        found.push(...(await hanging(page)).map((each) => `${panel}: hangs over: ${each}`));
      }
      await page.goto(`${preview.url}/#/templates/broken`);
      await page.getByRole('alert', { name: 'The template does not compile' }).waitFor();
      found.push(...(await violations(page)).map((each) => `broken: ${each}`));
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      found.push(...(await violations(page)).map((each) => `help: ${each}`));
      await page.keyboard.press('Escape');
      await page.goto(`${preview.url}/#/templates/faulty`);
      if (size === 'phone') await page.getByRole('button', { name: 'Templates' }).click();
      await page.keyboard.press('l');
      await page.getByRole('menu').waitFor({ state: 'attached' });
      found.push(...[...(await violations(page)), ...(await hanging(page))].map((each) => `menu: ${each}`));
      expect(found).toEqual([]);
    });

test('Tab reaches everything, and the focus can be seen', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  const reached = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const { name, isSeen } = await page.evaluate(() => {
      const here = document.activeElement as HTMLElement;
      const style = getComputedStyle(here);
      const line = getComputedStyle(here, '::before').backgroundColor;
      return {
        name: here.getAttribute('aria-label') ?? here.innerText,
        isSeen: style.outlineStyle !== 'none' || line !== 'rgba(0, 0, 0, 0)' || here.matches('body, iframe, hr'),
      };
    });
    expect(isSeen, name).toBe(true);
    reached.add(name.split('\n')[0]!);
  }
  for (const name of [
    'Search templates',
    'empty-week',
    'Scenario',
    'Inspect',
    'Email at 700 pixels',
    'Width of the email',
    'Problems',
  ])
    expect([...reached]).toContain(name);
});

test('on a phone the list is a drawer and panels are sheets', async () => {
  const page = await preview.open('#/templates/faulty', { viewport: SIZES.phone, hasTouch: true });
  await painted(page);
  await page.getByRole('button', { name: 'Templates' }).tap();
  const list = page.getByRole('navigation', { name: 'Templates' });
  await list.getByRole('link', { name: new RegExp(REPORT) }).tap();
  await emailWith(page, 'Support handled');
  expect(page.url()).not.toContain('width=');
  await page.getByText('Support, week 46').first().waitFor();
  await page.getByRole('button', { name: 'More panels' }).tap();
  await page.getByRole('menuitem', { name: 'Size' }).tap();
  const sheet = page.getByRole('complementary', { name: 'Size' });
  const { x, width } = (await sheet.boundingBox())!;
  expect([x, width]).toEqual([0, 360]);
  await sheet.getByRole('button', { name: 'Close Size' }).tap();
  await sheet.waitFor({ state: 'detached' });
});

test('who wants no motion gets none', async () => {
  const page = await preview.open(`#/templates/${REPORT}?panel=size`, {
    viewport: SIZES.phone,
    reducedMotion: 'reduce',
  });
  await painted(page);
  const durations = await page.evaluate(() =>
    document.getAnimations().map((each) => Number(each.effect?.getComputedTiming().duration)),
  );
  expect(durations.filter((duration) => duration > 1)).toEqual([]);
});
