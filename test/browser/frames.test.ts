import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from '../support/chromium.js';
import { png } from '../support/png.js';
import { type Preview, startPreview } from '../support/preview.js';

/* Hostile emails in a real browser: they show themselves and do nothing else. */

const hostile = (evil: string) =>
  `<!doctype html><html><head><title>Hostile</title>
<base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<link rel="stylesheet" href="https://evil.example/style.css">
<link rel="preload" as="image" href="https://evil.example/preload.png">
<link rel="dns-prefetch" href="//evil.example">
<style>@import "https://evil.example/import.css"; body { background: url(https://evil.example/body.png) }
@font-face { font-family: Evil; src: url(https://evil.example/font.woff2) } p { font-family: Evil }</style>
<script>window.ran = true; alert(1); fetch('/api/templates')</script>
</head><body onload="alert(2)" background="https://evil.example/background.png">
<p id="text" onclick="alert(3)">Hello</p>
<img id="remote" src="https://evil.example/pixel.png" onerror="alert(4)" alt="" width="1">
<img srcset="https://evil.example/set.png 2x" alt="" width="1">
<img src="//evil.example/relative.png" alt="" width="1">
<img src="http://169.254.169.254/latest" alt="" width="1">
<svg><script>alert(5)</script><image href="https://evil.example/svg.png"/></svg>
<iframe src="https://evil.example/frame"></iframe><iframe srcdoc="<script>alert(6)</script>"></iframe>
<object data="https://evil.example/object"></object><embed src="https://evil.example/embed">
<video src="https://evil.example/video" autoplay poster="https://evil.example/poster.png"></video>
<form action="https://evil.example/form"><button id="send">Send</button></form>
<a id="script" href="javascript:alert(7)">Click</a>
<a id="own" href="/api/templates">Own</a>
<a id="link" href="https://evil.example/clicked">Link</a>
</body></html>`
    .replaceAll('https://evil.example', evil)
    .replaceAll('//evil.example', evil.slice(5));

let browser: Browser;
let preview: Preview;
/** What another server on this machine was asked for; it stands for the rest of the world. */
let left: string[] = [];
let evil: string;

beforeAll(async () => {
  browser = await startChromium();
  const world = createServer((request, response) => {
    left.push(request.url!);
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Evil</title>');
  });
  await new Promise<void>((done) => world.listen(0, '127.0.0.1', done));
  afterAll(() => void world.close());
  evil = `http://127.0.0.1:${(world.address() as AddressInfo).port}`;
  preview = await startPreview(
    {
      'templates/hostile.html': hostile(evil),
      'templates/pictured.pug': "+image('assets/logo.png', 'Logo')\np.behind Behind",
      'templates/pictured.scss': ".behind { background-image: url('assets/logo.png'); }",
      'assets/logo.png': png(100, 50),
    },
    { finish: afterAll },
  );
});

afterAll(() => browser.close());

interface Watched {
  page: Page;
  dialogs: string[];
}

/** A page of the server's own with a frame in it. */
async function openFrame(src: string, sandbox: string): Promise<Watched> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const dialogs: string[] = [];
  left = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`${preview.url}/`);
  await page.evaluate(
    ({ src, sandbox }) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', sandbox);
      frame.style.cssText = 'width: 700px; height: 700px';
      frame.src = src;
      document.body.append(frame);
      return new Promise((done) => frame.addEventListener('load', done));
    },
    { src, sandbox },
  );
  await page.waitForTimeout(300);
  return { page, dialogs };
}

test.each([
  ['/view/hostile', 'allow-popups'],
  ['/measure/hostile', 'allow-same-origin'],
  // Even where the frame itself forgets what it has to forbid.
  ['/view/hostile', 'allow-scripts allow-forms allow-popups allow-top-navigation'],
  ['/measure/hostile', 'allow-scripts allow-same-origin allow-forms allow-top-navigation'],
])('%s in a frame with %s', async (src, sandbox) => {
  const { page, dialogs } = await openFrame(src, sandbox);
  const frame = page.frames().find((each) => each.url().includes(src))!;
  expect(await frame.locator('#text').textContent()).toBe('Hello');
  await frame.locator('#text').click();
  await frame.locator('#send').click();
  await frame.locator('#script').click({ noWaitAfter: true });
  await page.waitForTimeout(200);
  expect(left).toEqual([]);
  expect(dialogs).toEqual([]);
  expect(page.url()).toBe(`${preview.url}/`);
  await page.context().close();
});

test('opened on its own, an email can do no more', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const path of ['/view/hostile', '/measure/hostile']) {
    await page.goto(preview.url + path);
    await page.waitForTimeout(200);
    expect(page.url()).toBe(preview.url + path);
    expect(await page.locator('#text').textContent()).toBe('Hello');
  }
  expect(dialogs).toEqual([]);
  await context.close();
});

test('remote images are loaded when they are asked for, and nothing else is', async () => {
  const { page } = await openFrame('/view/hostile?remote=1', 'allow-popups');
  expect(left).toEqual(expect.arrayContaining(['/pixel.png', '/set.png']));
  expect(left.filter((path) => /refresh|frame|object|embed|video|form|clicked/.test(path))).toEqual([]);
  await page.context().close();
});

test('links open beside the preview, in a page of their own', async () => {
  const { page } = await openFrame('/view/hostile', 'allow-popups allow-popups-to-escape-sandbox');
  const frame = page.frames().find((each) => each.url().includes('/view/'))!;
  const [opened] = await Promise.all([page.context().waitForEvent('page'), frame.locator('#link').click()]);
  await opened.waitForLoadState();
  expect(opened.url()).toBe(`${evil}/clicked`);
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  expect(page.url()).toBe(`${preview.url}/`);
  await page.context().close();
});

test('the page reads the layout of the measured frame, and nothing of the shown one', async () => {
  const readable = (src: string, sandbox: string) =>
    openFrame(src, sandbox).then(async ({ page }) => {
      const found = await page.evaluate(() => {
        const paragraph = document.querySelector('iframe')!.contentDocument?.querySelector('.behind');
        return paragraph ? paragraph.getBoundingClientRect().height : null;
      });
      await page.context().close();
      return found;
    });
  expect(await readable('/measure/pictured', 'allow-same-origin')).toBeGreaterThan(10);
  expect(await readable('/view/pictured', 'allow-popups')).toBeNull();
});

test("the project's images are shown in a frame that belongs to no site", async () => {
  const { page } = await openFrame('/view/pictured', 'allow-popups');
  const frame = page.frames().find((each) => each.url().includes('/view/'))!;
  const width = await frame.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(width).toBe(100);
  const background = await frame.locator('.behind').evaluate((element) => getComputedStyle(element).backgroundImage);
  expect(background).toContain(`${preview.url}/view-assets/`);
  expect(left).toEqual([]);
  await page.context().close();
});

test('another site cannot frame the preview or read from it', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(evil);
  const results = await page.evaluate(async (url) => {
    const attempt = (path: string, init?: RequestInit) =>
      fetch(url + path, init).then(
        () => 'read',
        () => 'failed',
      );
    const script = await new Promise((done) => {
      const element = document.createElement('script');
      element.src = `${url}/api/templates`;
      element.onload = () => done('loaded');
      element.onerror = () => done('failed');
      document.head.append(element);
    });
    return {
      templates: await attempt('/api/templates'),
      post: await attempt('/api/data/pictured', { method: 'POST', body: '{}' }),
      script,
      events: await new Promise((done) => {
        const source = new EventSource(`${url}/api/events`);
        source.onmessage = () => done('read');
        source.onerror = () => done('failed');
      }),
    };
  }, preview.url);
  expect(results).toEqual({ templates: 'failed', post: 'failed', script: 'failed', events: 'failed' });
  await context.close();
});
