import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailWith, type Preview, painted, REPORT, startPreview } from '../../support/preview-page.js';

/* The email in its frames. */

const TEMPLATE = `templates/${REPORT}.pug`;
const REMOTE = `extends jink/layout
block subject
  | A cat
block body
  +container
    +row
      +columns(12)
        img(src='https://images.example/cat.png' alt='A cat' width='300' height='200')
        p Look at the cat
`;
const DARK = `extends jink/layout
block head
  style
    | .said { color: #112233 }
    | @media (prefers-color-scheme: dark) { .said { color: #ddeeff !important } }
block body
  p.said Day or night
  //[if mso]><p>Only Outlook</p><![endif]
`;

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview({ 'templates/cat.pug': REMOTE, 'templates/scheme.pug': DARK });
});
afterAll(() => preview.close());

const widthOf = (page: Page, place = 0) =>
  page
    .locator('.stack')
    .nth(place)
    .evaluate((stack) => (stack as HTMLElement).offsetWidth);

test('frames run no scripts and have no origin', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  const frame = await emailWith(page, 'Support handled');
  const sandboxes = await page.locator('iframe').evaluateAll((all) => all.map((each) => each.getAttribute('sandbox')));
  expect(sandboxes.filter((sandbox) => !sandbox || /allow-scripts/.test(sandbox))).toEqual([]);
  expect(await page.locator('iframe:not(.frame-measure)').getAttribute('sandbox')).not.toContain('allow-same-origin');
  await expect(frame.evaluate(() => document.cookie)).rejects.toThrow();
  expect(
    await page.evaluate(
      () => (document.querySelector('iframe:not(.frame-measure)') as HTMLIFrameElement).contentDocument,
    ),
  ).toBe(null);
});

test('a frame is as high as its email, and the pane around it scrolls', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  const { frame, pane, content } = await page.evaluate(() => {
    const ruler = document.querySelector<HTMLIFrameElement>('.frame-measure')!;
    return {
      frame: document.querySelector<HTMLElement>('.stack')!.offsetHeight,
      pane: document.querySelector<HTMLElement>('.pane-scroll')!.clientHeight,
      content: ruler.contentDocument!.body.scrollHeight,
    };
  });
  expect(frame).toBeGreaterThan(pane);
  expect(Math.abs(frame - content)).toBeLessThan(2);
});

test('desktop, tablet, phone, and two beside each other', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  expect(await widthOf(page)).toBe(700);
  await page.getByRole('button', { name: /^Tablet/ }).click();
  await expect.poll(() => widthOf(page)).toBe(600);
  await page.keyboard.press('3');
  await expect.poll(() => widthOf(page)).toBe(360);
  await (await emailWith(page, '9–15 November')).getByText('9–15 November').isVisible();
  await page.getByRole('button', { name: /^Side by side/ }).click();
  await expect.poll(() => page.locator('.pane').count()).toBe(2);
  await emailWith(page, 'Support handled', 1);
  expect([await widthOf(page), await widthOf(page, 1)]).toEqual([700, 360]);
  expect(page.url()).toContain('width=700,360');
});

test('any width: by dragging, and by the keyboard', async () => {
  const page = await preview.open(`#/templates/${REPORT}?width=600`);
  await painted(page);
  const handle = page.getByRole('separator', { name: 'Width of the email' });
  const { x, y, height } = (await handle.boundingBox())!;
  await page.mouse.move(x + 7, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x - 43, y + height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => widthOf(page)).toBe(500);
  await page.getByText('500 px').waitFor();
  await handle.press('ArrowRight');
  await handle.press('Shift+ArrowLeft');
  await expect.poll(() => widthOf(page)).toBe(509);
  expect(page.url()).toContain('width=509');
  expect(await handle.getAttribute('aria-valuenow')).toBe('509');
  await handle.press('Enter');
  await expect.poll(() => widthOf(page)).toBe(700);
});

test('a saved file is painted without a flash, and the scroll stays', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  const pane = page.locator('.pane-scroll');
  await pane.evaluate((element) => {
    element.scrollTop = 300;
  });
  await page.evaluate(() => {
    const stack = document.querySelector('.stack')!;
    const seen: number[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => seen.push(stack.querySelectorAll('iframe:not(.frame-measure)').length)).observe(stack, {
      childList: true,
    });
  });
  const heading = (word: string) =>
    preview.change(TEMPLATE, (text) => text.replace(/(team\} )\w+( #\{figures)/, `$1${word}$2`));
  heading('solved');
  const frame = await emailWith(page, 'Support solved 1,284 conversations');
  expect(frame.isDetached()).toBe(false);
  expect(await pane.evaluate((element) => element.scrollTop)).toBe(300);
  // There was never a moment without a frame.
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  expect(Math.min(...seen)).toBeGreaterThan(0);
  heading('handled');
  await emailWith(page, 'Support handled 1,284 conversations');
});

test('another email is looked at from its top', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  const pane = page.locator('.pane-scroll');
  await pane.evaluate((element) => {
    element.scrollTop = 300;
  });
  await page.keyboard.press(']');
  await emailWith(page, 'A quiet week for Support');
  await expect.poll(() => pane.evaluate((element) => element.scrollTop)).toBe(0);
});

test('remote images are placeholders until a click loads them', async () => {
  const remote: string[] = [];
  const page = await preview.open('#/templates/cat', { remote });
  await emailWith(page, 'Look at the cat');
  expect(remote).toEqual([]);
  await page.getByRole('button', { name: 'Load remote images' }).click();
  await expect.poll(() => remote).toContain('https://images.example/cat.png');
  await page.getByRole('button', { name: 'Load remote images' }).waitFor({ state: 'detached' });
  expect(page.url()).not.toContain('remote');
});

test('lenses show the email as others see it, also on a dark machine', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await preview.open('#/templates/scheme', { colorScheme });
    const colour = async () =>
      (await emailWith(page, 'Day or night'))
        .getByText('Day or night')
        .evaluate((said) => getComputedStyle(said).color);
    expect(await colour()).toBe('rgb(17, 34, 51)');
    await page.keyboard.press('d');
    await expect.poll(colour).toBe('rgb(221, 238, 255)');
    expect(page.url()).toContain('lens=dark');
    await page.keyboard.press('d');
    await expect.poll(colour).toBe('rgb(17, 34, 51)');
  }
  const page = await preview.open('#/templates/scheme');
  await painted(page);
  await page.keyboard.press('l');
  await page.getByRole('menuitemcheckbox', { name: /^(Outlook|Word)/ }).click();
  await emailWith(page, 'Only Outlook');
  await page.keyboard.press('Escape');
  expect(page.url()).toContain('lens=word');
});
