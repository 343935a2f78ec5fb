import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { MissingDataError } from '../../dist/render/missing-data.js';
import { registerHelpers } from '../../dist/render/register-helpers.js';
import { prepare } from '../../dist/render/render.js';
import { templateAndData } from '../support/generated-tags.js';

/* Rendering is what Handlebars would have done, wherever nothing is missing. */

const helpers = { shout: (value: unknown) => `${String(value).toUpperCase()}!` };
const handlebars = Handlebars.create();
registerHelpers(handlebars, { helpers });

function withJink(html: string, data: object): string {
  return prepare({ subject: '', preheader: '', html, text: '' }, { helpers })(data).html;
}

function withHandlebars(html: string, data: object): string {
  return handlebars.compile(html)(data);
}

test('generated templates with generated data', { timeout: 120_000 }, () => {
  let compared = 0;
  fc.assert(
    fc.property(templateAndData, ([template, data]) => {
      let own: string;
      try {
        own = withJink(template, data);
      } catch (error) {
        if (error instanceof MissingDataError) return;
        throw error;
      }
      compared++;
      expect(own).toBe(withHandlebars(template, data));
    }),
    { numRuns: 4000, seed: 46, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(2000);
});

const DATA = {
  team: 'A & B',
  zero: 0,
  yes: true,
  no: false,
  none: null,
  name: 'root',
  user: { name: 'Ada', tags: ['x', 'y'], deep: { er: 1 } },
  agents: [
    { name: 'Ada', calls: [{ time: 1 }, { time: 2 }] },
    { name: 'Bo', calls: [] },
  ],
  numbers: [3, 1, 2],
  texts: ['<', '', 'b'],
  map: { a: 1, 'b c': 2 },
  key: 'a',
  'weird key': 'odd',
  empty: [],
  nested: [[1, 2], [3]],
};

describe('what authors write by hand', () => {
  test.each([
    '{{#each agents}}{{this.name}} of {{../team}} {{#each calls}}{{time}}/{{../name}}/{{../../team}} {{/each}}{{/each}}',
    '{{#each agents}}{{@index}} {{@key}} {{@first}} {{@last}} {{#each calls}}{{@../index}}.{{@index}}{{/each}}{{/each}}',
    '{{#each map}}{{@key}}={{this}} {{@index}}{{#unless @last}}, {{/unless}}{{/each}}',
    '{{#each map as |value name|}}{{name}}:{{value}};{{/each}}',
    '{{#each numbers}}{{.}}{{/each}}{{#each texts}}[{{this}}]{{/each}}{{#each texts}}[{{{this}}}]{{/each}}',
    '{{#each nested}}({{#each this}}{{this}}{{/each}}){{/each}}',
    '{{#each nested as |row|}}{{row.[0]}}{{row.length}}{{/each}}',
    '{{#with user}}{{name}} {{../name}} {{@root.team}}{{/with}}{{#with none}}x{{else}}no{{/with}}{{#with zero}}0 is {{this}}{{/with}}',
    '{{#with user as |u|}}{{u.name}} {{#with u.deep as |d|}}{{d.er}}{{u.name}}{{../name}}{{/with}}{{/with}}',
    '{{lookup map key}} {{lookup map "b c"}} {{lookup numbers 1}} {{#with (lookup agents 1)}}{{name}}{{/with}}',
    '{{#if (lookup map "nothing")}}x{{else}}none{{/if}}',
    '{{! a comment }}a{{!-- {{name}} --}}b',
    'a\n{{! alone on its line }}\nb\n  {{#if yes}}\n  c\n  {{/if}}\nd',
    'a  {{~name~}}  b {{~#if yes~}} c {{~else~}} d {{~/if~}} e',
    '{ {{~name}} }',
    '\\{{name}} \\\\{{name}}',
    '{{[weird key]}} {{user.[name]}} {{this.[weird key]}} {{@root.[weird key]}}',
    '{{user/name}} {{./name}} {{this/user/name}}',
    '{{#if zero}}x{{else}}0{{/if}}{{#if zero includeZero=true}}zero{{/if}}{{#if empty}}x{{else}}empty{{/if}}',
    '{{#unless no}}a{{else}}b{{/unless}}{{^if no}}c{{/if}}{{#if no}}{{else if none}}{{else if yes}}d{{/if}}',
    '{{#user}}{{name}}{{/user}}{{#agents}}{{name}} {{@index}}{{#unless @last}},{{/unless}}{{/agents}}{{^empty}}none{{/empty}}',
    '{{#yes}}{{name}}{{/yes}}{{#no}}x{{else}}not{{/no}}{{#nothing}}x{{/nothing}}{{^nothing}}nothing{{/nothing}}{{#zero}}{{this}}{{/zero}}',
    '{{{{raw}}}} {{name}} {{{{/raw}}}}|{{{{yes}}}} {{name}} {{{{/yes}}}}',
    '{{{team}}} {{&team}} {{team}}',
    '{{no}} {{yes}} {{zero}} {{none}} {{numbers}} {{user.tags}} {{user}}',
    '{{#each agents as |agent i|}}{{#each agent.calls as |call j|}}{{i}}{{j}}{{agent.name}}{{call.time}}{{else}}none of {{agent.name}}{{/each}}{{/each}}',
    '{{#each agents as |name|}}{{name.name}}{{this.name}}{{./name}}{{/each}}',
    '{{name.length}} {{agents.length}} {{user.tags.[1]}}',
    '{{"name"}} {{concat "a" 1 true null name}}',
    '{{#each none}}x{{else}}y{{/each}}{{#each team}}x{{else}}text{{/each}}{{#each zero}}x{{else}}number{{/each}}',
    '{{choose (gt (add zero 1) 0) "a" "b"}}{{#if (and yes (or no zero (eq name "root")))}}so{{/if}}',
    '{% if x %} *|NAME|* %%x%% <%= y %>',
  ])('%s', (template) => {
    expect(withJink(template, DATA)).toBe(withHandlebars(template, DATA));
  });
});

test('a template without data', () => {
  expect(withJink('', {})).toBe('');
  expect(withJink('<p>so</p>\n', {})).toBe('<p>so</p>\n');
});
