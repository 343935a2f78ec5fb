import { afterAll, beforeAll, expect, test } from 'vitest';
import { violationsOf } from '../../support/axe.js';
import { startInbox } from '../../support/inbox.js';
import { emailWith, type Preview, REPORT, startPreview } from '../../support/preview-page.js';

/* The panel that sends the email that is looked at. */

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview();
});
afterAll(() => preview.close());

const PANEL = `#/templates/${REPORT}?panel=send`;

test('without settings it goes to the outbox, and a link leads to it in the inbox', async () => {
  const page = await preview.open(PANEL);
  await page.getByText('.jink/outbox').waitFor();
  await page.getByText('Nothing leaves this machine').waitFor();
  const button = page.getByRole('button', { name: 'Put into the outbox' });
  expect(await button.isDisabled()).toBe(true);
  await page.getByLabel('To', { exact: true }).fill('Ada <ada@example.com>, bob@example.com');
  await button.click();
  await page.getByText('Sent to ada@example.com').waitFor();
  await page.getByText('Sent to bob@example.com').waitFor();
  await page.getByRole('link', { name: 'Open it in the inbox' }).first().click();
  await page.getByRole('heading', { name: 'Support, week 46: 1,284 conversations handled' }).waitFor();
  await page.locator('.preview-frame').contentFrame().getByText('Support handled 1,284').waitFor();
});

test('the recipient is remembered, the scenario can be chosen, the subject replaced', async () => {
  const page = await preview.open(PANEL);
  await page.getByLabel('To', { exact: true }).fill('grace@example.com');
  await page.locator('.send select').selectOption('empty-week');
  await emailWith(page, 'A quiet week for Support');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Please look at this');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Open it in the inbox' }).click();
  await page.getByRole('heading', { name: 'Please look at this' }).waitFor();
  await page.locator('.preview-frame').contentFrame().getByText('A quiet week for Support').waitFor();
  await page.goto(`${preview.url}/${PANEL}`);
  await page.reload();
  expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('grace@example.com');
});

test('a wrong address is refused, with the reason', async () => {
  const page = await preview.open(PANEL, { expected: /status of 400/ });
  await page.getByLabel('To', { exact: true }).fill('nobody');
  await page.getByRole('button', { name: 'Put into the outbox' }).click();
  await page.getByText('Nothing was sent').waitFor();
  await page.getByText(/there is no @/).waitFor();
});

test('a server of the config is told before, and answers in its own words; the allow-list is shown and kept', async () => {
  const other = await startInbox();
  const before = preview.read('jink.config.ts');
  const settings = `smtp: 'smtp://127.0.0.1:${other.port}', recipients: ['*@example.com'],`;
  preview.write('jink.config.ts', before.replace('defineConfig({', `defineConfig({ ${settings}`));
  try {
    const page = await preview.open(PANEL, { expected: /status of 403/ });
    await page.getByText(`127.0.0.1:${other.port}`).waitFor();
    await page.getByText('A real server: real people get it.').waitFor();
    await page.getByText('*@example.com').waitFor();
    await page.getByLabel('To', { exact: true }).fill('victim@elsewhere.example');
    await page.locator('.send button[type=submit]').click();
    await page
      .getByText(/victim@elsewhere\.example/)
      .last()
      .waitFor();
    await page.getByText('Nothing was sent').waitFor();
    expect(other.inbox.list().total).toBe(0);
    await page.getByLabel('To', { exact: true }).fill('ada@example.com, 550-bob@example.com');
    await page.getByRole('button', { name: 'Send 2 messages' }).click();
    await page.getByText(/250 OK: caught as /).waitFor();
    await page.getByText(/answered: 550 /).waitFor();
    expect(other.inbox.list().messages.map(({ to }) => to[0]!.address)).toEqual(['ada@example.com']);
  } finally {
    preview.write('jink.config.ts', before);
  }
});

test('the data that are being typed are what is sent', async () => {
  const page = await preview.open(`#/templates/${REPORT}?panel=data`);
  const editor = page.locator('.cm-content');
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press('Control+a');
  const data = JSON.parse(preview.read(`templates/${REPORT}.json`)) as Record<string, unknown>;
  await page.keyboard.insertText(JSON.stringify({ ...data, team: 'Typed' }));
  await emailWith(page, 'Typed handled');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Send', exact: true }).first().click();
  await page.getByText('With the data that you are typing').waitFor();
  await page.getByLabel('To', { exact: true }).fill('ada@example.com');
  await page.getByRole('button', { name: 'Put into the outbox' }).click();
  await page.getByRole('link', { name: 'Open it in the inbox' }).click();
  await page.locator('.preview-frame').contentFrame().getByText('Typed handled').waitFor();
});

test.each([
  ['light', { width: 1440, height: 900 }],
  ['dark', { width: 360, height: 740 }],
] as const)('axe-core has nothing against it: %s, %o', async (colorScheme, viewport) => {
  const page = await preview.open(PANEL, { colorScheme, viewport });
  await page.getByLabel('To', { exact: true }).fill('ada@example.com');
  await page.getByRole('button', { name: 'Put into the outbox' }).click();
  await page.getByText('Sent to').waitFor();
  expect(await violationsOf(page, '.panel')).toEqual([]);
});
