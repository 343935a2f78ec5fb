import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtin } from '../dist/builtin.js';
import { lookThrough } from '../dist/tasks/look-through.js';
import { MALFORMED_HTML } from './support/malformed-html.js';

const { lenses } = builtin;
const CASES = fileURLToPath(new URL('cases/lens/', import.meta.url));

/** Without the sheet that a lens puts before all others. */
const withoutOwn = (html: string) => html.replace(/<style data-jink-lens>[^<]*<\/style>/, '');

describe.each(lenses.map((lens) => ({ lens, id: lens.id })))('$id', ({ lens }) => {
  test('shows its examples as it says', () => {
    expect(lens.examples.length).toBeGreaterThan(1);
    for (const { html, seen } of lens.examples) expect(withoutOwn(lens.apply(html))).toBe(seen);
  });

  test('says what it is in whole sentences', () => {
    expect(lens.title).toMatch(/^[A-Z].{2,40}$/);
    expect(lens.summary).toMatch(/^[A-Z].*\.$/);
    expect(lens.details).toMatch(/^[A-Z].*\.$/);
  });

  test.each(Object.entries(MALFORMED_HTML))('takes %s, and soon', (_, html) => {
    const started = performance.now();
    expect(typeof lens.apply(html)).toBe('string');
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('takes whatever text there is', () => {
    const piece = fc.constantFrom(
      ...'<p|<img|<style>|</style>|<!--[if mso]>|<![endif]-->|<!--|-->|<!--[if !mso]><!-->|<!--<![endif]-->'.split('|'),
      ...' style="| class=a| src=a.png| bgcolor=#fff|color:red;|background:url(|"|\'|>|/>|{|}|@media (|)|;|&quot;|&'.split(
        '|',
      ),
      ...'<v:rect|<v:fill |</v:rect>|<o:p/>|</p>|<table><td>|text|\\|/*|*/|{{name}}|{{#if a}}'.split('|'),
    );
    const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(soup, (html) => typeof lens.apply(html) === 'string'),
      { numRuns: 400 },
    );
  });

  test('keeps the number of each element that is still there', () => {
    const html = readFileSync(new URL('cases/lens/everything.html', import.meta.url), 'utf8');
    let next = 0;
    const numbered = html.replace(/<([a-z][\w:]*)(?=[\s>])/gi, (tag) => `${tag} data-jink-element="${next++}"`);
    const seen = lens.apply(numbered);
    const numbers = [...seen.matchAll(/data-jink-element="(\d+)"/g)].map(([, number]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    const body = withoutOwn(seen)
      .replace(/^[\s\S]*<body/, '<body')
      .replace(/<!--[\s\S]*?-->/g, '');
    for (const [tag] of body.matchAll(/<(p|td|table|img|jink-image|h1|span)\b[^>]*>/g))
      expect(tag).toContain('data-jink-element="');
    expect(numbers.length).toBeGreaterThan(20);
  });
});

test('each lens is a file that bears its id', () => {
  const files = readdirSync(fileURLToPath(new URL('../src/lenses', import.meta.url)))
    .filter((name) => /\.ts$/.test(name) && name !== 'index.ts')
    .map((name) => name.replace('.ts', ''));
  expect(lenses.map(({ id }) => id).sort()).toEqual(files.sort());
});

/** A whole email, and what is seen through a lens: `expected/<lens>.html`. */
test.each(lenses.map(({ id }) => id))('a whole email through %s', (id) => {
  const seen = lookThrough(readFileSync(`${CASES}everything.html`, 'utf8'), lenses, [id]);
  const path = `${CASES}${id}.html`;
  if (process.env.UPDATE || !existsSync(path)) writeFileSync(path, seen);
  expect(seen).toBe(readFileSync(path, 'utf8'));
});

test('without a lens the email is light, whatever the browser is', () => {
  const html = '<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style><p>Hello</p>';
  expect(lookThrough(html, lenses, [])).toBe('<style>@media (max-width:-1px) {p{color:#fff}}</style><p>Hello</p>');
  expect(lookThrough('<p>Hello</p>', lenses, [])).toBe('<p>Hello</p>');
});

test('lenses are looked through in one order, and unknown ones not at all', () => {
  const html = '<!--[if mso]><img src="a.png" alt="A" width="10"><![endif]--><img src="b.png" alt="B" width="10">';
  const seen = lookThrough(html, lenses, ['images-off', 'nothing', 'word']);
  expect(seen).toBe(lookThrough(html, lenses, ['word', 'images-off']));
  expect(seen).toMatch(/jink-image.*>A<.*jink-image.*>B</);
});

test('docs/lenses.md tells of every lens', () => {
  const table = [
    '| lens | what it shows |',
    '|---|---|',
    ...lenses.map(({ id, summary }) => `| [\`${id}\`](#${id}) | ${summary} |`),
  ];
  const parts = lenses.map(({ id, title, details, examples }) =>
    [
      `## ${id}`,
      `**${title}.** ${details}`,
      ...examples.map(({ html, seen }) => `\`\`\`html\n${html}\n\`\`\`\n\nis seen as\n\n\`\`\`html\n${seen}\n\`\`\``),
    ].join('\n\n'),
  );
  const path = fileURLToPath(new URL('../docs/lenses.md', import.meta.url));
  const page = readFileSync(path, 'utf8');
  const made = [table.join('\n'), ...parts].join('\n\n');
  const expected = page.replace(
    /(<!-- lenses -->\n)[\s\S]*(<!-- \/lenses -->)/,
    (_, before, after) => `${before}\n${made}\n\n${after}`,
  );
  if (process.env.UPDATE) writeFileSync(path, expected);
  expect(page).toBe(expected);
});
