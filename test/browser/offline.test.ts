import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replaceRemoteImages } from '../../dist/offline/replace-remote-images.js';
import { startChromium } from '../support/chromium.js';

/* Emails that try to reach another machine, opened in Chromium: none of them may, whatever the trick. */

const U = 'http://evil.example/';

/** What reaches out as it is written, which is checked as well. */
const REACHES: Record<string, string> = {
  'an image': `<img src="${U}1">`,
  'an address without quotes': `<img src=${U}1>`,
  'an address in entities': '<img src="&#104;ttp&colon;&sol;/evil.example/1">',
  'entities without an end': '<img src="&#104ttp://evil.example/1">',
  'an address with line ends': '<img src="ht\ntp:\t//evil.example/1">',
  'blanks before an address': '<img src=" \n\x01 http://evil.example/1">',
  'an address without a scheme': '<img src="//evil.example/1">',
  backslashes: '<img src="\\\\evil.example/1">',
  'a slash and a backslash': '<img src="/\\evil.example/1">',
  'a scheme without slashes': '<img src="https:evil.example/1">',
  capitals: '<IMG SRC="HTTP://evil.example/1">',
  'a slash for a blank': `<img/src="${U}1"/alt>`,
  'an attribute that begins with a quote': `<img "x" src="${U}1">`,
  'an equals sign as a name': `<img = src="${U}1">`,
  'an apostrophe in a name': `<img a'b src="${U}1">`,
  'the first of two': `<img src="${U}1" src="a.png">`,
  'a source set': `<img srcset="a.png 2x,${U}1 1x" src="b.png">`,
  'a picture': `<picture><source srcset="${U}1"><img src="a.png"></picture>`,
  'an image by its other name': `<image src="${U}1">`,
  'an input': `<input type="image" src="${U}1">`,
  'a video': `<video poster="${U}1"></video>`,
  'a background': `<table><tr><td background="${U}1">x`,
  'a style attribute': `<p style="background:url(${U}1)">x`,
  'a style attribute in entities': '<p style="background:url&lpar;&quot;http:&#47;/evil.example/1&quot;)">x',
  'escapes in CSS': '<p style="background:\\75 rl(\\68 ttp://evil.example/1)">x',
  'an escaped string': '<p style="background:url(\'\\68\\74\\74\\70://evil.example/1\')">x',
  'an image set': `<p style='background:image-set("${U}1" 1x)'>x`,
  'an image set with a prefix': `<p style="background:-webkit-image-set(url(${U}1) 1x)">x`,
  'a custom property': `<style>p{--a:url(${U}1);background:var(--a)}</style><p>x`,
  'a string in a custom property': `<style>p{--a:"${U}1";background:image-set(var(--a) 1x)}</style><p>x`,
  'a style element': `<style>p{background:url(${U}1)}</style><p>x`,
  'capitals in CSS': `<style>p{background:URL(${U}1)}</style><p>x`,
  'a comment in CSS': `<style>p{/*"*/background:url(${U}1)/*"*/}</style><p>x`,
  'a string that ends with the line': `<style>p{a:"\n;background:url(${U}1)}</style><p>x`,
  'an import': `<style>@import "${U}1";</style>`,
  'an import by url': `<style>@import url(${U}1);</style>`,
  'an escaped import': `<style>@\\69mport '${U}1';</style>`,
  'an import of an import': `<style>@import "data:text/css,@import '${U}1'";</style>`,
  'a font': `<style>@font-face{font-family:A;src:url(${U}1)}p{font-family:A}</style><p>x`,
  content: `<style>p::before{content:url(${U}1)}</style><p>x`,
  'a list': `<ul style="list-style-image:url(${U}1)"><li>x</ul>`,
  'a border': `<p style="border:5px solid;border-image:url(${U}1) 1">x`,
  'a cursor and a mask': `<p style="mask-image:url(${U}1)">x`,
  'a nested rule': `<style>div{& p{background:url(${U}1)}}</style><div><p>x</div>`,
  'an unclosed address': `<style>p{background:url(${U}1</style><p>x`,
  'an unclosed string': `<style>p{background:url("${U}1</style><p>x`,
  'a linked sheet': `<link rel="stylesheet" href="${U}1">`,
  'a linked sheet in an address': `<link rel="stylesheet" href="data:text/css,@import '${U}1'">`,
  'a preload': `<link rel="preload" as="image" href="${U}1">`,
  'a preload of a set': `<link rel="preload" as="image" imagesrcset="${U}1 1x">`,
  'a base': `<base href="${U}"><img src="1">`,
  'a frame': `<iframe src="${U}1"></iframe>`,
  'a frame in an address': `<iframe src="data:text/html,<img src='${U}1'>"></iframe>`,
  'a frame in an attribute': `<iframe srcdoc="<img src='${U}1'>"></iframe>`,
  'an object': `<object data="${U}1"></object>`,
  'an embed': `<embed src="${U}1">`,
  'a set of frames': `<frameset><frame src="${U}1"></frameset>`,
  'a refresh': `<meta http-equiv="refresh" content="0;url=${U}1">`,
  'an image in SVG': `<svg><image href="${U}1"/></svg>`,
  'an image in SVG, as of old': `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${U}1"/></svg>`,
  'a filter in SVG': `<svg><filter id="f"><feImage href="${U}1"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
  'a style in SVG': `<svg><style>@import "${U}1";</style></svg>`,
  'a style in SVG, in entities': `<svg><style>@im&#112;ort "${U}1";</style></svg>`,
  'a style in SVG, with a comment': `<svg><style>@imp<!-- -->ort "${U}1";</style></svg>`,
  'a style in SVG, as CDATA': `<svg><style><![CDATA[@import "${U}1";]]></style></svg>`,
  'a style in SVG that holds an image': `<svg><style>p{background:url(a)}<image href="${U}1"/></style></svg>`,
  'a title in SVG': `<svg><title><img src="${U}1"></title></svg>`,
  'a quoted end in SVG': `<svg><title><a title="</title>"></a><img src="${U}1"></title></svg>`,
  'a CDATA in SVG with a sign': `<svg><![CDATA[ > <a title="]]><image href="${U}1"/><!-- ">--></svg>`,
  'an animation': `<svg><image><set attributeName="href" to="${U}1"/></image></svg>`,
  'a noscript': `<noscript><img src="${U}1"></noscript>`,
  'an empty comment': `<!--><img src="${U}1">-->`,
  'another empty comment': `<!---><img src="${U}1">-->`,
  'a comment with another end': `<!-- --!><img src="${U}1"> -->`,
  'a comment of another kind': `<!x "><img src="${U}1">">`,
  'a quote in a comment': `<!-- <a title=" --><img src="${U}1"><!-- "> -->`,
  'a tag in an attribute of an unclosed title': `</title x="<title>"><img src="${U}1">`,
  'a question': `<?xml "><img src="${U}1">`,
  'a text area in a table': `<table><textarea></textarea><img src="${U}1"></table>`,
  'a template that closes': `<select><style></select><img src="${U}1"></style><img src="${U}2">`,
  MathML: `<math><mtext><style><img src="${U}1"></style></mtext></math><math><style><img src="${U}1"></style></math>`,
  'six hundred levels': `${'<div>'.repeat(600)}<img src="${U}1">`,
  'three thousand levels': `${'<div>'.repeat(3000)}<img src="${U}1">`,
  'a conditional comment that others see': `<!--[if !mso]><!--><img src="${U}1"><!--<![endif]-->`,
};

let browser: Browser;
let page: Page;
let asked: string[] = [];
let shown = '';

beforeAll(async () => {
  browser = await startChromium();
  // As in the preview, where emails are sandboxed.
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === 'http://jink.example/email')
      return route.fulfill({ body: shown, contentType: 'text/html; charset=utf-8' });
    if (!url.startsWith('data:') && !url.startsWith('http://jink.example/')) asked.push(url);
    return route.abort();
  });
});

afterAll(() => browser.close());

/** @param atLeast how long to wait for a request, in ms */
async function open(html: string, atLeast = 30): Promise<string[]> {
  asked = [];
  shown = `<!DOCTYPE html><meta charset="utf-8">${html}`;
  await page.goto('http://jink.example/email', { waitUntil: 'load' }).catch(() => {});
  for (let waited = 0; waited < atLeast && asked.length === 0; waited += 10)
    await new Promise((done) => setTimeout(done, 10));
  return asked;
}

describe('reaches no other machine', () => {
  test.each(Object.entries(REACHES))('%s', async (_, html) => {
    expect((await open(html, 2000)).length, 'as it is written').toBeGreaterThan(0);
    expect(await open(replaceRemoteImages(html))).toEqual([]);
  });

  test('all of them one after the other', async () => {
    expect(await open(replaceRemoteImages(Object.values(REACHES).join('\n')))).toEqual([]);
  });

  test('all of them in any order', async () => {
    const all = Object.values(REACHES);
    for (let shift = 1; shift < all.length; shift += 5) {
      const turned = [...all.slice(shift), ...all.slice(0, shift)];
      const picked = turned.filter((_, i) => (i * shift) % 3 !== 0);
      expect(await open(replaceRemoteImages(picked.join('')))).toEqual([]);
    }
  });
});

test('images of the project are loaded', async () => {
  const html = replaceRemoteImages('<img src="assets/a.png"><p style="background:url(assets/b.png)">x');
  shown = html;
  const urls: string[] = [];
  page.on('request', (request) => urls.push(new URL(request.url()).pathname));
  await open(html);
  expect(urls).toEqual(expect.arrayContaining(['/assets/a.png', '/assets/b.png']));
});
