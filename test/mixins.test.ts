import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { type MixinComment, mixinComments, unlistedMixins } from './support/mixin-comments.js';
import { temporaryProject } from './support/project.js';
import { structureOf } from './support/structure.js';

/*
 * Each mixin is one file with its purpose, arguments and examples in the comment at its head. Here every example is
 * rendered, and docs/mixins.md made of them. UPDATE=1 writes what is expected anew; read it before it is committed.
 */

const UPDATE = process.env.UPDATE === '1';

const CASES = new URL('cases/mixins/', import.meta.url);

/** The table of the contract. */
const PROMISED = `container row columns column fullWidthRow blockGrid subColumns button visibility panel center spacer
  divider image preheader outlook notOutlook`.split(/\s+/);

const comments = mixinComments();
const examples = comments.flatMap(({ file, examples: own }) =>
  own.map(({ title, code }, i) => ({ title, code, id: `${file}-${i + 1}` })),
);

test('every mixin that is promised is there, and no other', () => {
  expect(comments.flatMap(({ name, aliases }) => [name, ...aliases]).toSorted()).toEqual(PROMISED.toSorted());
  expect(unlistedMixins()).toEqual([]);
});

describe.each(comments)('+$name', ({ file, name, call, definition, purpose, options, examples: own }) => {
  test('is called as its comment says', () => {
    expect(call).toBe(definition);
    expect(name).toBe(file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  });

  test('tells its purpose, all of its arguments, and shows an example', () => {
    expect(purpose.join(' ')).toMatch(/^[A-Z].{20,}\.$/);
    const described = [...options.map((option) => option.name), ...purpose.join(' ').split(/\W+/)];
    const [, parameters = ''] = /\((.*)\)/.exec(definition) ?? [];
    expect(parameters.split(/,\s*/).filter((parameter) => parameter && !described.includes(parameter))).toEqual([]);
    expect(own.map(({ code }) => code.includes(`+${name}`)).filter(Boolean).length).toBeGreaterThan(0);
  });
});

test.each(examples)('$id: $title', async ({ id, code }) => {
  const template = `extends jink/layout\nblock document\n${code.replace(/^(?=.)/gm, '  ')}`;
  const project = await openProject({ root: temporaryProject({ 'templates/example.pug': template }) });
  const { html, diagnostics } = await project.compile('example');
  expect(diagnostics).toEqual([]);
  const expected = new URL(`${id}.html`, CASES);
  if (UPDATE) writeFileSync(expected, structureOf(html));
  expect(structureOf(html)).toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : 'no such file');
});

test('every expected file belongs to an example', () => {
  const ids = examples.map(({ id }) => `${id}.html`);
  expect(readdirSync(CASES).toSorted()).toEqual(ids.toSorted());
});

test('docs/mixins.md says what the comments say', () => {
  const path = new URL('../docs/mixins.md', import.meta.url);
  const page = printPage(comments);
  if (UPDATE) writeFileSync(path, page);
  expect(readFileSync(path, 'utf8')).toBe(page);
});

function printPage(all: readonly MixinComment[]): string {
  const rows = all.map(({ name, call, purpose }) => {
    const [first = ''] = purpose.join(' ').split(/(?<=\.) /);
    return `| [\`${call}\`](#${name.toLowerCase()}) | ${first} |`;
  });
  return `# Mixins

<!-- Made from the comments in mixins/*.pug; \`UPDATE=1 npx vitest run test/mixins.test.ts\` writes it anew. -->

Every template can call these without an include. Attributes such as \`class\`, \`id\`, \`style\`, \`data-*\`, \`align\`,
\`bgcolor\` and \`dir\` pass through to the mixin's outer element: \`+row(class="intro")\`, \`+columns(6)(class="card")\`,
and beside arguments \`+columns(6, class="card")\`. A project's own mixins, in \`mixins/*.pug\`, win over these.

| mixin | what it is |
|---|---|
${rows.join('\n')}

${all.map(printMixin).join('\n')}`;
}

function printMixin({ name, call, aliases, purpose, options, examples: own }: MixinComment): string {
  const alias = aliases.map((other) => ` Also called \`+${other}\`.`).join('');
  const list = options.map((option) => `- \`${option.name}\`: ${option.text}\n`).join('');
  const shown = own.map(
    ({ title, code }) => `${title.charAt(0).toUpperCase()}${title.slice(1)}:\n\n\`\`\`pug\n${code}\`\`\`\n`,
  );
  return `## ${name}

\`${call}\`

${purpose.join(' ')}${alias}

${list}${list && '\n'}${shown.join('\n')}`;
}
