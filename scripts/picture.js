/**
 * Takes the pictures of `docs/`: the weekly agent report with its heading inspected, which README.md shows, and the
 * inbox with what an application sent.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const REPORT = 'weekly-agent-report';

const folder = mkdtempSync(join(tmpdir(), 'jink-'));
const root = join(folder, 'brightwater');
cpSync(here(`../examples/${REPORT}`), root, { recursive: true });
const server = spawn(
  process.execPath,
  [here('../dist/bundle/main.js'), 'dev', '--root', root, '--port', '0', '--smtp-port', '0'],
  {
    env: { ...process.env, NO_COLOR: '1', LAUNCH_EDITOR: 'true' },
  },
);
const url = await new Promise((resolve) => {
  let said = '';
  const hear = (chunk) => {
    said += chunk;
    const found = /http:\/\/\S+/.exec(said)?.[0];
    if (found) resolve(found);
  };
  server.stdout.on('data', hear);
  server.stderr.on('data', hear);
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
  await page.goto(`${url}/#/templates/${REPORT}?panel=inspect`);
  const email = page.locator('iframe:not(.frame-measure)').contentFrame();
  const { x, y, height } = await email.getByRole('heading', { level: 1 }).boundingBox();
  await page.locator('.overlay.is-inspecting').waitFor();
  await page.mouse.click(x + 20, y + height / 2);
  await page.getByRole('region', { name: 'Styles' }).waitFor();
  await page.mouse.move(0, 0);
  await page.locator('.notice').waitFor();
  await page.locator('.notice').waitFor({ state: 'detached' });
  await page.screenshot({ path: here('../docs/preview.png') });

  await sendSome((await (await fetch(`${url}/api/inbox`)).json()).smtp);
  await page.goto(`${url}/#/inbox`);
  await page.getByRole('link', { name: /Support, week 46/ }).click();
  await page.locator('.preview-frame').contentFrame().getByText('Support handled').waitFor();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  await page.screenshot({ path: here('../docs/inbox.png') });
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** What a shop's application might send, and the report as Jink makes it. */
async function sendSome(address) {
  const transport = createTransport(address);
  const shop = { name: 'Brightwater Shop', address: 'shop@brightwater.example' };
  for (const mail of [
    { to: 'Grace Hopper <grace@example.com>', subject: 'Reset your password', text: 'Use this code: 4711' },
    {
      to: 'Alan Turing <alan@example.com>',
      subject: 'Your receipt for order 2026-1046',
      text: 'Thank you for your order. The invoice is attached.',
      attachments: [{ filename: 'invoice-2026-1046.pdf', content: Buffer.alloc(48_000) }],
    },
  ])
    await transport.sendMail({ from: shop, ...mail });
  transport.close();
  const report = ['--to', 'Ada Lovelace <ada@example.com>', '--from', 'Brightwater Desk <desk@brightwater.example>'];
  execFileSync(process.execPath, [
    here('../dist/bundle/main.js'),
    'send',
    REPORT,
    '--root',
    root,
    '--smtp',
    address,
    ...report,
  ]);
}
