import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailWith, type Preview, painted, REPORT, startPreview } from '../../support/preview-page.js';

/* Who wrote what: the inspector, by mouse and by keyboard. */

const TEMPLATE = `templates/${REPORT}.pug`;

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview();
});
afterAll(() => preview.close());

const panel = (page: Page) => page.getByRole('complementary', { name: 'Inspect' });

async function inspect(expected?: RegExp): Promise<Page> {
  const page = await preview.open(`#/templates/${REPORT}`, { ...(expected && { expected }) });
  await painted(page);
  await page.keyboard.press('i');
  await panel(page).waitFor();
  return page;
}

/** The middle of the email's heading, on the screen. */
async function headingAt(page: Page, place = 0): Promise<{ x: number; y: number }> {
  const frame = await emailWith(page, 'Support handled', place);
  const { x, y, width, height } = (await frame.getByRole('heading', { level: 1 }).boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

test('hovering shows the box, the tag and the line; a click opens it in the editor', async () => {
  const page = await inspect();
  const { x, y } = await headingAt(page);
  await page.mouse.move(x, y);
  const line =
    preview
      .read(TEMPLATE)
      .split('\n')
      .findIndex((text) => /^ +h1 #\{team\}/.test(text)) + 1;
  const label = page.locator('.box-hovered .box-label');
  await label.getByText(`${TEMPLATE}:${line}`).waitFor();
  await expect.poll(() => label.innerText()).toContain('h1');
  const drawn = (await page.locator('.box-hovered .box-border').boundingBox())!;
  const frame = await emailWith(page, 'Support handled');
  const real = (await frame.getByRole('heading', { level: 1 }).boundingBox())!;
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(Math.abs(drawn[side] - real[side])).toBeLessThan(1.5);
  await page.mouse.click(x, y);
  expect((await preview.opened())[0]).toMatch(new RegExp(`^${TEMPLATE}:${line}:\\d+$`));
});

test('a click shows the styles with their Sass lines; what is beaten is struck out', async () => {
  const page = await inspect();
  const { x, y } = await headingAt(page);
  await page.mouse.click(x, y);
  await preview.opened();
  const styles = panel(page).getByRole('region', { name: 'Styles' });
  const rule = styles.locator('.style', { hasText: '.masthead h1' });
  const sass = preview.read('styles/email.scss').split('\n');
  const line = sass.findIndex((text) => text.includes('color: #fff')) + 1;
  await rule.getByText('color: #fff').waitFor();
  await expect.poll(() => styles.locator('s').allInnerTexts()).toContain('margin: 0');
  await rule.getByRole('button', { name: `:${line}`, exact: true }).click();
  expect((await preview.opened())[0]).toMatch(new RegExp(`^styles/email.scss:${line}:`));
  await styles.getByText(/more at other widths/).click();
  await styles.getByText('@media (prefers-color-scheme: dark)').waitFor();
  expect(await panel(page).getByRole('navigation', { name: 'Written as' }).innerText()).toMatch(
    /\+container.*\+row.*h1/s,
  );
});

test('what is idle at one width counts at another', async () => {
  const page = await inspect();
  await page.keyboard.press('3');
  await emailWith(page, '9–15 November');
  const { x, y } = await headingAt(page);
  await page.mouse.click(x, y);
  await preview.opened();
  const styles = panel(page).getByRole('region', { name: 'Styles' });
  const first = styles.locator('.style').first();
  await first.getByText('font-size: 24px').waitFor();
  await expect.poll(() => first.innerText()).toContain('max-width: 600px');
});

test('arrow keys go through the elements, Enter opens the line', async () => {
  const page = await inspect();
  const tag = panel(page).locator('.element-tag code');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  const inner = await tag.innerText();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => tag.innerText()).not.toBe(inner);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => tag.innerText()).toBe(inner);
  await expect.poll(() => page.locator('.box-selected').count()).toBe(1);
  await page.keyboard.press('Enter');
  expect((await preview.opened())[0]).toMatch(/:\d+:\d+$/);
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('.box-selected').count()).toBe(0);
});

test('beside each other, both frames show what is pointed at', async () => {
  const page = await inspect();
  await page.keyboard.press('4');
  await emailWith(page, 'Support handled', 1);
  const { x, y } = await headingAt(page, 1);
  await page.mouse.move(x, y);
  await expect.poll(() => page.locator('.box-hovered').count()).toBe(2);
});

test('what the editor could not open is said', async () => {
  const page = await inspect(/status of 409/);
  await page.route('**/api/open', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/json',
      body: '{"error":"No editor was found.","hint":"Start one."}',
    }),
  );
  const { x, y } = await headingAt(page);
  await page.mouse.click(x, y);
  await page.getByText('No editor was found.').waitFor();
});
