import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { convertSource } from '../dist/convert/convert-source.js';

/* Whatever a source is, converting ends soon, with Pug or a diagnostic that says why not, and never throws. */

const read = (name: string) => readFileSync(fileURLToPath(new URL(`cases/convert/${name}`, import.meta.url)), 'utf8');

/** Generous: the slowest takes a tenth of it on a quiet machine. */
const MOST_MILLISECONDS = 30_000;

const HTML: Record<string, string> = {
  '5,000 nested tables': '<table><tr><td>'.repeat(5000) + '</td></tr></table>'.repeat(5000),
  '800 nested containers': '<table class="container"><tr><td>'.repeat(800) + '</td></tr></table>'.repeat(800),
  '2,400 nested inline elements': `<p>${'<b>'.repeat(2400)}x`,
  '2,000 nested tags of Inky': '<container>'.repeat(2000) + '</container>'.repeat(2000),
  'tables that are never closed': '<table class="row"><tr><td>'.repeat(700),
  'comments that are never closed': '<p>x</p><!-- a '.repeat(50_000),
  'conditional comments that are never closed': `<p>x</p>${'<!--[if mso]>'.repeat(50_000)}`,
  'comments that reveal and never end': `<p>x</p>${'<!--[if !mso]><!-->'.repeat(20_000)}`,
  'braces in a sheet': `<style>${'a{'.repeat(200_000)}</style><p>x</p>`,
  'selectors in a sheet': `<style>${'a,'.repeat(50_000)}b{color:red}</style><p>x</p>`,
  'a table in columns with 20,000 paragraphs': `<table class="columns"><tr><td style="color:red">${'<p>a</p>'.repeat(20_000)}</td></tr></table>`,
  'merge tags that are never closed': '<p>{{name'.repeat(200),
  'merge tags between attributes': '<p {{#if a}}b{{/if}}>x</p>'.repeat(5000),
  'many attributes': `<p ${'a=b '.repeat(50_000)}>x</p>`,
  'a long text': `<p>${'word '.repeat(200_000)}</p>`,
  'blanks alone': ' '.repeat(1_000_000),
  'null bytes': '<p\0 class="a\0">\0</p>'.repeat(200),
};

const JADE: Record<string, string> = {
  '1,500 levels': Array.from({ length: 1500 }, (_, i) => `${'  '.repeat(i)}div`).join('\n'),
  'brackets that are never closed': 'p(a=('.repeat(50_000),
  'interpolations that are never closed': `p(a="${'#{'.repeat(50_000)}")`,
};

function convert(source: string, file: string): void {
  const started = performance.now();
  const { pug, diagnostics } = convertSource(source, file);
  expect(performance.now() - started).toBeLessThan(MOST_MILLISECONDS);
  expect(pug !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
}

describe('HTML', () => {
  test.each(Object.entries(HTML))('%s', (_, source) => convert(source, 'a.html'));
});

describe('Jade', () => {
  test.each(Object.entries(JADE))('%s', (_, source) => convert(source, 'a.jade'));
});

describe('what is cut off anywhere', () => {
  test.each(['ink-newsletter/source.html', 'inky-newsletter/source.html', 'jade-newsletter/source.jade'])(
    '%s',
    (name) => {
      const source = read(name);
      for (let end = 0; end < source.length; end += 97) convert(source.slice(0, end), name);
    },
  );

  test('half an email is an error with a place', () => {
    const source = read('ink-newsletter/source.html');
    const { pug, diagnostics } = convertSource(source.slice(0, source.length / 2), 'a.html');
    expect(pug).toBeUndefined();
    expect(diagnostics.map(({ code, place }) => [code, typeof place?.line])).toEqual([['source-cut-off', 'number']]);
  });
});
