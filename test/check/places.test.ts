import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { RULES } from '../../dist/rules/index.js';
import { checkProject } from '../../dist/tasks/check.js';
import { openProject } from '../../dist/tasks/project.js';
import { temporaryFolder, writeFiles } from '../support/project.js';

/**
 * Where findings point: `«` stands in each project where the finding must be, and `‹` where the mixin was called that
 * led there, if one was.
 */
interface Case {
  name: string;
  code: string;
  /** `templates/a.pug` when it is one text. */
  files: string | Record<string, string>;
}

const EMPTY_LINK = 'a(«href="#") Open the page';
const page = (body: string, subject = 'Hello') =>
  `extends jink/layout\nblock subject\n  | ${subject}\nblock body\n${body}`;

const CASES: Case[] = [
  // Tags and texts
  { name: 'an attribute of a tag', code: 'placeholder-href', files: EMPTY_LINK },
  { name: 'a tag', code: 'img-alt', files: 'p Hello\n«img(src="https://example.com/a.png" width=9)' },
  { name: 'a tag within a line', code: 'img-alt', files: 'p Hello #[«img(src="https://example.com/a.png" width=9)]' },
  { name: 'a tag after a colon', code: 'placeholder-href', files: 'p: a(«href="#") Open it' },
  {
    name: 'an attribute on a line of its own',
    code: 'placeholder-href',
    files: 'p Hello\na(\n  class="lead"\n  «href="#"\n) Open it',
  },
  { name: 'a class written with a dot', code: 'unstyled-class', files: 'p Hello\np«.laed Hello' },
  { name: 'text on the line of its tag', code: 'unresolved-merge-tag', files: 'p Hello «{{name}}' },
  { name: 'text after a bar', code: 'unresolved-merge-tag', files: 'p\n  | Hello\n  | dear «{{name}}' },
  { name: 'text of a block', code: 'unresolved-merge-tag', files: 'p.\n  Hello\n  dear «{{name}}' },
  { name: 'text after an inner tag', code: 'unresolved-merge-tag', files: 'p Hello #[b you], «{{name}}' },
  {
    name: 'text after an interpolation',
    code: 'unresolved-merge-tag',
    files: "- const who = 'you'\np Hello #{who}, «{{name}}",
  },
  {
    name: 'what an interpolation writes',
    code: 'unresolved-merge-tag',
    files: "- const who = '{{' + 'name}}'\np Hello «#{who}",
  },
  { name: 'what a tag’s code writes', code: 'unresolved-merge-tag', files: "- const who = '{{' + 'name}}'\np«= who" },
  {
    name: 'what a line of code writes',
    code: 'unresolved-merge-tag',
    files: "- const who = '{{' + 'name}}'\np\n  | Hello\n  «= who",
  },
  { name: 'unescaped code', code: 'unresolved-merge-tag', files: "- const who = '{{' + 'name}}'\np\n  «!= who" },
  { name: 'the second of two same texts', code: 'small-text', files: 'p Hello\np(style="font-size: 9px") «Hello' },
  { name: 'text that Pug decodes nothing of', code: 'contrast', files: 'p(style="color: #bbbbbb") «R&amp;D Hello' },
  // HTML in Pug
  {
    name: 'a tag of HTML',
    code: 'img-alt',
    files: 'p Hello\n| <b>See</b> «<img src="https://example.com/a.png" width="9">',
  },
  { name: 'an attribute of HTML', code: 'placeholder-href', files: '<p>Hello</p>\n<a «href="#">Open it</a>' },
  { name: 'text of HTML', code: 'unresolved-merge-tag', files: '<p>Hello «{{name}}</p>' },
  { name: 'a comment of HTML', code: 'unclosed-mso-comment', files: 'p Hello\n| «<!--[if mso]>\np For all' },
  {
    name: 'in a conditional comment',
    code: 'mso-branch-html',
    files: 'p Hello\n| <!--[if mso]><p>For «<b>Outlook</p><![endif]-->',
  },
  { name: 'in +outlook', code: 'placeholder-href', files: '+outlook\n  a(«href="#") Open it' },
  { name: 'in +notOutlook', code: 'placeholder-href', files: '+notOutlook\n  p Hello\n  a(«href="#") Open it' },
  // Mixins
  {
    name: 'in the block of Jink’s mixin',
    code: 'placeholder-href',
    files: '+container\n  +row\n    +columns(12)\n      a(«href="#") Open it',
  },
  {
    name: 'text in the block of Jink’s mixin',
    code: 'unresolved-merge-tag',
    files: '+panel\n  p\n    | Hello «{{name}}',
  },
  {
    name: 'an argument of Jink’s mixin',
    code: 'img-alt-filename',
    files: "p Hello\n«+image('https://example.com/a.png', 'a.png')(width=9)",
  },
  {
    name: 'an attribute given to Jink’s mixin',
    code: 'placeholder-href',
    files: "p Hello\n+button('Open it')(«href='#')",
  },
  {
    name: 'a class given to Jink’s mixin',
    code: 'unstyled-class',
    files: '+row\n  +columns(12)(«class="pannel")\n    p Hello',
  },
  {
    name: 'a style given to Jink’s mixin',
    code: 'color-alpha',
    files: '+panel(style="«color: rgba(0, 0, 0, .5)")\n  p Hello',
  },
  {
    name: 'in a mixin of the project',
    code: 'placeholder-href',
    files: { 'templates/a.pug': 'p Hello\n‹+more', 'mixins/more.pug': 'mixin more\n  p\n    a(«href="#") Open it' },
  },
  {
    name: 'text in a mixin of the project',
    code: 'unresolved-merge-tag',
    files: { 'templates/a.pug': 'p Hello\n‹+more', 'mixins/more.pug': 'mixin more\n  p Dear «{{name}}' },
  },
  {
    name: 'in a mixin that a mixin calls',
    code: 'placeholder-href',
    files: {
      'templates/a.pug': '+outer',
      'mixins/outer.pug': 'mixin outer\n  p\n    ‹+inner',
      'mixins/inner.pug': 'mixin inner\n  a(«href="#") Open it',
    },
  },
  {
    name: 'in the block of a mixin of the project',
    code: 'placeholder-href',
    files: { 'templates/a.pug': '+frame\n  a(«href="#") Open it', 'mixins/frame.pug': 'mixin frame\n  div\n    block' },
  },
  {
    name: 'text in the block of a mixin of the project',
    code: 'unresolved-merge-tag',
    files: { 'templates/a.pug': '+frame\n  | Hello «{{name}}', 'mixins/frame.pug': 'mixin frame\n  div\n    block' },
  },
  {
    name: 'in a mixin of the template',
    code: 'placeholder-href',
    files: 'mixin more\n  a(«href="#") Open it\np Hello\n‹+more',
  },
  {
    name: 'in a mixin of an include',
    code: 'placeholder-href',
    files: {
      'templates/a.pug': 'include _parts\n‹+more',
      'templates/_parts.pug': 'mixin more\n  a(«href="#") Open it',
    },
  },
  // Loops and conditions
  { name: 'in a loop', code: 'placeholder-href', files: 'each n in [1, 2]\n  p\n    a(«href="#") Open page #{n}' },
  { name: 'text in a loop', code: 'unresolved-merge-tag', files: 'each n in [1, 2]\n  p Page #{n} of «{{name}}' },
  { name: 'in a branch', code: 'placeholder-href', files: 'if 1 > 2\n  p Hello\nelse\n  a(«href="#") Open it' },
  {
    name: 'text in a case',
    code: 'unresolved-merge-tag',
    files: 'case 2\n  when 1\n    p {{one}}\n  when 2\n    p Hello «{{name}}',
  },
  {
    name: 'in the scenario that has it',
    code: 'placeholder-href',
    files: {
      'templates/a.pug': 'if late\n  a(«href="#") Open it\nelse\n  p Hello',
      'templates/a.json': '{"late":false}',
      'templates/a.late.json': '{"late":true}',
    },
  },
  // Layouts, blocks and includes
  { name: 'in a block of Jink’s layout', code: 'placeholder-href', files: page('  a(«href="#") Open it') },
  {
    name: 'the subject',
    code: 'subject-length',
    files: page('  p Hello', '«All that happened in support between Monday the 9th and Sunday the 15th'),
  },
  {
    name: 'in a layout of the project',
    code: 'placeholder-href',
    files: {
      'templates/a.pug': 'extends _layout\nblock content\n  p Hello',
      'templates/_layout.pug': 'doctype html\nhtml(lang="en")\n  body\n    block content\n    a(«href="#") Open it',
    },
  },
  {
    name: 'in a block of a layout of the project',
    code: 'unresolved-merge-tag',
    files: {
      'templates/a.pug': 'extends _layout\nblock content\n  p Hello «{{name}}',
      'templates/_layout.pug': 'doctype html\nhtml(lang="en")\n  body\n    block content',
    },
  },
  {
    name: 'in a block that is appended',
    code: 'placeholder-href',
    files: {
      'templates/a.pug': 'extends _layout\nappend content\n  a(«href="#") Open it',
      'templates/_layout.pug': 'doctype html\nhtml(lang="en")\n  body\n    block content\n      p Hello',
    },
  },
  {
    name: 'in an include',
    code: 'placeholder-href',
    files: {
      'templates/a.pug': 'p Hello\ninclude _parts/foot',
      'templates/_parts/foot.pug': 'p\n  a(«href="#") Open it',
    },
  },
  {
    name: 'text in an include',
    code: 'unresolved-merge-tag',
    files: { 'templates/a.pug': 'p Hello\ninclude _parts/foot', 'templates/_parts/foot.pug': 'p\n  | Dear «{{name}}' },
  },
  {
    name: 'in an include of HTML',
    code: 'img-alt',
    files: {
      'templates/a.pug': 'p Hello\ninclude _parts/foot.html',
      'templates/_parts/foot.html': '<p>\n  «<img src="https://example.com/a.png" width="9">\n</p>\n',
    },
  },
  {
    name: 'in an include in a loop',
    code: 'placeholder-href',
    files: {
      'templates/a.pug': 'each n in [1, 2]\n  include _parts/foot',
      'templates/_parts/foot.pug': 'p\n  a(«href="#") Open it',
    },
  },
  // Templates in HTML
  {
    name: 'a tag of a template in HTML',
    code: 'img-alt',
    files: { 'templates/a.html': '<p>Hello</p>\n<p>«<img src="https://example.com/a.png" width="9"></p>\n' },
  },
  {
    name: 'an attribute of a template in HTML',
    code: 'placeholder-href',
    files: { 'templates/a.html': '<p>Hello</p>\n<a class="lead"\n  «href="#">Open it</a>\n' },
  },
  {
    name: 'text of a template in HTML',
    code: 'unresolved-merge-tag',
    files: { 'templates/a.html': '<p>Hello</p>\n<p>\n  Dear «{{name}},</p>\n' },
  },
  {
    name: 'a comment of a template in HTML',
    code: 'unclosed-mso-comment',
    files: { 'templates/a.html': '<p>Hello</p>\n«<!--[if mso]>\n<p>For all</p>\n' },
  },
  // Styles
  {
    name: 'a declaration of the stylesheet',
    code: 'unsupported-css',
    files: {
      'templates/a.pug': 'p Hello',
      'styles/email.scss':
        "@use 'jink' with ($primary: #0b6b57);\n\np {\n  color: #333333;\n  «text-shadow: 0 1px 0 #ffffff;\n}\n",
    },
  },
  {
    name: 'a declaration of a partial',
    code: 'unsupported-css',
    files: {
      'templates/a.pug': 'p Hello',
      'styles/email.scss': "@use 'jink' with ($primary: #0b6b57);\n@use 'parts';\n",
      'styles/_parts.scss': '// Parts\np {\n  «text-shadow: 0 1px 0 #ffffff;\n}\n',
    },
  },
  {
    name: 'a declaration that a Sass mixin makes',
    code: 'unsupported-css',
    files: {
      'templates/a.pug': 'p Hello',
      'styles/email.scss':
        "@use 'jink' with ($primary: #0b6b57);\n@mixin shade {\n  «text-shadow: 0 1px 0 #ffffff;\n}\np {\n  @include shade;\n}\n",
    },
  },
  {
    name: 'a nested rule of Sass',
    code: 'unsupported-css',
    files: {
      'templates/a.pug': 'div\n  p Hello',
      'styles/email.scss':
        "@use 'jink' with ($primary: #0b6b57);\ndiv {\n  p {\n    «text-shadow: 0 1px 0 #ffffff;\n  }\n}\n",
    },
  },
  {
    name: 'the template’s own stylesheet',
    code: 'unsupported-css',
    files: { 'templates/a.pug': 'p Hello', 'templates/a.scss': 'p {\n  «text-shadow: 0 1px 0 #ffffff;\n}\n' },
  },
  {
    name: 'a media query of Sass',
    code: 'unsupported-media',
    files: {
      'templates/a.pug': 'p Hello',
      'styles/email.scss':
        "@use 'jink' with ($primary: #0b6b57);\n«@supports (display: grid) {\n  p { color: #eeeeee; }\n}\n",
    },
  },
  {
    name: 'a selector that stays in the head',
    code: 'chained-selector',
    files: {
      'templates/a.pug': 'p.lead.note Hello',
      'styles/email.scss':
        "@use 'jink' with ($primary: #0b6b57);\n.note { color: #333333; }\n@media (max-width: 600px) {\n  «.lead.note { color: #333333; }\n}\n",
    },
  },
  {
    name: 'a rule that gives padding',
    code: 'word-box-model',
    files: {
      'templates/a.pug': 'div.box Hello',
      'styles/email.scss': "@use 'jink' with ($primary: #0b6b57);\n.box {\n  «padding: 20px;\n}\n",
    },
  },
  {
    name: 'a style element in Pug',
    code: 'unsupported-css',
    files: 'style.\n  .a { color: #333333 }\n  .b { «text-shadow: 0 1px 0 #ffffff }\np.b Hello',
  },
  {
    name: 'a style attribute',
    code: 'unsupported-css',
    files: 'p Hello\np(style="color: #333333; «text-shadow: 0 1px 0 #ffffff") Hello',
  },
  {
    name: 'a style attribute as an object',
    code: 'unsupported-css',
    files: "p Hello\np(style={ '«text-shadow': '0 1px 0 #ffffff' }) Hello",
  },
  {
    name: 'a style attribute in a mixin',
    code: 'unsupported-css',
    files: {
      'templates/a.pug': 'p Hello\n‹+more',
      'mixins/more.pug': 'mixin more\n  p(style="«text-shadow: 0 1px 0 #ffffff") Hello',
    },
  },
  // Data
  {
    name: 'a name that the data lacks',
    code: 'unknown-variable',
    files: { 'templates/a.pug': 'p Hello\np Dear #{«agent.nmae}', 'templates/a.json': '{"agent":{"name":"Ada"}}' },
  },
  {
    name: 'data that nobody asks for',
    code: 'unused-variable',
    files: { 'templates/a.pug': 'p Hello #{name}', 'templates/a.json': '{\n  "name": "Ada",\n  «"phone": "555"\n}' },
  },
  // The email as a whole
  { name: 'the email as a whole', code: 'preheader', files: '//- A comment\n«p Hello' },
];

const home = temporaryFolder();
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('there are enough of them', () => {
  expect(CASES.length).toBeGreaterThan(60);
});

describe('findings point at', () => {
  test.each(CASES.map((each, i) => ({ ...each, i })))('$name ($code)', async ({ code, files, i }) => {
    const root = join(home, String(i));
    const written = typeof files === 'string' ? { 'templates/a.pug': files } : files;
    const marked = (mark: string) =>
      Object.entries(written).flatMap(([file, text]) => {
        const before = text.replace(mark === '«' ? /‹/g : /«/g, '').split(mark);
        if (before.length === 1) return [];
        const lines = before[0]!.split('\n');
        return [`${file}:${lines.length}:${lines.at(-1)!.length + 1}`];
      });
    writeFiles(
      root,
      Object.fromEntries(Object.entries(written).map(([file, text]) => [file, text.replace(/[«‹]/g, '')])),
    );
    const project = await openProject({ root });
    const { diagnostics } = await checkProject(project, { rules: RULES });
    const found = diagnostics.filter((diagnostic) => diagnostic.code === code);
    const show = (at: { file: string; line: number; column: number }) => `${at.file}:${at.line}:${at.column}`;
    expect(
      found.map(({ place }) => place && show(place)),
      JSON.stringify(diagnostics),
    ).toEqual(marked('«'));
    const call = marked('‹');
    if (call.length) expect(found[0]!.trail?.map(show)).toContain(call[0]);
    else expect(found[0]!.trail ?? []).toEqual([]);
  });
});
