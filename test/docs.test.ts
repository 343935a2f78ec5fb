import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { SETTINGS } from '../dist/project/defaults.js';
import { jink } from './support/jink.js';
import { temporaryProject } from './support/project.js';

/** The guides say what is so: snippets run, and tables are made from what they list. `UPDATE=1` writes them anew. */
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

function snippets(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code]) => code!);
}

const WELCOME = { agent: { name: 'Ada', handled: 48, share: '12 % of all' } };

test("the README's template builds without a warning, and its library snippet runs", async () => {
  const [template] = snippets(read('README.md'), 'pug');
  const root = temporaryProject({
    'emails/templates/welcome.pug': template!,
    'emails/templates/welcome.json': JSON.stringify(WELCOME),
  });
  const project = await openProject({ root: `${root}/emails` });
  const compiled = await project.compile('welcome');
  expect(compiled.diagnostics).toEqual([]);
  expect(compiled.render(WELCOME).subject).toBe('Your week, Ada');
  expect(compiled.preheader).toBe('Four figures and a quotation');

  mkdirSync(`${root}/node_modules`);
  symlinkSync(fileURLToPath(new URL('..', import.meta.url)), `${root}/node_modules/jink`);
  const [library] = snippets(read('README.md'), 'js');
  writeFileSync(`${root}/snippet.mjs`, library!);
  const { stdout, stderr } = spawnSync(process.execPath, ['snippet.mjs'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\[\]\nYour week, Ada \d+ .*Good week, Ada/);
});

test("the library guide's example of inlineCss does what it says", async () => {
  const { inlineCss } = await import('../dist/index.js');
  const example = snippets(read('docs/library.md'), 'js').find((code) => code.includes("inlineCss('"));
  const [, html] = /inlineCss\('(.*)'\)/.exec(example!)!;
  expect(inlineCss(html!)).toBe(/^\/\/ (.*)$/m.exec(example!)![1]);
});

test('the guide to inlining says what comes out', async () => {
  const { inlineCss } = await import('../dist/index.js');
  const [before, after, loop] = snippets(read('docs/inlining.md'), 'html');
  expect(inlineCss(before!)).toBe(after!);
  const codes: string[] = [];
  const report = ({ code }: { code: string }) => codes.push(code);
  const table = `<style>.first { color: red }</style><table>${loop}</table>`;
  expect(inlineCss(table, { report })).toContain(
    '<tr class="{{#if @first}}first{{/if}}" style="{{#if @first}}color:red',
  );
  expect(codes).toEqual([]);
  const [, written, styled] = /`(class="\{\{#if late[^`]*)` gets `([^`]*)`/.exec(read('docs/inlining.md'))!;
  expect(inlineCss(`<style>.late { color: red }</style><p ${written}>a</p>`)).toBe(`<p ${written} ${styled}>a</p>`);
});

test('the library guide lists every option of inlineCss', () => {
  const [, options] = /export interface InlineOptions \{([\s\S]*?)^\}/m.exec(read('src/compile/inline-css.ts'))!;
  const names = [...options!.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name!);
  const section = read('docs/library.md').split('## inlineCss')[1]!.split('\n## ')[0]!;
  expect([...section.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name)).toEqual(names);
});

test("the library guide's example of render does what it says", () => {
  const example = snippets(read('docs/library.md'), 'js').find((code) => code.includes('.render('))!;
  const root = temporaryProject({
    'package.json': '{ "type": "module" }',
    'templates/welcome.pug': 'extends jink/layout\nblock subject\n  | Welcome, #{name}\nblock body\n  p= name\n',
    'templates/welcome.json': '{ "name": "Bo" }',
    'script.js': `import { openProject } from 'jink';\n${example}`,
  });
  mkdirSync(`${root}/node_modules`);
  symlinkSync(fileURLToPath(new URL('..', import.meta.url)), `${root}/node_modules/jink`);
  const { stdout } = spawnSync(process.execPath, ['script.js'], { cwd: root, encoding: 'utf8' });
  expect(stdout.trim()).toBe(/^console\.log\(.*\); \/\/ (.*)$/m.exec(example)![1]);
});

test('the example of sending from an application does what it says', () => {
  const [example] = snippets(read('docs/sending.md'), 'js');
  const root = temporaryProject({
    'emails/templates/welcome.pug':
      'extends jink/layout\nblock subject\n  | Hello\nblock body\n  p #{name} #{amount}\n',
    'emails/templates/welcome.json': '{ "name": "Bo", "amount": 1 }',
    'script.mjs': example!,
  });
  mkdirSync(`${root}/node_modules`);
  symlinkSync(fileURLToPath(new URL('..', import.meta.url)), `${root}/node_modules/jink`);
  const env = { ...process.env, SMTP_URL: '' };
  const { stdout, stderr } = spawnSync(process.execPath, ['script.mjs'], { cwd: root, encoding: 'utf8', env });
  expect({ stdout, stderr }).toEqual({ stdout: 'sent\n', stderr: '' });
});

test("the README's commands and their options exist", () => {
  const commands = [...read('README.md').matchAll(/`jink (\w+)( [^`]*)?`/g)];
  expect(commands.length).toBeGreaterThan(4);
  for (const [, command, rest] of commands) {
    if (command === 'command') continue;
    const { exitCode, stdout } = jink([command!, '--help'], fileURLToPath(new URL('..', import.meta.url)));
    expect(exitCode, command).toBe(0);
    for (const option of rest?.match(/--\w+/g) ?? []) expect(stdout, command).toContain(option);
  }
});

test('every setting of the config stands in docs/project.md, and no other', () => {
  const table = read('docs/project.md').split('<!-- settings -->')[1]!.split('<!-- /settings -->')[0]!;
  const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
});

test('every dependency is justified', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const listed = [...read('docs/architecture.md').matchAll(/^\| ([@\w/, .-]+?) \| /gm)].flatMap(([, names]) =>
    names!.split(', '),
  );
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) expect(listed).toContain(name);
});

test('docs/styles.md lists every setting of the stylesheet', () => {
  const rows: string[] = [];
  let heading = '';
  const tokens = read('styles/_settings.scss').split('// ---- What follows')[0]!;
  for (const line of tokens.split('\n')) {
    heading = /^\/\/ -+ (.+)$/.exec(line)?.[1] ?? heading;
    if (/^\/\/ -+ /.test(line))
      rows.push('', `### ${heading}`, '', '| setting | default | what it is |', '|---|---|---|');
    if (line.startsWith('/// ')) rows.push(line);
    const setting = /^(\$[\w-]+): (.+?)( !default;)?$/.exec(line);
    const comment = rows.at(-1);
    if (!setting || !comment?.startsWith('/// ')) continue;
    const value = setting[2] === '(' ? 'a map, see styles/_settings.scss' : `\`${setting[2]}\``;
    rows[rows.length - 1] = `| \`${setting[1]}\` | ${value} | ${comment.slice(4).replaceAll('|', '\\|')} |`;
  }
  const listed = rows
    .filter((row) => !row.startsWith('/// '))
    .join('\n')
    .trim();
  const path = new URL('../docs/styles.md', import.meta.url);
  const page = readFileSync(path, 'utf8');
  const expected = page.replace(
    /(<!-- settings -->\n)[\s\S]*(<!-- \/settings -->)/,
    (_, a, b) => `${a}${listed}\n${b}`,
  );
  if (process.env.UPDATE) writeFileSync(path, expected);
  expect(page).toBe(expected);
  expect(rows.length).toBeGreaterThan(40);
});
