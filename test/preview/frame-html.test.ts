import { expect, test } from 'vitest';
import { parse } from '../../dist/document/parse.js';
import { frameHtml } from '../../dist/tasks/preview/frame-html.js';
import { MALFORMED_HTML } from '../support/malformed-html.js';

const assets = [
  { file: 'assets/logo.png', url: 'assets/logo.png' },
  { file: 'assets/a b.png', url: 'https://cdn.example.com/a%20b.png' },
];

function frame(html: string, isNumbered = false): string {
  const imagePath = (file: string) => (/^assets\/(logo|a b|data)\.png$/.test(file) ? `/x/${file.slice(7)}` : undefined);
  return frameHtml(html, { assets, imagePath, isNumbered });
}

test.each([
  ['<img src="assets/logo.png">', '<img src="/x/logo.png">'],
  ['<img src="https://cdn.example.com/a%20b.png">', '<img src="/x/a b.png">'],
  ['<td background="assets/logo.png">', '<td background="/x/logo.png">'],
  ['<p style="background:url(assets/logo.png)">', '<p style="background:url(/x/logo.png)">'],
  [`<p style="background:url('assets/logo.png') top">`, `<p style="background:url('/x/logo.png') top">`],
  ['<p style="background:url(&quot;assets/logo.png&quot;)">', '<p style="background:url(&quot;/x/logo.png&quot;)">'],
  ['<style>a{b:url( "assets/logo.png" )}</style>', '<style>a{b:url( "/x/logo.png" )}</style>'],
  ['<img src="../assets/data.png?v=1">', '<img src="/x/data.png">'],
  ['<img src="/assets/data.png">', '<img src="/x/data.png">'],
])('%s shows the image of the project', (html, shown) => {
  expect(frame(html)).toBe(shown);
});

test('nobody is asked for an image that the project lacks', () => {
  expect(frame('<img src="assets/other.png" alt="Other">')).toBe('<img src="data:," alt="Other">');
});

test.each([
  '<img src="https://example.com/assets/logo.png">',
  '<img src="//example.com/logo.png">',
  '<img src="{{photo}}">',
  '<img src="cid:logo">',
  '<img src="data:image/png;base64,AAAA">',
  '<img src="">',
  '<img src="%zz">',
  '<p>assets/logo.png</p>',
])('%s stays as it is', (html) => {
  expect(frame(html)).toBe(html);
});

test('links open beside the frame, and those to a place in the email in it', () => {
  expect(frame('<a href="https://example.com">x</a>')).toBe('<a href="https://example.com" target="_blank">x</a>');
  expect(frame('<a href="#x" target="_top">x</a>')).toBe('<a href="#x" target="_self">x</a>');
});

test.each([...Object.entries(MALFORMED_HTML), ['brackets of addresses', `<p style="${'url('.repeat(200_000)}">x</p>`]])(
  '%s: every element gets its number, and nothing else changes',
  (_what, html) => {
    const start = performance.now();
    const numbered = frame(html, true);
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(numbered.replace(/ data-jink-element="\d+"/g, '')).toBe(frame(html));
    const numbers = [...numbered.matchAll(/ data-jink-element="(\d+)"/g)].map(([, number]) => Number(number));
    expect(numbers.length).toBe(parse(html).elements.length);
  },
);
