import { describe, expect, test } from 'vitest';
import { MissingDataError } from '../../dist/render/missing-data.js';
import { prepare, UnknownTagError } from '../../dist/render/render.js';

const helpers = {
  initials: (name: string) => name.charAt(0),
};

function fill(html: string, data: object, more: { subject?: string; preheader?: string; text?: string } = {}) {
  return prepare({ subject: '', preheader: '', html, text: '', ...more }, { helpers })(data);
}

function missing(html: string, data: object, more = {}): string[] {
  try {
    fill(html, data, more);
    return [];
  } catch (error) {
    if (error instanceof MissingDataError) return error.paths;
    throw error;
  }
}

test('all that is missing is told at once, sorted, and each path once', () => {
  const parts = { subject: '{{{team}}}', preheader: '{{{week.short}}}', text: '{{{user.name}}}' };
  const data = { agents: [{ name: 'Ada' }, {}], week: {} };
  const template = '{{user.name}}{{#each agents as |a|}}{{a.name}}{{a.calls.[0].time}}{{/each}}{{user.name}}';
  expect(missing(template, data, parts)).toEqual([
    'agents[0].calls[0].time',
    'agents[1].calls[0].time',
    'agents[1].name',
    'team',
    'user.name',
    'week.short',
  ]);
  expect(() => fill('{{b}}{{a}}', {})).toThrow('The data lacks what this email shows:\n  a\n  b');
});

describe('what counts as a use', () => {
  test.each<[string, object, string[]]>([
    ['{{x}}', {}, ['x']],
    ['{{{x}}}', {}, ['x']],
    ['{{x.y}}', { x: null }, ['x.y']],
    ['{{x.[odd key]}}', { x: {} }, ['x["odd key"]']],
    ['{{@root.x}}', {}, ['x']],
    ['{{#each x}}{{/each}}', {}, ['x']],
    ['{{#each x}}{{else}}none{{/each}}', {}, ['x']],
    ['{{#if (gt x 1)}}{{/if}}', {}, ['x']],
    ['{{#if (lt 1 x.y)}}{{/if}}', { x: {} }, ['x.y']],
    ['{{add x 1}}', {}, ['x']],
    ['{{date x "d MMM"}}', {}, ['x']],
    ['{{percent x y}}', { x: 1 }, ['y']],
    ['{{initials x}}', {}, ['x']],
    ['{{initials (initials x)}}', {}, ['x']],
    ['{{x.length}}', {}, ['x']],
    ['{{#if (gt x.length 0)}}{{/if}}', {}, ['x']],
    ['{{or x y}}', {}, ['y']],
    ['{{and x y}}', { x: 1 }, ['y']],
    ['{{choose x y z}}', { x: 1 }, ['y']],
    ['{{default x y}}', {}, ['y']],
    ['{{nullish x y}}', {}, ['y']],
    ['{{safeUrl x}}{{safeCss y}}', {}, ['x', 'y']],
    ['{{lookup map key}}', { map: {}, key: 'a b' }, ['map["a b"]']],
    ['{{#if x}}{{y}}{{/if}}', { x: true }, ['y']],
    ['{{#with x}}{{y}}{{/with}}', { x: { z: 1 } }, ['x.y']],
    ['{{#each x as |value key|}}{{value.y}}{{/each}}', { x: { a: {}, 'b c': {} } }, ['x.a.y', 'x["b c"].y']],
    [
      '{{#each x as |a|}}{{#each a.b as |c|}}{{c.d}}{{@root.e}}{{/each}}{{/each}}',
      { x: [{ b: [{}] }] },
      ['e', 'x[0].b[0].d'],
    ],
    ['{{#each x}}{{../y}}{{y}}{{/each}}', { x: [{}] }, ['x[0].y', 'y']],
    ['{{#x}}{{y}}{{/x}}', { x: [{}, { y: 1 }] }, ['x[0].y']],
  ])('%s with %j', (template, data, paths) => {
    expect(missing(template, data)).toEqual(paths);
  });
});

describe('what does not', () => {
  test.each<[string, object, string]>([
    ['{{#if x}}a{{else if x.y}}b{{else}}c{{/if}}', {}, 'c'],
    ['{{#unless x}}a{{/unless}}', {}, 'a'],
    ['{{#if (and x (or y (not z)))}}a{{else}}b{{/if}}', {}, 'b'],
    ['{{#if (eq x 1)}}a{{else if (ne x.y "b")}}b{{/if}}', {}, 'b'],
    ['{{#if (looseEq x null)}}a{{/if}}{{#if (looseNe x 1)}}b{{/if}}', {}, 'ab'],
    ['{{choose x y "z"}}', {}, 'z'],
    ['{{default x "there"}}, {{nullish x.y "there"}}', {}, 'there, there'],
    ['{{percent (default x 1)}}', {}, '100%'],
    ['{{or x "y"}}{{#if x}}{{z}}{{/if}}', {}, 'y'],
    ['[{{x}}{{{x}}}{{initials y}}]', { x: null, y: 'Ada' }, '[A]'],
    ['{{#each x}}a{{else}}none{{/each}}', { x: null }, 'none'],
    ['{{#each x}}a{{else}}none{{/each}}', { x: [] }, 'none'],
    ['{{#with x}}{{y}}{{else}}none{{/with}}{{#x}}{{y}}{{/x}}{{^x}}none{{/x}}', {}, 'nonenone'],
    ['{{x}} {{y}} {{z}}', { x: 0, y: false, z: '' }, '0 false '],
  ])('%s with %j', (template, data, html) => {
    expect(fill(template, data).html).toBe(html);
  });
});

test('the subject and the preheader are one line of plain text', () => {
  const { subject, preheader } = fill(
    '',
    { x: 'Tom & "Jo"\r\nBcc: all@example.com\u0000\u2028!' },
    {
      subject: ' {{x}} <b> ',
      preheader: '{{{x}}}',
    },
  );
  expect(subject).toBe('Tom & "Jo" Bcc: all@example.com ! <b>');
  expect(preheader).toBe('Tom & "Jo" Bcc: all@example.com !');
});

test('the text is plain as well', () => {
  expect(fill('', { x: '<&>\n' }, { text: '{{x}}{{{x}}}' }).text).toBe('<&>\n<&>\n');
});

test.each([
  ['{{shout x}}', 'there is no helper "shout"'],
  ['{{> part}}', 'Jink has no partials'],
  ['{{#if}}x{{/if}}', '"if" takes one value'],
  ['{{#if x}}', 'a block is never closed'],
])('%s is refused', (template, message) => {
  expect(() => prepare({ subject: '', preheader: '', html: template, text: '' })).toThrow(UnknownTagError);
  expect(() => prepare({ subject: '', preheader: '', html: template, text: '' })).toThrow(message);
});
