import { expect, test } from 'vitest';
import { plainText } from '../../dist/render/plain-text.js';

test.each([
  ['a text', 'a < b is no tag', 'a < b is no tag'],
  ['entities', 'Fish &amp; chips &#8364;&nbsp;5&#x21; &unknown; &lt;b&gt;', 'Fish & chips € 5! &unknown; <b>'],
  ['line breaks', 'one<br>two<br />\n  three', 'one\ntwo\nthree'],
  ['paragraphs', '<p>One</p>\n<p>Two <b>bold</b></p><div>Three</div>', 'One\n\nTwo bold\n\nThree'],
  ['lists', '<ul><li>One</li><li>Two</li></ul>after', '* One\n* Two\n\nafter'],
  ['links', '<a href="https://example.com/?a=1&amp;b=2">Open it</a> now', 'Open it <https://example.com/?a=1&b=2> now'],
  ['links that run', '<a href="javascript:alert(1)">Open it</a>', 'Open it'],
  ['images', '<img src="a.png" alt="Our logo"> here', 'Our logo here'],
  ['cells', '<table><tr><td>Open</td><td>3</td></tr><tr><td>Closed</td><td>7</td></tr></table>', 'Open 3\n\nClosed 7'],
  ['what nobody reads', '<style>p { color: red }</style><!-- no --><script>alert(1)</script>Text', 'Text'],
  ['quotes in attributes', '<p title="a > b">Text</p>', 'Text'],
  ['what is never closed', 'Text <!-- and', 'Text'],
  ['a tag that is cut off', 'Text <a href="https://exam', 'Text <a href="https://exam'],
])('%s', (_, html, text) => {
  expect(plainText(html)).toBe(text);
});

test.each([
  [undefined, ''],
  [null, ''],
  [12, '12'],
  [true, 'true'],
])('%j is %j', (value, text) => {
  expect(plainText(value)).toBe(text);
});

test.each(['<a ', '<a "', '<b> ', '<br>', '<!--', '<p>', '&nbsp;', '</a>', '<style>'])(
  'a hundred thousand of %j are no burden',
  (piece) => {
    expect(plainText(piece.repeat(100_000)).length).toBeLessThanOrEqual(piece.length * 100_000);
  },
);
