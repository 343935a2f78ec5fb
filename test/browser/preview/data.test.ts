import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailWith, type Preview, painted, REPORT, startPreview } from '../../support/preview-page.js';

/* The data panel: typing shows, saving writes. */

const DATA = `templates/${REPORT}.json`;

let preview: Preview;
let original: string;
beforeAll(async () => {
  preview = await startPreview();
  original = preview.read(DATA);
});
afterAll(() => preview.close());

const editor = (page: Page) => page.getByRole('textbox', { name: 'Data of the scenario, as JSON' });

async function openData(scenario = 'default'): Promise<Page> {
  if (preview.read(DATA) !== original) preview.write(DATA, original);
  const page = await preview.open(`#/templates/${REPORT}?scenario=${scenario}&panel=data`);
  await painted(page);
  await editor(page).waitFor();
  return page;
}

/** Puts the caret behind a text that stands in the editor once. */
async function clickBehind(page: Page, text: string): Promise<void> {
  const line = editor(page).locator('.cm-line', { hasText: text }).first();
  await line.click();
  await page.keyboard.press('Home');
  const before = (await line.innerText()).trimStart().indexOf(text) + text.length;
  for (let i = 0; i < before; i++) await page.keyboard.press('ArrowRight');
}

test('the email follows while somebody types; the file does not', async () => {
  const page = await openData();
  await clickBehind(page, '"team": "Support');
  await page.keyboard.type('ers');
  await emailWith(page, 'Supporters handled 1,284 conversations');
  await page.getByText('Not saved').waitFor({ state: 'attached' });
  expect(preview.read(DATA)).toBe(original);
  // The line of the inbox follows too.
  await page.getByRole('button', { name: 'Subject and preheader' }).getByText('Supporters').waitFor();
});

test('what is not saved survives other panels, other templates and a reload', async () => {
  const page = await openData();
  await clickBehind(page, '"team": "Support');
  await page.keyboard.type('ed');
  await emailWith(page, 'Supported handled');
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await page.getByRole('textbox', { name: 'HTML of the email' }).waitFor();
  await page.keyboard.press(']');
  await emailWith(page, 'A quiet week');
  await page.keyboard.press('[');
  await emailWith(page, 'Supported handled');
  await page.reload();
  await emailWith(page, 'Supported handled');
  await expect.poll(() => page.getByRole('button', { name: /^Data/ }).innerText()).toContain('unsaved');
  await page.keyboard.press('e');
  await editor(page).getByText('Supported').waitFor();
  await page.getByRole('button', { name: 'Discard' }).click();
  await emailWith(page, 'Support handled');
  await editor(page).getByText('"Support"').waitFor();
});

test('Save writes the file', async () => {
  const page = await openData();
  await clickBehind(page, '"team": "Support');
  await page.keyboard.type('!');
  await emailWith(page, 'Support! handled');
  await page.keyboard.press('Control+s');
  await expect.poll(() => preview.read(DATA)).toBe(original.replace('"Support"', '"Support!"'));
  await page.getByText('Not saved').waitFor({ state: 'detached' });
  await emailWith(page, 'Support! handled');
});

test('a template without data gets a file', async () => {
  preview.write('templates/plain.pug', 'extends jink/layout\nblock body\n  p Nothing to fill in\n');
  const page = await preview.open('#/templates/plain?panel=data');
  await emailWith(page, 'Nothing to fill in');
  await page.getByText('No file yet').waitFor();
  await editor(page).click();
  await page.keyboard.type('{ "name": "Ada"');
  await page.keyboard.press('Control+s');
  await page.getByText('plain.json', { exact: true }).waitFor();
  expect(preview.read('templates/plain.json')).toBe('{ "name": "Ada"}\n');
  await page.getByText('Not saved').waitFor({ state: 'detached' });
});

test('Save as makes a scenario of it, and goes there', async () => {
  const page = await openData('empty-week');
  await clickBehind(page, '"team": "Support');
  await page.keyboard.type(' B');
  await page.getByRole('button', { name: 'Save as…' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('empty-week');
  await page.getByText('There is a scenario of this name.').waitFor();
  await name.fill('no/path');
  await page.getByText('Letters, digits').waitFor();
  await name.fill('team-b');
  await name.press('Enter');
  await expect.poll(() => page.url()).toContain('scenario=team-b');
  await emailWith(page, 'A quiet week for Support B');
  expect(preview.read(`templates/${REPORT}.team-b.json`)).toContain('"Support B"');
  expect(preview.read(`templates/${REPORT}.empty-week.json`)).not.toContain('"Support B"');
});

test('names are completed with a value of their type', async () => {
  const page = await openData();
  await editor(page).locator('.cm-line', { hasText: '"rank": 1' }).first().click();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await page.keyboard.type('"r');
  const options = page.locator('.cm-tooltip-autocomplete');
  await options.getByText('"rank"').waitFor();
  await expect.poll(() => options.getByRole('option').first().innerText()).toContain('number');
  // A list that has just opened does not take Enter: somebody may have meant the line.
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
  await editor(page).locator('.cm-line', { hasText: '"rank": 0' }).waitFor();
});

test('names are explained, and what does not follow the schema is marked', async () => {
  const page = await openData();
  await editor(page).getByText('"number"').hover();
  await page.locator('.cm-schema-hint').getByText('number').waitFor();
  await editor(page).getByText('46', { exact: true }).dblclick();
  await page.keyboard.type('true');
  await page.locator('.cm-lintRange-warning', { hasText: 'true' }).hover();
  await page.getByText('Should be number.').waitFor();
});

test('JSON that cannot be read is marked, and the last good email stays', async () => {
  const page = await openData();
  await clickBehind(page, '"team": "Support"');
  await page.keyboard.press('Backspace');
  await page.locator('.cm-lintRange-error, .cm-lintPoint-error').first().waitFor({ state: 'attached' });
  await page.locator('.data-problem').waitFor();
  await emailWith(page, 'Support handled 1,284 conversations');
  await page.keyboard.type('"');
  await page.locator('.data-problem').waitFor({ state: 'detached' });
});

test('a file that changes under what is typed is told of', async () => {
  const page = await openData();
  await clickBehind(page, '"team": "Support');
  await page.keyboard.type('ing');
  await emailWith(page, 'Supporting handled');
  preview.write(DATA, original.replace('"Support"', '"Sales"'));
  await page.getByText('The file has changed').waitFor();
  await emailWith(page, 'Supporting handled');
  await page.getByRole('button', { name: 'Take the file' }).click();
  await emailWith(page, 'Sales handled');
});

test('templates that change are filled in with what is being typed', async () => {
  const page = await openData();
  await clickBehind(page, '"team": "Support');
  await page.keyboard.type('ive');
  await emailWith(page, 'Supportive handled');
  const template = `templates/${REPORT}.pug`;
  const before = preview.read(template);
  preview.write(template, before.replace('#{team} handled', '#{team} answered'));
  await emailWith(page, 'Supportive answered');
  preview.write(template, before);
});
