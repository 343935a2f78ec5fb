import { describe, expect, test } from 'vitest';
import { checkHandlebars } from '../../dist/render/check-tags.js';
import { knownNames } from '../../dist/render/generate-program.js';

const known = knownNames(['shout']);

function told(text: string): string[] {
  return checkHandlebars(text, known).map(({ kind, message, suggestion, offset }) => {
    const near = suggestion ? `, ${suggestion}?` : '';
    return `${kind} at ${JSON.stringify(text.slice(offset, offset + 8))}: ${message}${near}`;
  });
}

describe('what Jink cannot fill in, and where it stands', () => {
  test.each([
    ['a\r\nb {{shuot x}}', 'unknown-helper at "{{shuot ": there is no helper "shuot", shout?'],
    ['{{#if (big x)}}{{/if}}', 'unknown-helper at "{{#if (b": there is no helper "big"'],
    ['{{#wtih x}}{{/wtih}}', 'unknown-helper at "{{#wtih ": there is no helper "wtih", with?'],
    ['{{#if x}}\n  {{> part}}{{/if}}', 'unsupported at "{{> part": Jink has no partials'],
    ['{{#> layout}}x{{/layout}}', 'unsupported at "{{#> lay": Jink has no partials'],
    ['{{#*inline "x"}}y{{/inline}}', 'unsupported at "{{#*inli": Jink has no inline partials or decorators'],
    ['{{#each x as |a b c|}}{{/each}}', 'unsupported at "{{#each ": "each" gives no such name between the bars'],
    ['{{#if x y}}{{/if}}', 'unsupported at "{{#if x ": "if" takes one value'],
    ['{{#each x limit=2}}{{/each}}', 'unsupported at "{{#each ": "each" has no option "limit"'],
    ['{{#date x}}{{/date}}', 'unsupported at "{{#date ": "date" is not a block'],
    ['{{date x format="d"}}', `unsupported at "{{date x": Jink's helpers take values, not options such as format=`],
    ['{{each x}}', 'unsupported at "{{each x": "each" is a block: {{#each …}}'],
    ['{{@level}}', 'unsupported at "{{@level": "@level" is not known'],
    ['{{user.format x}}', 'unknown-helper at "{{user.f": there is no helper "user.format"'],
    ['text\n{{#if x}}', 'syntax at "{{#if x}": a block is never closed'],
    ['{{/if}}', 'syntax at "{{/if}}": a block is closed that was never opened'],
    ['a {{x', 'syntax at "{{x": this tag is not Handlebars'],
    ['a {{x y} z', 'syntax at "{{x y} z": this tag is not Handlebars'],
    ['{{#if x}}\n{{/each}}', 'syntax at "{{#if x}": "if" is closed by "each"'],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual([expected]);
  });
});

test('all of it is told at once, unless the tags cannot be read', () => {
  expect(told('{{a b}}{{#if x}}{{c d}}{{else}}{{> e}}{{/if}}')).toHaveLength(3);
});

test.each([
  '',
  'no tags, { { }}',
  '{{name}} {{a.b.[c d]}} {{shout name}} {{date x "d"}}',
  '{{#section}}x{{/section}}{{^section}}y{{/section}}',
  '{{#if x includeZero=true}}{{/if}}',
  '{{{{raw}}}} {{> x}} {{{{/raw}}}}',
  '{{! {{> x}} }}{{!-- {{a b}} --}}',
  '\\{{a b}}',
  '*|NAME|* {% if x %} %%name%%',
])('%s is fine', (text) => {
  expect(told(text)).toEqual([]);
});
