import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from '../support/chromium.js';
import { jinkHere } from '../support/jink.js';
import { png } from '../support/png.js';
import { temporaryFolder, writeFiles } from '../support/project.js';

/* The gallery as a reviewer opens it: from a folder, without a server. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const root = temporaryFolder();
const INDEX = `file://${root}/gallery/index.html`;

let browser: Browser;
let page: Page;
/** Everything that the pages asked for beside files, and said to the console. */
const told: string[] = [];

beforeAll(async () => {
  writeFiles(root, {
    'templates/welcome.pug': `extends jink/layout
block subject
  | Welcome, #{name}
block preheader
  +preheader('Good to see you')
block head
  style.
    @media (prefers-color-scheme: dark) { body { background: #010203 !important } }
block body
  +image('assets/logo.png', 'Logo')
  img(src="https://example.com/a.png" alt="Remote" width="40" height="30")
  p(style="color:#cccccc")= name
`,
    'templates/welcome.json': '{ "name": "Ada" }',
    'templates/welcome.long.json': '{ "name": "Ada Lovelace" }',
    'templates/billing/receipt.pug': 'extends jink/layout\nblock subject\n  | Receipt\nblock body\n  p Paid\n',
    'templates/broken.pug': 'extends jink/layout\nblock body\n  +contaner\n',
    'assets/logo.png': png(100, 50),
  });
  await jinkHere(['build', '--gallery', 'gallery'], root);
  browser = await startChromium();
  page = await newPage({ width: 1440, height: 900 });
});

afterAll(() => browser.close());

async function newPage(viewport: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light') {
  const opened = await (await browser.newContext({ viewport, colorScheme })).newPage();
  opened.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) told.push(request.url());
  });
  opened.on('console', (message) => told.push(message.text()));
  opened.on('pageerror', (error) => told.push(error.message));
  await opened.goto(INDEX);
  return opened;
}

/** Goes to the overview as a fresh page shows it. */
async function home(hash = ''): Promise<void> {
  await page.goto('about:blank');
  await page.goto(INDEX + hash);
}

const visible = () => page.locator('.card:visible .subject').allTextContents();

test('lists every email as a line of an inbox, with its size and problems', async () => {
  await home();
  expect(await visible()).toEqual(['Receipt', 'There is no email to show', 'Welcome, Ada', 'Welcome, Ada Lovelace']);
  const card = page.locator('[data-email="welcome/default"]');
  expect(await card.locator('.preheader').textContent()).toBe('Good to see you');
  expect(await card.locator('.facts').textContent()).toMatch(/^[\d.]+ KB\d+ errors?/);
  expect(await page.locator('[data-email="broken/default"] .thumb').textContent()).toBe(
    'There is no mixin "contaner".',
  );
  expect(await page.locator('h1').textContent()).toContain('3 templates, 4 emails');
});

test('emails are shown in frames without scripts, with the images of the project', async () => {
  await home('#email=welcome&scenario=long');
  const frames = page.locator('.device iframe');
  expect(await frames.count()).toBe(3);
  const sandboxes = await page
    .locator('iframe')
    .evaluateAll((all) => all.map((frame) => frame.getAttribute('sandbox')));
  expect(sandboxes.every((sandbox) => sandbox !== null && !sandbox.includes('allow-scripts'))).toBe(true);
  expect(await frames.evaluateAll((all) => all.map((frame) => (frame as HTMLElement).offsetWidth))).toEqual([
    700, 360, 600,
  ]);
  const email = page.frameLocator('.device iframe').first();
  await email.getByText('Ada Lovelace').first().waitFor();
  const size = () => email.getByAltText('Logo').evaluate((image) => (image as HTMLImageElement).naturalWidth);
  await expect.poll(size).toBe(100);
  expect(await email.getByAltText('Remote').getAttribute('src')).toMatch(/^data:image\/svg/);
});

test('search, and only those with problems', async () => {
  await home();
  await page.keyboard.press('/');
  await page.keyboard.type('ada love');
  expect(await visible()).toEqual(['Welcome, Ada Lovelace']);
  expect(await page.locator('#found').textContent()).toBe('1 of 4 emails');
  await page.reload();
  expect(await visible()).toEqual(['Welcome, Ada Lovelace']);
  await page.getByLabel('Search emails').fill('nothing like that');
  expect(await page.locator('#found').textContent()).toBe('No email is like that.');
  await page.keyboard.press('Escape');
  expect((await visible()).length).toBe(4);
  await page.getByLabel('With problems').check();
  expect(await visible()).toContain('There is no email to show');
});

test('an email is opened and left on the keyboard, and by the back button', async () => {
  await home();
  await page.locator('[data-email="welcome/default"] a').focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('h1').textContent()).toContain('welcome');
  expect(await page.title()).toContain('Welcome, Ada');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('title');
  await page.getByRole('link', { name: 'long' }).click();
  await expect.poll(() => page.locator('.inbox .subject').textContent()).toBe('Welcome, Ada Lovelace');
  await page.goBack();
  await expect.poll(() => page.locator('.inbox .subject').textContent()).toBe('Welcome, Ada');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('#overview').isVisible()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.closest('.card')?.getAttribute('data-email'))).toBe(
    'welcome/default',
  );
  await page.locator('[data-email="broken/default"] a').click();
  expect(await page.locator('.problems').textContent()).toContain('Did you mean "container"?');
});

test('dark and single widths', async () => {
  await home('#email=welcome&scenario=default');
  await page.getByLabel('Phone', { exact: true }).check();
  expect(await page.locator('.device').count()).toBe(1);
  await page.getByLabel('Dark', { exact: true }).check();
  const body = page.frameLocator('.device iframe').locator('body');
  await expect.poll(() => body.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(1, 2, 3)');
  expect(page.url()).toContain('scheme=dark&width=phone');
  await page.getByLabel('Light', { exact: true }).check();
  await expect
    .poll(() => body.evaluate((element) => getComputedStyle(element).backgroundColor))
    .not.toBe('rgb(1, 2, 3)');
});

test('links to the HTML and the text', async () => {
  await home('#email=welcome&scenario=default');
  const links = page.locator('.steps a[target]');
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
    'emails/welcome/default.sent.html',
    'emails/welcome/default.txt',
  ]);
});

test('without scripts it is a list of links', async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(INDEX);
  expect(await plain.locator('.needs-script').isVisible()).toBe(false);
  await plain.locator('[data-email="welcome/long"] a').click();
  expect(plain.url()).toMatch(/emails\/welcome\/long\.html$/);
});

describe.each([
  ['light', { width: 1440, height: 900 }],
  ['dark', { width: 1440, height: 900 }],
  ['light', { width: 360, height: 740 }],
  ['dark', { width: 360, height: 740 }],
] as const)('%s, %o', (scheme, viewport) => {
  test.each(['', '#email=welcome&scenario=long', '#email=broken&scenario=default'])(
    'is accessible: %s',
    async (hash) => {
      const opened = await newPage(viewport, scheme);
      await opened.goto('about:blank');
      await opened.goto(INDEX + hash);
      await opened.evaluate(AXE);
      const violations = await opened.evaluate(async () => {
        // biome-ignore lint/suspicious/noExplicitAny: axe is put into the page as text
        const found = await (window as any).axe.run(document, { iframes: false });
        return found.violations.map(
          ({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`,
        );
      });
      expect(violations).toEqual([]);
      const wide = await opened.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await opened.context().close();
    },
  );
});

test('nothing was asked of another machine, and nothing said to the console', () => expect(told).toEqual([]));
