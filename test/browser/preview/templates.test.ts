import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailWith, type Preview, painted, REPORT, startPreview } from '../../support/preview-page.js';

/* The list of templates, and the address in which everything is kept. */

const RECEIPT =
  'extends jink/layout\nblock subject\n  | Receipt\nblock body\n  +container\n    +row\n      +columns(12)\n        p Thank you, #{name}\n';

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview({
    'templates/billing/receipt.pug': RECEIPT,
    'templates/billing/receipt.json': '{ "name": "Ada" }',
    'templates/broken.pug': 'extends jink/layout\nblock body\n  +columnz(3)\n    p Nothing\n',
  });
});
afterAll(() => preview.close());

const list = (page: Page) => page.getByRole('navigation', { name: 'Templates' });
const current = (page: Page) => list(page).locator('[aria-current=page]');

test('the first template is shown at once, and the address says so', async () => {
  const page = await preview.open();
  await painted(page);
  await expect.poll(() => page.url()).toContain('#/templates/');
  await expect.poll(() => current(page).count()).toBe(1);
  expect(await page.title()).toContain(await page.getByRole('heading', { level: 1 }).innerText());
});

test('templates stand in their folders, with their scenarios and what is wrong with them', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  await expect.poll(() => list(page).getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['billing']);
  const scenarios = list(page).getByRole('list', { name: `Scenarios of ${REPORT}` });
  expect(await scenarios.getByRole('link').allInnerTexts()).toEqual([
    'default',
    'empty-week',
    'long-names',
    'one-agent',
  ]);
  const broken = list(page).getByRole('link', { name: /^broken/ });
  await broken.getByText(/error/).waitFor({ state: 'attached' });
});

test('a search finds names, scenarios and subjects, and Enter opens the first', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  await page.keyboard.press('/');
  await page.keyboard.type('rece');
  await expect.poll(() => list(page).locator('.sidebar-list a > .cut').allInnerTexts()).toEqual(['receipt']);
  await page.keyboard.press('Enter');
  await emailWith(page, 'Thank you, Ada');
  expect(page.url()).toContain('#/templates/billing/receipt');
  await page.keyboard.press('Escape');
  await page.keyboard.type('no such thing');
  await list(page).getByText('No template has').waitFor();
  await page.keyboard.press('Escape');
  expect(await list(page).getByRole('link').count()).toBeGreaterThan(2);
});

test('arrow keys go through the list, and the email follows', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => current(page).innerText()).toMatch(/^broken/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => current(page).innerText()).toBe('default');
  await page.keyboard.press('End');
  await emailWith(page, 'Thank you, Ada');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
});

test('keys go through the scenarios', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  await page.keyboard.press(']');
  await emailWith(page, 'A quiet week for Support');
  expect(page.url()).toContain('scenario=empty-week');
  await page.keyboard.press('[');
  await emailWith(page, 'Support handled 1,284 conversations');
});

test('a reload shows the same again, and back leads back', async () => {
  const hash = `#/templates/${REPORT}?scenario=one-agent&width=600,360&lens=dark&panel=size`;
  const page = await preview.open(hash);
  await painted(page);
  await page.reload();
  await painted(page);
  expect(page.url()).toContain(hash);
  await expect.poll(() => page.locator('.pane').count()).toBe(2);
  await page.getByRole('complementary', { name: 'Size' }).waitFor();
  await expect.poll(() => page.getByRole('combobox', { name: 'Scenario' }).inputValue()).toBe('one-agent');
  await expect.poll(() => page.title()).toContain(`${REPORT}, one-agent`);

  await page.getByRole('combobox', { name: 'Scenario' }).selectOption('empty-week');
  await emailWith(page, 'A quiet week for Support');
  await page.keyboard.press('3');
  await expect.poll(() => page.locator('.pane').count()).toBe(1);
  await page.goBack();
  await expect.poll(() => page.locator('.pane').count()).toBe(2);
  await page.goBack();
  await expect.poll(() => page.getByRole('combobox', { name: 'Scenario' }).inputValue()).toBe('one-agent');
});

test('what is not there is told of', async () => {
  const page = await preview.open('#/templates/gone');
  await page.getByText('There is no template “gone”').waitFor();
  await page.goto(`${preview.url}/#/templates/${REPORT}?scenario=gone`);
  await page.getByText(`“${REPORT}” has no scenario “gone”`).waitFor();
});

test('templates that come and go are listed and unlisted', async () => {
  // Its details may be asked for in the moment in which it goes.
  const page = await preview.open(`#/templates/${REPORT}`, { expected: /status of 404/ });
  await painted(page);
  preview.write('templates/new-one.pug', RECEIPT.replace('#{name}', 'stranger'));
  await list(page).getByRole('link', { name: 'new-one' }).click();
  await emailWith(page, 'Thank you, stranger');
  preview.remove('templates/new-one.pug');
  await page.getByText('There is no template “new-one”').waitFor();
});

test('the help names every key, and the guide the same ones', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('Next scenario').waitFor();
  const rows = await help.locator('section:not(:last-child) dl > div').evaluateAll((all) =>
    all.map((row) => {
      const keys = [...row.querySelectorAll('kbd')].map((key) => `\`${key.textContent}\``);
      return `| ${keys.join(' ')} | ${row.querySelector('dt')!.textContent} |`;
    }),
  );
  const guide = readFileSync(new URL('../../../docs/preview.md', import.meta.url), 'utf8');
  expect(/## Keys\n.*?(?=\n## |$)/s.exec(guide)![0].match(/^\| `.*$/gm)).toEqual(rows);
  expect(new Set(rows.map((row) => row.split('|')[1])).size).toBe(rows.length);
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('o');
  expect(await preview.opened()).toEqual([`templates/${REPORT}.pug:1:1`]);
});
