import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SendMailOptions } from 'nodemailer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxList } from '../../../src/model/inbox.js';
import { violationsOf } from '../../support/axe.js';
import { sendTo } from '../../support/inbox.js';
import { png } from '../../support/png.js';
import { type Preview, startPreview } from '../../support/preview-page.js';

/* The inbox of the preview's page, with messages that an application sends. */

let preview: Preview;
let port: number;
beforeAll(async () => {
  preview = await startPreview();
  port = await smtpPort();
});
afterAll(() => preview.close());

async function smtpPort(): Promise<number> {
  for (;;) {
    const { smtp } = (await (await fetch(`${preview.url}/api/inbox`)).json()) as InboxList;
    if (smtp) return Number(new URL(smtp.replace('smtp:', 'http:')).port);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Its name in the inbox. */
async function send(mail: SendMailOptions): Promise<string> {
  const [info] = await sendTo(port, { to: 'ada@example.com', ...mail });
  return /caught as (\S+)/.exec(info!.response)![1]!;
}

/** What is not so yet, on a machine that is busy. */
const eventually = (read: () => unknown) => expect.poll(read, { timeout: 15_000 });
const row = (page: Page, subject: string) => page.locator('.message-row', { hasText: subject });
const shownText = (page: Page, text: string) =>
  page.locator('.preview-frame').first().contentFrame().getByText(text).first().waitFor();

test('an empty inbox says how to point an application here', async () => {
  const page = await preview.open('#/inbox');
  await page.getByText(`SMTP_URL=smtp://127.0.0.1:${port}`).waitFor();
  expect(await page.title()).toContain('Inbox');
  expect(await violationsOf(page, '.inbox')).toEqual([]);
});

test('a message appears while the page is open, is unread, and is read when it is opened', async () => {
  const page = await preview.open();
  const link = page.getByRole('link', { name: /^Inbox/ });
  await link.waitFor();
  await send({ subject: 'Live', html: '<p>Hello <b>Ada</b>', text: 'Hello Ada' });
  await link.getByText('1 unread').waitFor();
  await link.click();
  await row(page, 'Live').getByText('Unread:').waitFor();
  await row(page, 'Live').click();
  await shownText(page, 'Hello');
  await row(page, 'Live').getByText('Unread:').waitFor({ state: 'detached' });
  await link.getByText('1 unread').waitFor({ state: 'detached' });
  expect(page.url()).toMatch(/#\/inbox\/[\w-]{12}$/);
  await page.goBack();
  await page.getByText('Choose a message').waitFor();
  await page.goForward();
  await shownText(page, 'Hello');
});

test('each tab shows the message in its way, and stays in the address', async () => {
  const id = await send({
    from: 'Grace Hopper <grace@example.com>',
    subject: 'Every tab',
    html: '<p>In <b>HTML</b></p><img src="cid:logo@x" alt="Logo" width="9">',
    text: 'In text',
    attachments: [
      { filename: 'logo.png', content: png(9, 9), cid: 'logo@x' },
      { filename: 'Bücher.pdf', content: Buffer.alloc(3000) },
    ],
  });
  const page = await preview.open(`#/inbox/${id}`);
  await shownText(page, 'In');
  const image = page.locator('.preview-frame').contentFrame().locator('img');
  expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(9);
  const open = async (name: string) => page.getByRole('tab', { name }).click();
  const body = page.locator('.message-body');
  await open('HTML');
  await body.getByText('<b>').first().waitFor();
  await open('Text');
  await body.getByText('In text').waitFor();
  await open('Headers');
  await body.getByRole('row', { name: /^From Grace Hopper/ }).waitFor();
  await body.getByRole('button', { name: 'As sent' }).click();
  await body.getByText('MIME-Version: 1.0').waitFor();
  await open('MIME');
  await body.getByText('multipart/related').waitFor();
  await body.getByText('shown in the HTML').waitFor();
  await open('Raw');
  await body.getByText('Subject: Every tab').waitFor();
  await open('Envelope');
  await body.getByText('MAIL FROM:<grace@example.com>').waitFor();
  await open('Checks');
  await body.getByText('From, Date, Message-ID and Subject stand in the message').waitFor();
  expect(page.url()).toMatch(/\/checks$/);
  await page.keyboard.press('ArrowLeft');
  await body.getByText('MAIL FROM:<grace@example.com>').waitFor();
  await page.reload();
  await body.getByText('MAIL FROM:<grace@example.com>').waitFor();

  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: /Bücher\.pdf/ }).click();
  expect((await saved).suggestedFilename()).toBe('Bücher.pdf');
  const message = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as .eml' }).click();
  expect((await message).suggestedFilename()).toBe(`message-${id}.eml`);
});

test('phone, dark, without images: the widths and lenses of emails', async () => {
  const html =
    '<style>p { color: #112233 } @media (prefers-color-scheme: dark) { p { color: #ddeeff !important } }</style><p>Day or night</p><img src="https://images.example/cat.png" alt="A cat" width="40" height="40">';
  const id = await send({ subject: 'Lenses', html });
  const remote: string[] = [];
  const page = await preview.open(`#/inbox/${id}`, { remote, colorScheme: 'dark' });
  await shownText(page, 'Day or night');
  const colour = () =>
    page
      .locator('.preview-frame')
      .contentFrame()
      .getByText('Day or night')
      .evaluate((element) => getComputedStyle(element).color);
  expect(await colour()).toBe('rgb(17, 34, 51)');
  await page.getByRole('button', { name: /^Seen as/ }).click();
  await page.getByRole('menuitemcheckbox', { name: /^Dark/ }).first().click();
  await page.keyboard.press('Escape');
  await eventually(colour).toBe('rgb(221, 238, 255)');
  await page.getByRole('button', { name: /^Phone/ }).click();
  await expect
    .poll(() => page.locator('.preview-frame').evaluate((frame) => (frame as HTMLElement).offsetWidth))
    .toBe(360);
  await page.getByRole('button', { name: /^Side by side/ }).click();
  await eventually(() => page.locator('.preview-frame').count()).toBe(2);
  expect(remote).toEqual([]);
  await page.getByRole('button', { name: 'Load remote images' }).click();
  await eventually(() => remote.length).toBeGreaterThan(0);
});

test('what an attacker sends can do nothing but be looked at', async () => {
  const html = `<html><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
    <link rel="stylesheet" href="https://evil.example/a.css"><link rel="preconnect" href="https://evil.example/">
    <style>@import url(https://evil.example/b.css); @font-face { font-family: x; src: url(https://evil.example/f.woff) } p { font-family: x; background: url(//evil.example/c.png) }</style>
    <script>alert(1); parent.document.title = 'owned'; fetch('https://evil.example/')</script></head>
    <body onload="alert(2)"><p>Still here</p><img src=x onerror="alert(3)"><img src="https://evil.example/pixel.gif" width="1">
    <svg><script>alert(4)</script><image href="https://evil.example/s.png"/></svg>
    <iframe src="https://evil.example/frame"></iframe><object data="https://evil.example/o"></object><embed src="https://evil.example/e">
    <video poster="https://evil.example/v.png" src="https://evil.example/v.mp4" autoplay></video><audio src="https://evil.example/a.mp3" autoplay></audio>
    <form action="https://evil.example/form"><input name="a" autofocus onfocus="alert(5)"><button>Go</button></form>
    <a href="javascript:alert(6)">Click</a><a href="https://evil.example/link" ping="https://evil.example/ping">Link</a>
    <img srcset="https://evil.example/1x.png 1x" src="/api/send"><table background="https://evil.example/t.png"><tr><td>x</table></body></html>`;
  const id = await send({
    subject: '<img src=x onerror=alert(7)>',
    from: '"<script>alert(8)</script>" <evil@example.com>',
    html,
    text: '<script>alert(9)</script>',
  });
  // The browser tells what it did not do.
  const expected = /^(Blocked |Loading the |Running the JavaScript URL |Refused to )/;
  const page = await preview.open(`#/inbox/${id}`, { expected });
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  await shownText(page, 'Still here');
  const frame = page.locator('.preview-frame').contentFrame();
  await frame.getByText('Click').click();
  await frame.getByRole('button', { name: 'Go' }).click();
  await page.getByRole('heading', { name: '<img src=x onerror=alert(7)>' }).waitFor();
  for (const tab of ['HTML', 'Text', 'Headers', 'MIME', 'Raw', 'Envelope', 'Checks', 'Preview']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator('.message-body > *').first().waitFor();
  }
  await page.waitForTimeout(300);
  expect(dialogs).toBe(0);
  expect(await page.title()).not.toContain('owned');
  expect(await page.locator('iframe').first().getAttribute('sandbox')).not.toMatch(
    /scripts|same-origin|forms|top-navigation/,
  );
});

test('search, arrow keys, delete and clear', async () => {
  const file = 'From: a@example.com\r\nTo: b@example.com\r\nSubject: A file\r\n\r\nHello\r\n';
  preview.write('.jink/outbox/a.eml', file);
  await new Promise((resolve) => setTimeout(resolve, 50)); // the clock of files is a coarse one
  await send({ subject: 'Needle in it', text: 'x', to: 'grace@example.com' });
  await send({ subject: 'Second', text: 'with a needle in the text' });
  await send({ subject: 'Third', text: 'x' });
  const page = await preview.open('#/inbox');
  await row(page, 'A file').getByText('Outbox').waitFor();
  await page.getByRole('searchbox', { name: 'Search messages' }).fill('needle');
  await eventually(() => page.locator('.message-row').count()).toBe(2);
  await page.getByRole('searchbox', { name: 'Search messages' }).fill('nothing like it');
  await page.getByText('No message has').waitFor();
  await page.getByRole('searchbox', { name: 'Search messages' }).fill('');
  await row(page, 'Third').click();
  await page.getByRole('heading', { name: 'Third' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Second' }).waitFor();
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'Third' }).waitFor();
  await page.keyboard.press('Delete');
  await row(page, 'Third').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Second' }).waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await row(page, 'Second').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Delete all messages' }).click();
  await page.getByRole('dialog').getByText('.jink/outbox').waitFor();
  await page.getByRole('button', { name: 'Keep them' }).click();
  expect(readdirSync(join(preview.root, '.jink', 'outbox'))).toEqual(['a.eml']);
  await page.getByRole('button', { name: 'Delete all messages' }).click();
  await page.getByRole('button', { name: 'Delete all', exact: true }).click();
  await page.getByText('No message yet').waitFor();
  expect(readdirSync(join(preview.root, '.jink', 'outbox'))).toEqual([]);
});

test.each([
  ['light', { width: 1440, height: 900 }],
  ['dark', { width: 1440, height: 900 }],
  ['light', { width: 360, height: 740 }],
  ['dark', { width: 360, height: 740 }],
] as const)('axe-core has nothing against it: %s, %o', async (colorScheme, viewport) => {
  const id = await send({
    subject: 'For everybody, with a subject that is long enough to need more than one line of a phone',
    html: '<p>Hello {{name}} <img src="cid:gone@x"><a href="http://example.com/">here</a></p>',
    text: 'Hello {{name}}',
    attachments: [{ filename: 'a-file-with-quite-a-long-name-indeed.pdf', content: Buffer.alloc(9) }],
  });
  const page = await preview.open('#/inbox', { colorScheme, viewport, remote: [] });
  await page.locator('.message-row').first().waitFor();
  expect(await violationsOf(page, '.inbox')).toEqual([]);
  for (const tab of ['', '/headers', '/parts', '/envelope', '/checks']) {
    await page.goto(`${preview.url}/#/inbox/${id}${tab}`);
    await page.locator('.message-body > *:not(.loading)').first().waitFor();
    expect(await violationsOf(page, '.inbox')).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  }
});

test('a phone shows the list or the message, and a way back', async () => {
  const id = await send({ subject: 'On a phone', html: '<p>Small', text: 'Small' });
  const page = await preview.open('#/inbox', { viewport: { width: 360, height: 740 } });
  await row(page, 'On a phone').first().click();
  await shownText(page, 'Small');
  expect(page.url()).toContain(id);
  expect(await page.locator('.messages').isVisible()).toBe(false);
  await page.getByRole('button', { name: 'All messages' }).click();
  await row(page, 'On a phone').first().waitFor();
  expect(await page.locator('.message').isVisible()).toBe(false);
});
