import { describe, expect, test } from 'vitest';
import { MissingDataError } from '../../dist/render/missing-data.js';
import { prepare } from '../../dist/render/render.js';
import { safeCss } from '../../dist/render/safe-css.js';
import { safeUrl } from '../../dist/render/safe-url.js';
import { HOSTILE } from '../support/generated-tags.js';

function fill(html: string, data: object): string {
  return prepare({ subject: '', preheader: '', html, text: '' })(data).html;
}

test('data is only ever printed, escaped', () => {
  for (const text of HOSTILE) {
    const html = fill('<p title="{{x}}">{{x}}</p>', { x: text });
    const [, attribute, content] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(html)!;
    for (const printed of [attribute!, content!]) {
      const decoded = printed.replace(/&(#x(\w+)|(\w+));/g, (_, __, hex, name) =>
        hex
          ? String.fromCodePoint(Number.parseInt(hex, 16))
          : { amp: '&', lt: '<', gt: '>', quot: '"' }[name as string]!,
      );
      expect(decoded).toBe(text);
    }
  }
});

describe('what objects inherit is not data', () => {
  const INHERITED = [
    'constructor',
    '__proto__',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    'constructor.name',
    'constructor.prototype',
    'list.map',
    'list.at',
    'list.constructor',
    'text.link',
    'text.constructor.constructor',
    'number.toFixed',
    'user.__proto__.x',
  ];
  const data = { list: [1], text: 'abc', number: 1, user: {} };

  test.each(INHERITED)('%s', (path) => {
    expect(() => fill(`{{${path}}}`, data)).toThrow(MissingDataError);
    expect(() => fill(`{{#each list}}{{@root.${path}}}{{/each}}`, data)).toThrow(MissingDataError);
    expect(fill(`{{#if ${path}}}reached{{/if}}{{#with ${path}}}reached{{/with}}`, data)).toBe('');
    const [last, ...first] = path.split('.').reverse();
    const of = first.reverse().join('.') || '@root';
    expect(fill(`{{#if (lookup ${of} "${last}")}}reached{{/if}}`, data)).toBe('');
  });

  test('data that has such a name itself is data', () => {
    expect(fill('{{constructor}}{{list.[0]}}{{list.length}}{{text.length}}', { ...data, constructor: 'own' })).toBe(
      'own113',
    );
    expect(fill('{{#each map}}{{@key}}{{/each}}', { map: JSON.parse('{"__proto__":1,"a":2}') })).toBe('__proto__a');
  });
});

test('strange values print as something, and nothing throws', () => {
  const strange = { toString: 'x', valueOf: 1 };
  const values = [
    strange,
    Object.create(null),
    Symbol('s'),
    10n,
    () => 'called',
    new Date(Number.NaN),
    [strange],
    Number.NaN,
  ];
  const template = [
    '{{x}}{{{x}}}{{add x 1}}{{#if (gt x 1)}}{{/if}}{{multiply x x}}{{looseEq x 1}}{{concat x x}}{{length x}}',
    '{{date x}}{{number x}}{{percent x 2}}{{currency x x}}{{duration x}}{{plural x x "#"}}{{truncate x 2}}{{round x}}',
    '{{safeUrl x}}{{safeCss x}}{{encodeURIComponent x}}{{toNumber x}}{{negate x}}{{min x 1}}{{default x x}}',
  ]
    .join('')
    .replace('{{length x}}', '{{default (length x) 0}}');
  for (const x of values) expect(typeof fill(template, { x })).toBe('string');
  expect(fill('{{x}}', { x: () => 'called' })).toBe('');
  expect(fill('{{encodeURIComponent x}}', { x: 'a b\ud800' })).toBe('a%20b%EF%BF%BD');
});

describe('safeUrl', () => {
  test.each([
    'https://example.com/?a=1&b=2#c',
    'http://localhost:3000',
    'HTTPS://EXAMPLE.COM',
    'mailto:ada@example.com?subject=a:b',
    'tel:+49123',
    'cid:logo@example',
    '/path?x=javascript:1',
    'page.html#a:b',
    '?q=a:b',
    '#top',
    '//cdn.example.com/x.png',
    'data:image/png;base64,AAAA',
    '',
  ])('%j passes', (url) => {
    expect(safeUrl(url)).toBe(url);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\r\nscript:alert(1)',
    'java\u0000script:alert(1)',
    'javascript\u200b:alert(1)',
    'javascript&colon;alert(1)',
    'javascript&#58;alert(1)',
    'javascript&#x3a;alert(1)',
    '&#106;avascript:alert(1)',
    '&#0000106avascript:alert(1)',
    '&amp;#106;avascript:alert(1)',
    'java&Tab;script:alert(1)',
    'java&NewLine;script:alert(1)',
    'vbscript:x',
    'data:text/html,<script>',
    'data:image/svg+xml,<svg onload=x>',
    'DATA:TEXT/HTML;base64,x',
    'file:///etc/passwd',
    'blob:https://x',
    'filesystem:x',
    'ms-msdt:/id',
    'search-ms:query',
    'view-source:x',
    'jar:x',
    '\\\\server\\share',
    '/\\server',
  ])('%j becomes #', (url) => {
    expect(safeUrl(url)).toBe('#');
  });

  test('null and undefined are empty, control characters are taken out', () => {
    expect([safeUrl(null), safeUrl(undefined), safeUrl('https://a.b/\n c')]).toEqual(['', '', 'https://a.b/ c']);
  });
});

describe('safeCss', () => {
  test.each([
    'red',
    '#0a7',
    'rgb(1, 2, 3)',
    '50%',
    '-2.5px',
    'calc(100% - (2px + 1em))',
    'Arial, sans-serif',
    '0 auto',
    '',
  ])('%j passes', (css) => {
    expect(safeCss(css)).toBe(css);
  });

  test.each([
    'red; background: blue',
    'red}',
    '{x',
    'red" onload="x',
    "red'",
    '</style><script>',
    'url(https://track.example)',
    'URL (x)',
    'u\\72l(x)',
    'expression(alert(1))',
    '@import x',
    'red/*',
    '*/red',
    'red\nbackground: blue',
    'rgb(1',
    ')',
    '[x',
    '(]',
    'red !important',
    'image-set(x)',
    'javascript:x',
    '&#59;',
    'var(--x)',
  ])('%j prints as nothing', (css) => {
    expect(safeCss(css)).toBe('');
  });

  test('numbers and null', () => {
    expect([safeCss(5), safeCss(null), safeCss(undefined)]).toEqual(['5', '', '']);
  });
});
