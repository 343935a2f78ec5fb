import { describe, expect, test } from 'vitest';
import type { Config } from '../../dist/model/config.js';
import { RULES } from '../../dist/rules/index.js';
import { checkProject } from '../../dist/tasks/check.js';
import { openProject } from '../../dist/tasks/project.js';
import { temporaryProject } from '../support/project.js';

/** Severities, limits, overrides for single templates, and exceptions. */
const START = "+preheader('What happened this week, in four figures and one quotation.')\n";

async function check(
  files: Record<string, string>,
  config: Config = {},
  only?: { names?: string[]; scenario?: string },
) {
  const root = temporaryProject({ 'jink.config.json': JSON.stringify(config), ...files });
  const project = await openProject({ root });
  expect(project.configDiagnostics).toEqual([]);
  const { diagnostics } = await checkProject(project, { rules: RULES, ...only });
  return diagnostics.map(
    ({ code, severity, place }) => `${severity} ${code} ${place?.file.replace('templates/', '')}:${place?.line}`,
  );
}

const SMALL = { 'templates/a.pug': `${START}p(style="font-size: 11px") Hello` };

describe('severity', () => {
  test.each([
    [{}, ['warning small-text a.pug:2']],
    [{ rules: { 'small-text': 'off' } }, []],
    [{ rules: { 'small-text': 'error' } }, ['error small-text a.pug:2']],
    [{ rules: { 'small-text': { severity: 'info' } } }, ['info small-text a.pug:2']],
    [{ rules: { 'small-text': { pixels: 10 } } }, []],
    [{ rules: { 'small-text': { pixels: 14, severity: 'error' } } }, ['error small-text a.pug:2']],
    [{ templates: { a: { rules: { 'small-text': 'off' } } } }, []],
    [
      { rules: { 'small-text': 'off' }, templates: { a: { rules: { 'small-text': 'error' } } } },
      ['error small-text a.pug:2'],
    ],
  ] as [Config, string[]][])('%j', async (config, expected) => {
    expect(await check(SMALL, config)).toEqual(expected);
  });

  test('of what the compiler says can be set, too', async () => {
    const files = { 'templates/a.pug': `${START}+container\n  +row\n    +columns(6)\n      p Hello` };
    expect(await check(files)).toEqual(['warning columns-sum a.pug:3']);
    expect(await check(files, { rules: { 'columns-sum': 'error' } })).toEqual(['error columns-sum a.pug:3']);
    expect(await check(files, { rules: { 'columns-sum': 'off' } })).toEqual([]);
  });

  test('an override is for its template alone', async () => {
    const files = { ...SMALL, 'templates/b.pug': SMALL['templates/a.pug'] };
    expect(await check(files, { templates: { a: { rules: { 'small-text': 'off' } } } })).toEqual([
      'warning small-text b.pug:2',
    ]);
  });
});

describe('exceptions', () => {
  const small = (comment: string) => ({ 'templates/a.pug': `${START}${comment}\np(style="font-size: 9px") Hello` });

  test.each([
    ['//- jink-disable-next-line small-text: the law wants it small', []],
    ['//- jink-disable-next-line small-text, contrast: the law wants it small', ['warning unused-exception a.pug:2']],
    [
      '//- jink-disable-next-line contrast: wrong rule',
      ['warning small-text a.pug:3', 'warning unused-exception a.pug:2'],
    ],
    ['//- jink-disable-next-line small-text', ['warning small-text a.pug:3', 'error exception-without-reason a.pug:2']],
    ['//- jink-disable-next-line small-text: a reason\n\n', []],
    [
      '//- jink-disable-next-line contrast: none\n//- jink-disable-next-line small-text: yes',
      ['warning unused-exception a.pug:2'],
    ],
  ])('%s', async (comment, expected) => {
    expect(await check(small(comment))).toEqual(expected);
  });

  test('hold for a tag over several lines', async () => {
    const pug = `${START}//- jink-disable-next-line placeholder-href: filled in by hand\na(\n  class="lead"\n  href="#"\n) Open it`;
    expect(await check({ 'templates/a.pug': pug }, { rules: { contrast: 'off' } })).toEqual([]);
  });

  test.each([
    ['a block of text', 'p(style="font-size: 9px").\n  one\n\n  two\np(style="font-size: 9px") three', 7],
    ['lines of text', 'p(style="font-size: 9px")\n  | one\n  | two\n  b four', 6],
    ['a sentence that ends with a dot', 'p(style="font-size: 9px") one.\n  b two', 4],
  ])('hold for %s below a tag, not for tags in it', async (_, below, line) => {
    const pug = `${START}//- jink-disable-next-line small-text: the law wants it small\n${below}`;
    expect(await check({ 'templates/a.pug': pug })).toEqual([`warning small-text a.pug:${line}`]);
  });

  test('hold for what a call of a mixin brings about', async () => {
    const files = {
      'templates/a.pug': `${START}//- jink-disable-next-line small-text: the seal is small\n+seal\n+seal`,
      'mixins/seal.pug': 'mixin seal\n  p(style="font-size: 9px") Sealed',
    };
    expect(await check(files)).toEqual(['warning small-text mixins/seal.pug:2']);
  });

  test('hold in a mixin for all of its calls, in Sass, in CSS and in HTML', async () => {
    expect(
      await check({
        'templates/a.pug': `${START}+seal\n+seal`,
        'mixins/seal.pug':
          'mixin seal\n  //- jink-disable-next-line small-text: the seal is small\n  p(style="font-size: 9px") Sealed',
      }),
    ).toEqual([]);
    expect(
      await check({
        'templates/a.pug': `${START}div.box Hello`,
        'styles/email.scss':
          "@use 'jink';\n.box {\n  // jink-disable-next-line word-box-model: Outlook may do without\n  padding: 20px;\n}\n",
      }),
    ).toEqual([]);
    expect(
      await check(
        {
          'templates/a.html':
            '<div class="preheader">What happened this week, in four figures and one quotation.</div>\n<!-- jink-disable-next-line placeholder-href: filled in by hand -->\n<a href="#" style="color:#000000">Open it</a>\n',
        },
        { rules: { contrast: 'off' } },
      ),
    ).toEqual([]);
  });

  test('above the first line hold for the email as a whole', async () => {
    const pug = '//- jink-disable-next-line preheader: a reply needs none\np Hello';
    expect(await check({ 'templates/a.pug': pug })).toEqual([]);
  });

  test('of a file that others share are not called unused by a check of some', async () => {
    const files = {
      'templates/a.pug': `${START}+seal('Hello')`,
      'templates/b.pug': `${START}+seal('')`,
      'mixins/seal.pug':
        'mixin seal(text)\n  //- jink-disable-next-line small-text: the seal is small\n  p(style="font-size: 9px")= text\n  p End',
    };
    expect(await check(files)).toEqual([]);
    expect(await check(files, {}, { names: ['b'] })).toEqual([]);
  });
});

test('a mistake in a file that several templates share is told once', async () => {
  const files = {
    'templates/a.pug': `${START}+seal`,
    'templates/b.pug': `${START}+seal`,
    'mixins/seal.pug': 'mixin seal\n  p(style="font-size: 9px") Sealed',
  };
  expect(await check(files)).toEqual(['warning small-text mixins/seal.pug:2']);
});

test('what a loop writes, with other data in each scenario, is told once for its line', async () => {
  const files = {
    'templates/a.pug': `${START}each name in names\n  p(style="color: #aaaaaa")= name\n  a(href="http://" + name) Open #{name}`,
    'templates/a.json': '{"names":["ada.example","grace.example"]}',
    'templates/a.other.json': '{"names":["alan.example"]}',
  };
  const found = await check(files, { rules: { 'link-text': 'off' } });
  expect(found.filter((each) => !each.includes('a.pug:4'))).toEqual(['error contrast a.pug:3']);
  expect(found.filter((each) => each.includes('insecure-http'))).toEqual(['warning insecure-http a.pug:4']);
});

test('one scenario alone', async () => {
  const files = {
    'templates/a.pug': `${START}if late\n  a(href="#") Open it\nelse\n  p Hello`,
    'templates/a.json': '{"late":false}',
    'templates/a.late.json': '{"late":true}',
  };
  const config = { rules: { contrast: 'off' } } as const;
  expect(await check(files, config, { scenario: 'late' })).toEqual(['error placeholder-href a.pug:3']);
  expect(await check(files, config, { scenario: 'default' })).toEqual([]);
  const others = { ...files, 'templates/b.pug': `${START}p Hello` };
  expect(await check(others, config, { scenario: 'late' })).toEqual(['error placeholder-href a.pug:3']);
  expect(await check(others, config, { scenario: 'lat' })).toContain('error unknown-scenario undefined:undefined');
});
