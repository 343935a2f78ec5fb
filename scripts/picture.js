/** Takes the picture of the preview that README.md shows: the weekly agent report, with its heading inspected. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const REPORT = 'weekly-agent-report';

const folder = mkdtempSync(join(tmpdir(), 'jink-'));
const root = join(folder, 'brightwater');
cpSync(here(`../examples/${REPORT}`), root, { recursive: true });
const server = spawn(process.execPath, [here('../dist/bundle/main.js'), 'dev', '--root', root, '--port', '0'], {
  env: { ...process.env, NO_COLOR: '1', LAUNCH_EDITOR: 'true' },
});
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
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
