import { expect, test } from 'vitest';
import { openProject } from '../dist/tasks/project.js';
import { temporaryProject } from './support/project.js';

/* Templates share the trees and the code of the files that they include and extend: none may find another one's in them. */

const FILES = {
  'templates/_parts/base.pug':
    "- const color = 'red'\nhtml\n  head\n    title\n      block title\n        | Base\n  body\n    block body\n      p Nothing\n    include foot\n",
  'templates/_parts/middle.pug':
    'extends base\nblock title\n  | Middle\nblock body\n  h1= heading\n  case heading\n    when "One"\n      p.first First\n    default\n      include other\n  block inner\n    p Inner\n',
  'templates/_parts/other.pug': 'p.other Other\n',
  'templates/_parts/foot.pug':
    '+row\n  +columns(12)\n    if last\n      p Last\n    else\n      p(style={ color }) Foot\n',
  'templates/_parts/frame.pug': '.frame\n  p Before\n  yield\n  p After\n',
  'templates/_parts/tail.pug': 'div\n  p Deep\n',
  'templates/_parts/blocks.pug': 'block inner\n  p From a file\n',
  'templates/one.pug': 'extends _parts/middle\nappend inner\n  p Appended\n',
  'templates/two.pug': 'extends _parts/middle\nblock title\n  | Two\nblock inner\n  p Replaced\n',
  'templates/three.pug': 'extends _parts/middle\nprepend inner\n  p Prepended\n',
  'templates/four.pug': 'extends _parts/middle\ninclude _parts/blocks\n',
  'templates/five.pug':
    '+container\n  include _parts/frame\n    p Indented\n  include _parts/tail\n    p Indented deeper\n',
  'templates/six.pug': '+container\n  include _parts/frame\n  include _parts/tail\n  include _parts/foot\n',
  'templates/seven.pug':
    'mixin row\n  .own\n    block\nmixin columns(width)\n  .mine= width\n    block\n+container\n  include _parts/foot\n',
  'templates/eight.pug': 'extends _parts/base\nblock title\n  include _parts/other\n',
};

const DATA = { heading: 'One', last: false, color: 'blue' };

function projectOf(files: Record<string, string>): string {
  return temporaryProject({ ...FILES, ...files });
}

async function compileIn(root: string, names: string[]): Promise<Map<string, unknown>> {
  const project = await openProject({ root });
  const results = new Map<string, unknown>();
  for (const name of names) {
    const { html, text, subject, dependencies, diagnostics, sourceAt } = await project.compile(name, { data: DATA });
    const places = [...html.matchAll(/<\w/g)].map(({ index }) => sourceAt(index));
    results.set(name, { html, text, subject, dependencies, diagnostics, places });
  }
  return results;
}

const NAMES = Object.keys(FILES).flatMap((file) => /^templates\/(\w+)\.pug$/.exec(file)?.[1] ?? []);

test('a template comes out the same alone and among others, in whatever order', async () => {
  const root = projectOf({});
  const forth = await compileIn(root, [...NAMES, ...NAMES]);
  const back = await compileIn(root, NAMES.toReversed());
  for (const name of NAMES) {
    const alone = (await compileIn(root, [name])).get(name);
    expect(forth.get(name)).toEqual(alone);
    expect(back.get(name)).toEqual(alone);
  }
});

test('what is linked stands where Pug puts it', async () => {
  const results = (await compileIn(projectOf({}), NAMES)) as Map<string, { html: string; subject: string }>;
  const words = (name: string) => results.get(name)!.html.match(/(?<=<(?:p|h1)[^>]*>)[\w ]+/g);
  expect(words('one')).toEqual(['One', 'First', 'Inner', 'Appended', 'Foot']);
  expect(words('two')).toEqual(['One', 'First', 'Replaced', 'Foot']);
  expect(words('three')).toEqual(['One', 'First', 'Prepended', 'Inner', 'Foot']);
  expect(words('four')).toEqual(['One', 'First', 'From a file', 'Foot']);
  expect(words('five')).toEqual(['Before', 'Indented', 'After', 'Deep', 'Indented deeper']);
  expect(words('six')).toEqual(['Before', 'After', 'Deep', 'Foot']);
  expect(words('seven')).toEqual(['Foot']);
  expect(['one', 'two'].map((name) => results.get(name)!.subject)).toEqual(['Middle', 'Two']);
  expect(results.get('one')!.html).toMatch(/^<!doctype html>/i);
  expect(results.get('seven')!.html).toContain('class="mine"');
});

test('an alias in a shared file is what it stands for, unless a template has a mixin of that name', async () => {
  const root = projectOf({
    'templates/_parts/foot.pug': '+row\n  +column(12)\n    p Full\n',
    'templates/seven.pug': 'mixin column(width)\n  .own\n    block\n+container\n  include _parts/foot\n',
  });
  const results = (await compileIn(root, ['six', 'seven', 'six'])) as Map<string, { html: string }>;
  expect(results.get('six')!.html).not.toContain('class="own"');
  expect(results.get('six')!.html).toContain('Full');
  expect(results.get('seven')!.html).toContain('class="own"');
});
