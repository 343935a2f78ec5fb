import { expect, test } from 'vitest';
import { weigh } from '../../dist/document/weigh.js';
import { MALFORMED_HTML } from '../support/malformed-html.js';

const weights = (html: string) => Object.fromEntries(weigh(html).map(({ label, bytes }) => [label, bytes]));

test('bytes are told by what they are spent on', () => {
  expect(weights('<p style="color:red">Grüße</p>')).toEqual({
    'Tags and attributes': '<p></p>'.length,
    'Inline styles': ' style="color:red"'.length,
    Text: 7,
  });
  expect(weights('<a href="https://example.com"><img src="a.png"></a>')).toEqual({
    'Tags and attributes': '<a><img></a>'.length,
    'Links and image addresses': ' href="https://example.com" src="a.png"'.length,
  });
  expect(weights('<style>p{color:red}</style>\n\n<b>x </b>')).toEqual({
    'Tags and attributes': '<style></style><b></b>'.length,
    'Styles in the head': 'p{color:red}'.length,
    'Blanks and line breaks': 3,
    Text: 1,
  });
});

test('comments are weighed whole, those for Outlook apart', () => {
  const outlook = '<!--[if mso]><table style="width:1px"><tr><td>Text</td></tr></table><![endif]-->';
  expect(weights(`${outlook}<!-- note --><!--[if !mso]><!--><i></i><!--<![endif]-->`)).toEqual({
    'Comments for Outlook': outlook.length + '<!--[if !mso]><!-->'.length + '<!--<![endif]-->'.length,
    Comments: '<!-- note -->'.length,
    'Tags and attributes': 7,
  });
});

test('files that stand in the HTML are weighed apart', () => {
  const data = 'data:image/png;base64,AAAA';
  expect(
    weights(`<img src="${data}"><i style="background:url(${data})"></i><style>a{b:url("${data}")}</style>`),
  ).toEqual({
    'Embedded data': 3 * data.length,
    'Tags and attributes': '<img><i></i><style></style>'.length,
    'Links and image addresses': ' src=""'.length,
    'Inline styles': ' style="background:url()"'.length,
    'Styles in the head': 'a{b:url("")}'.length,
  });
});

test.each(Object.entries(MALFORMED_HTML))('%s: all bytes are weighed, largest first, in no time', (_what, html) => {
  const start = performance.now();
  const found = weigh(html);
  expect(performance.now() - start).toBeLessThan(20_000);
  expect(found.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(Buffer.byteLength(html));
  expect(found.every(({ bytes }) => bytes > 0)).toBe(true);
  expect(found.map(({ bytes }) => bytes)).toEqual(found.map(({ bytes }) => bytes).sort((a, b) => b - a));
});
