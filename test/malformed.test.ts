import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, type InlineOptions, inlineCss, openProject } from '../dist/index.js';
import { MALFORMED_HTML } from './support/malformed-html.js';
import { temporaryProject } from './support/project.js';

/* Whatever the HTML and the CSS are, inlining ends soon, with output or a diagnostic, and never throws. */

const STYLE = `<style>
p { color: red } .a b { top: 1px } div div div p > b + i ~ u { left: 1px } p:first-child, p:nth-child(2n) { margin: 0 }
a:hover { color: blue } @media print { p { top: 1px } } x ~ p { color: red } .q > div div div b { top: 1px }
</style><x></x><div class="q"></div>`;

/** Generous: the slowest takes a tenth of it on a slow machine. What grows faster than its input goes far beyond. */
const MOST_MILLISECONDS = 15_000;

function inline(html: string, options: InlineOptions = {}): { output: string; codes: string[]; took: number } {
  const diagnostics: Diagnostic[] = [];
  const started = performance.now();
  const output = inlineCss(html, { ...options, report: (diagnostic) => diagnostics.push(diagnostic) });
  return { output, codes: diagnostics.map(({ code }) => code), took: performance.now() - started };
}

describe('HTML', () => {
  test.each(Object.entries(MALFORMED_HTML))('%s', (_, html) => {
    const { output, took } = inline(STYLE + html);
    expect(took).toBeLessThan(MOST_MILLISECONDS);
    expect(output).not.toContain('<style>\np { color: red }');
    expect(output.length).toBeGreaterThan(html.length - 1);
    expect(inline(html).output).toBe(html);
    expect(inline(html, { attributes: true, css: 'td { width: 10px }' }).output).toBe(html);
  });

  test('2,000 levels are styled to the innermost', () => {
    const { output, codes } = inline(STYLE + MALFORMED_HTML['elements 2,000 deep']);
    expect(output).toMatch(/<p style="color:red;margin:0">x<\/p>/);
    expect(codes).toEqual([]);
  });

  test.each([20_000, 1_000_000])('%i levels are no email', (depth) => {
    const html = `${STYLE}${'<div>'.repeat(depth)}`;
    const { output, codes, took } = inline(html);
    expect(output).toBe(html);
    expect(codes).toEqual(['nested-too-deep']);
    expect(took).toBeLessThan(MOST_MILLISECONDS);
  });

  test('a template of 2,000 levels compiles', async () => {
    const root = temporaryProject({ 'templates/deep.html': MALFORMED_HTML['elements 2,000 deep']! });
    const { html, diagnostics } = await (await openProject({ root })).compile('deep');
    expect(diagnostics).toEqual([]);
    expect(html.match(/<div>/g)).toHaveLength(2000);
  });
});

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

const CSS: Record<string, string> = {
  '10,000 rules of one element': numbers(10_000)
    .map((i) => `p { margin-top: ${i}px }`)
    .join('\n'),
  '10,000 rules of other elements': numbers(10_000)
    .map((i) => `.c${i % 500} p.x${i} > b { color: red; margin: ${i}px }`)
    .join('\n'),
  '10,000 rules under the pointer': numbers(10_000)
    .map((i) => `p:hover { margin-top: ${i}px }`)
    .join('\n'),
  '2,000 rules of both kinds': numbers(2000)
    .map((i) => `p:hover { top: ${i}px !important } p:active { top: ${i}px } p { top: ${i}px }`)
    .join('\n'),
  '5,000 media queries': numbers(5000)
    .map((i) => `@media (max-width: ${i}px) { p { margin-top: ${i}px } }`)
    .join('\n'),
  'nesting that doubles': `${'.a { & & '.repeat(30)}{}${'}'.repeat(30)}`,
  'nested lists that double': `${'.a, .b { '.repeat(30)}p{color:red}${'}'.repeat(30)}`,
  'rules 100,000 deep': '.a { '.repeat(100_000),
  'media queries 100,000 deep': `${'@media print { '.repeat(100_000)}${'}'.repeat(100_000)}`,
  'a long selector': `${'p '.repeat(50_000)}{ color: red }`,
  'a long list of selectors': `${'p, '.repeat(20_000)}b { color: red }`,
  'brackets 20,000 deep': `${':not('.repeat(20_000)}.a${')'.repeat(20_000)}{ color: red }`,
  'brackets 5,000 deep': `${':not('.repeat(5_000)}p${')'.repeat(5_000)} { color: red }`,
  'brackets 60 deep': `${':not('.repeat(60)}p${')'.repeat(60)} { color: red }`,
  'an unclosed string': 'p { color: "red }',
  'an unclosed address': 'p { background: url( }',
  'an unclosed comment': 'p { color: red } /* ',
  'an unclosed bracket': 'p[a { color: red }',
  'stray brackets': '}}}} p { color: red } ))) ]]',
  'braces alone': '{'.repeat(50_000),
  'null bytes': 'p\0 { color: \0 }',
  'lone surrogates': '.\uD800 { color: \uDC00 }',
  'private-use characters': 'p { color: \uE0000\uE001 } \uE0005\uE001 {}',
  'semicolons alone': ';'.repeat(100_000),
  'at signs alone': '@'.repeat(50_000),
  'quotes alone': '"'.repeat(50_001),
  'variables that double': `:root{${numbers(60)
    .map((i) => `--v${i}: var(--v${i + 1}) var(--v${i + 1})`)
    .join(';')}} p { color: var(--v0) }`,
  'variables in a circle': ':root { --a: var(--b); --b: var(--a) } p { color: var(--a) }',
  'variables 5,000 deep': `p { color: ${'var(--a, '.repeat(5000)}${')'.repeat(5000)} }`,
  'conditions that never end': '{{#if a}} p { color: red } '.repeat(2000),
  '5,000 conditions': '{{#if a}} p { color: red } {{/if}}'.repeat(5000),
};

describe('CSS', () => {
  const body = '<div class="a c1"><p class="a b x1"><b>1</b></p><p>2</p></div>'.repeat(20);
  test.each(Object.entries(CSS))('%s', (_, css) => {
    const { output, codes, took } = inline(`<style>${css}</style>${body}`);
    expect(took).toBeLessThan(MOST_MILLISECONDS);
    expect(output).toContain('</b>');
    // Either it was read, and its element is gone, or something was said.
    expect(codes.length > 0 || !output.includes(`<style>${css}</style>`)).toBe(true);
    expect(inline(body, { css }).codes.length).toBe(codes.length);
  });
});

describe('garbage', () => {
  const fragment = fc.constantFrom(
    ...'< > / " \' = ! - -- & ; : { } ( ) [ ] , . # @ * + ~ > \\ \0 \uD800 \uE000 \uE001 \uE010v1\uE011'.split(' '),
    ...'<p <p> </p> <td class=" <b style=" <b style="color:red"> <br/> <!-- --> <!--[if mso]> <![endif]--> <!doctype'.split(
      ' ',
    ),
    ...'{{ }} {{{ }}} {{#if a}} {{else}} {{/if}} {{#each b}} {{/each}} {{!-- --}} {% if a %} {% endif %} <% %>'.split(
      /(?<=\}|%) | (?=[{<])/,
    ),
    ...'p .a #b [c] :hover ::before :not( :is( @media print @import "x" color:red; !important var(--a) --a:1;'.split(
      ' ',
    ),
    ' ',
    '\n',
  );
  const garbage = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));

  test('alone comes out as it went in', () => {
    fc.assert(
      fc.property(garbage, (html) => {
        fc.pre(!/important/i.test(html));
        expect(inlineCss(html)).toBe(html);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  test('as HTML and as CSS never throws', () => {
    fc.assert(
      fc.property(garbage, garbage, (html, css) => {
        expect(typeof inlineCss(`${html}<style>${css}</style>${html}`, { css, attributes: true })).toBe('string');
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});
