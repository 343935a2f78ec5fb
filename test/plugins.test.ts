import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { jink } from './support/jink.js';
import { temporaryProject } from './support/project.js';

/** The files of the guide, as it gives them. */
const guide = readFileSync(fileURLToPath(new URL('../docs/plugins.md', import.meta.url)), 'utf8');
const files = Object.fromEntries(
  [...guide.matchAll(/^```(?:js|pug)\n\/\/-? (\S+)\n([\s\S]*?)^```$/gm)].map(([, name, text]) => [name!, text!]),
);

const project = (template: string, more: Record<string, string> = {}) =>
  temporaryProject({
    ...files,
    'templates/welcome.pug': template,
    'templates/welcome.json': '{ "agent": { "name": "Ada Lovelace" } }',
    ...more,
  });

const WELCOME = `extends jink/layout
block subject
  | Welcome
block preheader
  | Good to have you
block body
  +container: +row: +columns(12)
    p Dear #{initials('Grace Hopper')}
    +legal
`;

test('the plugin of the guide brings a helper, a mixin, a format and a rule', () => {
  const root = project(WELCOME);
  expect(jink(['build', '--format', 'html,text,record'], root)).toMatchObject({ exitCode: 0 });
  const text = readFileSync(join(root, 'dist/welcome.txt'), 'utf8');
  expect(text).toContain('Dear GH');
  expect(text).toContain('Example Ltd, 1 Example Street');
  expect(JSON.parse(readFileSync(join(root, 'dist/welcome.record.json'), 'utf8'))).toEqual({
    subject: 'Welcome',
    preheader: 'Good to have you',
  });
  expect(JSON.parse(readFileSync(join(root, 'dist/manifest.json'), 'utf8')).templates.welcome.outputs).toMatchObject({
    record: 'welcome.record.json',
  });
  expect(jink(['check', '--max-warnings', '0'], root)).toMatchObject({ exitCode: 0 });
});

test('what its rule finds has a place, and is found again when the plugin changes', () => {
  const root = project(WELCOME.replace('    +legal\n', ''));
  const { exitCode, stderr } = jink(['check'], root);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^templates\/welcome\.pug:\d+:\d+ {2}error {2}This email does not say "Example Ltd"\. {2}house-legal-footer$/m,
  );
  writeFileSync(join(root, 'house-style.js'), files['house-style.js']!.replace('email.text.includes(footer)', 'true'));
  expect(jink(['check'], root)).toMatchObject({ exitCode: 0 });
});

test("the project's own mixins and helpers win, and Jink's come last", () => {
  const root = project(`${WELCOME}    +divider\n`, {
    'mixins/legal.pug': 'mixin legal\n  p Example Ltd of our own\n',
    'house-mixins/divider.pug': 'mixin divider\n  p ~~~\n',
    'jink.config.js': files['jink.config.js']!.replace('plugins:', "helpers: { initials: () => 'you' },\n  plugins:"),
  });
  expect(jink(['build'], root)).toMatchObject({ exitCode: 0 });
  const text = readFileSync(join(root, 'dist/welcome.txt'), 'utf8');
  expect(text).toContain('Example Ltd of our own');
  expect(text).toContain('Dear you');
  expect(text).toContain('~~~');
});

test('a helper of a plugin works on data that comes when the email is sent', () => {
  const root = project(WELCOME.replace("'Grace Hopper'", 'agent.name'));
  expect(jink(['render', 'welcome', '--format', 'text'], root).stdout).toContain('Dear AL');
});

test('an unknown format names the nearest, those of plugins too', () => {
  const { exitCode, stderr } = jink(['build', '--format', 'recrd'], project(WELCOME));
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--format: There is no "recrd". Did you mean "record"?');
});

test("a lens of a plugin is one of the page's and of the gallery's, under a name of its own", () => {
  const lens = `{
    id: 'grey', title: 'Grey', summary: 'Without colours.', details: 'Nothing is measured.', examples: [],
    apply: (html) => html.replace('<body', '<body data-lens="grey"'),
  }`;
  const config = (text: string) => `export default { plugins: [{ name: 'acme', lenses: [${text}] }] };`;
  const root = project('p Hello\n', { 'jink.config.js': config(lens) });
  const taken = jink(
    ['dev', '--port', '0'],
    project('p Hello\n', { 'jink.config.js': config(lens.replace("'grey'", "'dark'")) }),
  );
  expect(taken.exitCode).toBe(2);
  expect(taken.stderr).toContain('The plugin "acme" brings a lens "dark", and there is one already.');
  expect(jink(['build', '--gallery', 'gallery'], root)).toMatchObject({ exitCode: 0 });
});

test('a transport of a plugin delivers what jink send composed', () => {
  const root = project('p Hello\n', {
    'jink.config.js': `
      import { appendFileSync } from 'node:fs';
      import { join } from 'node:path';
      const pigeons = {
        name: 'pigeons',
        open: ({ root }) => ({
          name: 'pigeons',
          target: 'the loft',
          parallel: 2,
          async deliver({ to, eml }) {
            if (to.address.startsWith('far')) return { failure: { kind: 'permanent', code: 'too-far', reason: 'No pigeon flies there.' } };
            appendFileSync(join(root, 'loft.txt'), to.address + ' ' + /^Subject: .*$/m.exec(eml.toString())[0] + '\\n');
            return { reply: 'coo' };
          },
          verify: async () => undefined,
          close: async () => {},
        }),
      };
      export default { plugins: [{ name: 'birds', transports: [pigeons] }] };`,
  });
  const sent = jink(['send', 'welcome', '--to', 'ada@example.com,far@example.com', '--via', 'pigeons'], root);
  expect(sent.exitCode).toBe(3);
  expect(sent.stderr).toContain('No pigeon flies there.');
  expect(readFileSync(join(root, 'loft.txt'), 'utf8')).toBe('ada@example.com Subject: Welcome\n');
  const unknown = jink(['send', 'welcome', '--to', 'ada@example.com', '--via', 'pigeon'], root);
  expect(unknown.exitCode).toBe(2);
  expect(unknown.stderr).toContain('There is no transport "pigeon".');
  expect(unknown.stderr).toContain('Did you mean "pigeons"?');
});
