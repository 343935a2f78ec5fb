import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailWith, type Preview, painted, REPORT, startPreview } from '../../support/preview-page.js';

/* What the panels beside the email say. */

const FAULTY = `extends jink/layout
block subject
  | A subject that is so long that no list of messages on any phone shows even half of what it says
block body
  +container
    +row
      +columns(12)
        +spacer(1200)
        img(src='assets/nothing.png')
        a(href='http://example.com/terms') click here
`;
const FINE = `extends jink/layout
block subject
  | Everything is in order
block preheader
  +preheader('Nothing has to be done about it, now or later.')
block body
  +container
    +row
      +columns(12)
        p All of it.
`;
const LONG = `extends jink/layout
block body
  +container
    +row
      +columns(12)
        each line in lines
          p= line
`;

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview({
    'templates/faulty.pug': FAULTY,
    'templates/fine.pug': FINE,
    'templates/long.pug': LONG,
    'templates/long.json': JSON.stringify({
      lines: Array.from({ length: 500 }, (_, i) => `${i} ${'word '.repeat(50)}`),
    }),
  });
});
afterAll(() => preview.close());

const panel = (page: Page, name: string) => page.getByRole('complementary', { name });

async function open(name: string, hash = `#/templates/${REPORT}`): Promise<Page> {
  const page = await preview.open(`${hash}${hash.includes('?') ? '&' : '?'}panel=${name}`);
  await painted(page);
  return page;
}

test('HTML source with search', async () => {
  const page = await open('html');
  const code = page.getByRole('textbox', { name: 'HTML of the email' });
  await code.getByText('<!DOCTYPE html>').waitFor();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('textbox', { name: 'Find' }).pressSequentially('Mara Lindqvist');
  await page.keyboard.press('Enter');
  await page.locator('.cm-searchMatch-selected', { hasText: 'Mara Lindqvist' }).waitFor();
  expect(await code.getAttribute('aria-readonly')).toBe('true');
});

test('plain text, and the template with its Handlebars', async () => {
  const page = await open('text');
  await page.getByRole('textbox', { name: 'Plain text' }).getByText('Mara Lindqvist').first().waitFor();
  await page.keyboard.press('m');
  const template = panel(page, 'Template');
  await template.locator('.cm-handlebars').first().waitFor();
  await template.getByRole('tab', { name: 'HTML' }).press('ArrowRight');
  await template
    .getByRole('textbox', { name: 'Handlebars, Text' })
    .getByText(/\{\{#?\w+/)
    .first()
    .waitFor();
  await template.getByRole('tab', { name: 'Subject' }).click();
  await template.getByText('{{team}}').first().waitFor();
});

test('code follows the file', async () => {
  const page = await open('text');
  const text = page.getByRole('textbox', { name: 'Plain text' });
  await text.getByText('Mara Lindqvist').first().waitFor();
  const file = `templates/${REPORT}.json`;
  preview.change(file, (json) => json.replace('Mara Lindqvist', 'Mira Lindqvist'));
  await text.getByText('Mira Lindqvist').first().waitFor();
  preview.change(file, (json) => json.replace('Mira Lindqvist', 'Mara Lindqvist'));
  await text.getByText('Mara Lindqvist').first().waitFor();
});

test('a problem leads to its element and to its line', async () => {
  const page = await open('problems', '#/templates/faulty');
  const problems = panel(page, 'Problems');
  const link = problems.getByRole('listitem').filter({ hasText: 'insecure-http' });
  await link.waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^Problems/ }).innerText()).toMatch(/\d+ (errors|warnings)/);
  const pane = page.locator('.pane-scroll');
  expect(await pane.evaluate((element) => element.scrollTop)).toBe(0);
  await link.getByRole('button').first().click();
  await page.locator('.box-pointed .box-ring').first().waitFor();
  await expect.poll(() => pane.evaluate((element) => element.scrollTop)).toBeGreaterThan(200);
  await link.getByRole('button', { name: /faulty\.pug:10/ }).click();
  expect((await preview.opened())[0]).toMatch(/^templates\/faulty\.pug:10:/);
});

test('an email without problems says so', async () => {
  const page = await open('problems', '#/templates/fine');
  await panel(page, 'Problems').getByText('No problems').waitFor();
});

test('the size tells what bytes are spent on, and that Gmail clips', async () => {
  const page = await open('size');
  const size = panel(page, 'Size');
  await size.getByText('Gmail shows all of it').waitFor();
  await size.getByRole('rowheader', { name: 'Inline styles' }).waitFor();
  await page.goto(`${preview.url}/#/templates/long?panel=size`);
  await size.getByText('Gmail clips this email').waitFor();
  await page.getByRole('button', { name: /of 102 KB: Gmail clips this email/ }).waitFor();
});

test('subject and preheader as lines of an inbox, cut as phones and desktops cut them', async () => {
  const page = await open('subject');
  const subject = panel(page, 'Subject');
  const [desktop, phone] = [subject.locator('[data-row=desktop]'), subject.locator('[data-row=phone]')];
  await desktop.getByText('Support, week 46: 1,284 conversations handled').waitFor();
  await expect.poll(() => desktop.locator('s').count()).toBe(0);
  const isCut = await phone.locator('.mail-card-subject').evaluate((line) => line.scrollWidth > line.clientWidth);
  expect(isCut).toBe(true);
  await page.goto(`${preview.url}/#/templates/${REPORT}?scenario=long-names&panel=subject`);
  await desktop.locator('.mail-cut').waitFor();
});

test('panels are as wide as they are dragged, also after a reload', async () => {
  const page = await open('size');
  const edge = page.getByRole('separator', { name: 'Width of Size' });
  const width = async () => Math.round((await panel(page, 'Size').boundingBox())!.width);
  const before = await width();
  const { x, y } = (await edge.boundingBox())!;
  await page.mouse.move(x + 4, y + 300);
  await page.mouse.down();
  await page.mouse.move(x - 56, y + 300, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => width()).toBe(before + 60);
  await edge.press('ArrowRight');
  await expect.poll(() => width()).toBe(before + 50);
  await page.reload();
  await painted(page);
  await expect.poll(() => width()).toBe(before + 50);
});

test('keys open and shut panels, and the focus comes back', async () => {
  const page = await open('');
  await page.keyboard.press('g');
  await panel(page, 'Size').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Size');
  await page.keyboard.press('Escape');
  await panel(page, 'Size').waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-panel'))).toBe('size');
  await emailWith(page, 'Support handled');
});
