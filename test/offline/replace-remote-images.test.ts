import { describe, expect, test } from 'vitest';
import { replaceRemoteImages } from '../../dist/offline/replace-remote-images.js';
import { MALFORMED_HTML } from '../support/malformed-html.js';

/** What is put in place of a remote image, as text. */
function svgOf(html: string): string {
  const [, data] = /data:image\/svg\+xml,([^"')]*)/.exec(html) ?? [];
  return decodeURIComponent(data ?? '');
}

describe('placeholders', () => {
  test('are as large as the image, and say where it comes from', () => {
    const svg = svgOf(replaceRemoteImages('<img src="https://images.example.com/a.png" width="600" height="200">'));
    expect(svg).toContain('width="600" height="200" viewBox="0 0 600 200"');
    expect(svg).toContain('>images.example.com</tspan>');
    expect(svg).toContain('>600 × 200</tspan>');
  });

  test.each([
    ['<img src="https://a.example/a.png" style="width: 120px; height: 30px">', 'width="120" height="30"'],
    ['<img src="https://a.example/a.png" width="50%">', 'width="160" height="90"'],
    ['<img src="https://a.example/a.png" width="320">', 'width="320" height="180"'],
    ['<img src="https://a.example/open.gif" width="1" height="1">', 'width="1" height="1"/>'],
  ])('%s', (html, size) => expect(svgOf(replaceRemoteImages(html))).toContain(size));

  test('keep everything else letter for letter', () => {
    const html = `<!DOCTYPE html><!-- <img src="https://a.example/a.png"> --><P Class=x>a &amp; b<img  alt='A' src='assets/a.png' srcset="a.png 1x, /b.png 2x">
<img src="data:image/gif;base64,R0lGOD"><img src=cid:logo><a href="https://a.example/?a=1&amp;b=2">link</a>
<style>a[href="https://a.example/"]{background:url(assets/b.png);content:"https://a.example/"}</style>{{#if a}}<td background="a.png">{{/if}}`;
    expect(replaceRemoteImages(html)).toBe(html);
  });

  test.each([
    ['<td background="https://a.example/a.png">', /^<td background="data:image\/svg[^"]*">$/],
    [
      '<p style="color:red;background:#fff url(https://a.example/a.png)">',
      /^<p style="color:red;background:#fff url\(&quot;data:[^"]*&quot;\)">$/,
    ],
    ['<img src="a.png" srcset="https://a.example/a.png 2x">', /^<img src="a.png" >$/],
    ['<link rel="stylesheet" href="https://a.example/a.css">', /^<link rel="stylesheet" >$/],
    [
      '<style>@import url(https://a.example/a.css);p{color:red}</style>',
      /^<style>@import url\(\);p\{color:red\}<\/style>$/,
    ],
    ['<style>@font-face{font-family:A;src:url(https://a.example/a.woff2)}</style>', /src:none\(\)\}/],
    ['<v:fill type="frame" src="https://a.example/a.png" />', /^<v:fill type="frame" src="data:image[^"]*" \/>$/],
    ['<v:rect href="https://a.example/">', /^<v:rect href="https:\/\/a.example\/">$/],
    ['<meta http-equiv="refresh" content="0;url=a.html">', /^<meta http-equiv="refresh" >$/],
  ])('%s', (html, expected) => expect(replaceRemoteImages(html)).toMatch(expected));

  test('nothing is left to replace afterwards', () => {
    const once = replaceRemoteImages('<img src="//a.example/a.png"><p style="background:url(//a.example/b.png)">');
    expect(once).not.toContain('//a.example');
    expect(replaceRemoteImages(once)).toBe(once);
  });

  test.each(Object.entries(MALFORMED_HTML))('%s', (_, html) => {
    const started = performance.now();
    expect(replaceRemoteImages(html).length).toBeGreaterThan(50);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test.each([
    ['quotes that never close', '<a title="'.repeat(50_000)],
    ['raw text in raw text', '<title><a x="<style>'.repeat(20_000)],
    ['raw text without an end', '<textarea><title><xmp>'.repeat(20_000)],
    ['brackets', `<style>${'url('.repeat(50_000)}</style>`],
    ['ends of comments', '<!--[if mso]><style>--><!--'.repeat(20_000)],
  ])('what is made to take long: %s', (_, html) => {
    const started = performance.now();
    replaceRemoteImages(html);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
