import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailWith, type Preview, painted, REPORT, startPreview } from '../../support/preview-page.js';

/* What the page shows while something is broken. */

const TEMPLATE = `templates/${REPORT}.pug`;

let preview: Preview;
let original: string;
beforeAll(async () => {
  preview = await startPreview({
    'templates/never.pug': 'extends jink/layout\nblock body\n  +columnz(3)\n    p Nothing\n',
  });
  original = preview.read(TEMPLATE);
});
afterAll(() => preview.close());

const overlay = (page: Page) => page.getByRole('alert', { name: 'The template does not compile' });
const broken = (text: string) => text.replace('+columns(12)', '+columns(twelf)');

test('an error is shown with its lines in front of the last good email, until it is mended', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  preview.write(TEMPLATE, broken(original));
  await overlay(page).waitFor();
  await overlay(page).locator('.code-frame .is-meant', { hasText: '+columns(twelf)' }).waitFor();
  await emailWith(page, 'Support handled 1,284 conversations');
  await expect.poll(() => page.title()).toMatch(/^✗/);
  await overlay(page)
    .getByRole('button', { name: new RegExp(`^${TEMPLATE}:\\d+`) })
    .click();
  expect((await preview.opened())[0]).toMatch(new RegExp(`^${TEMPLATE}:\\d+:\\d+$`));
  preview.write(TEMPLATE, original);
  await overlay(page).waitFor({ state: 'detached' });
  await emailWith(page, 'Support handled 1,284 conversations');
});

test('the overlay can be put away, and comes back with another error', async () => {
  const page = await preview.open(`#/templates/${REPORT}`);
  await painted(page);
  preview.write(TEMPLATE, broken(original));
  await overlay(page).waitFor();
  await page.keyboard.press('Escape');
  await overlay(page).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^1 error/ }).click();
  await overlay(page)
    .getByRole('button', { name: /^Dismiss/ })
    .click();
  await overlay(page).waitFor({ state: 'detached' });
  preview.write(TEMPLATE, original.replace('+container', '+containr'));
  await overlay(page)
    .getByText(/containr/)
    .first()
    .waitFor();
  preview.write(TEMPLATE, original);
  await overlay(page).waitFor({ state: 'detached' });
});

test('a template that never compiled shows why', async () => {
  const page = await preview.open('#/templates/never');
  await overlay(page)
    .getByText(/columnz/)
    .first()
    .waitFor();
});

test('data that cannot be read, and a config that fails, are told of and mended', async () => {
  const page = await preview.open(`#/templates/${REPORT}?panel=problems`);
  await painted(page);
  const data = `templates/${REPORT}.json`;
  const json = preview.read(data);
  preview.write(data, json.replace('"team"', 'team'));
  await overlay(page).getByText(`${data}:2`, { exact: false }).first().waitFor();
  preview.write(data, json);
  await overlay(page).waitFor({ state: 'detached' });
  const config = preview.read('jink.config.ts');
  preview.write('jink.config.ts', 'export default {{');
  const problems = page.getByRole('complementary', { name: 'Problems' });
  await problems.getByRole('button', { name: /^jink\.config\.ts/ }).waitFor();
  await emailWith(page, 'Support handled');
  preview.write('jink.config.ts', config);
  await problems.getByRole('button', { name: /^jink\.config\.ts/ }).waitFor({ state: 'detached' });
});

test('a server that is gone is told of; when it is back the page catches up', async () => {
  const page = await preview.open(`#/templates/${REPORT}?panel=data`, {
    expected: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY/,
  });
  await painted(page);
  await preview.stop();
  await page.getByText('jink dev does not answer.').waitFor();
  await emailWith(page, 'Support handled 1,284 conversations');
  preview.write(TEMPLATE, original.replace('#{team} handled', '#{team} settled'));
  await preview.start();
  await emailWith(page, 'Support settled 1,284 conversations');
  await page.getByText('jink dev does not answer.').waitFor({ state: 'detached' });
  // The new server has another token: what the page does is still allowed.
  await page.keyboard.press('o');
  expect(await preview.opened()).toEqual([`${TEMPLATE}:1:1`]);
  preview.write(TEMPLATE, original);
  await emailWith(page, 'Support handled 1,284 conversations');
});
