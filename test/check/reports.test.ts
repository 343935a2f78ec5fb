import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { jinkHere } from '../support/jink.js';
import { temporaryFolder, temporaryProject, writeFiles } from '../support/project.js';

/** The reports of `jink check`: each says the same in the form that its readers know. */

const FILES = {
  'emails/templates/welcome.pug': [
    'extends jink/layout',
    'block subject',
    '  | Wélcome &amp; more',
    'block body',
    "  +preheader('What happened in the week, in four figures and a quotation.')",
    '  p(style="font-size: 9px") Hello {{name}}',
    '  each part in parts',
    '    +part(part)',
  ].join('\n'),
  'emails/templates/welcome.json': '{"parts":["a, b","c"]}',
  'emails/templates/welcome.none.json': '{"parts":[]}',
  'emails/templates/healthy.pug':
    "+preheader('What happened in the week, in four figures and a quotation.')\np Hello\n",
  'emails/mixins/part.pug': 'mixin part(text)\n  a(href="#")= text\n',
  'emails/styles/email.scss': "@use 'jink' with ($primary: #0b6b57);\np {\n  text-shadow: 0 1px 0 #fff;\n}\n",
};

let root: string;
const run = (args: string) => jinkHere(`check --root emails ${args}`.trim().split(' '), root);

beforeAll(() => {
  root = temporaryFolder();
  writeFiles(root, FILES);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('json has what the contract says, and nothing else is on stdout', async () => {
  const { stdout, stderr, exitCode } = await run('--format json');
  const { diagnostics, summary } = JSON.parse(stdout);
  expect(stderr).toBe('');
  expect(exitCode).toBe(1);
  expect(summary).toEqual({ templates: 2, errors: 2, warnings: 1, infos: 1 });
  expect(diagnostics.map(({ code }: { code: string }) => code).sort()).toEqual([
    'placeholder-href',
    'small-text',
    'unresolved-merge-tag',
    'unsupported-css',
  ]);
  const link = diagnostics.find(({ code }: { code: string }) => code === 'placeholder-href');
  expect(link).toMatchObject({
    severity: 'error',
    message: '"#" leads nowhere.',
    hint: 'Give it its address.',
    place: { file: 'mixins/part.pug', line: 2, column: 5 },
    trail: [{ file: 'templates/welcome.pug', line: 8, column: 5 }],
    template: 'welcome',
    scenario: 'default',
  });
  const shadow = diagnostics.find(({ code }: { code: string }) => code === 'unsupported-css');
  expect(shadow.place).toMatchObject({ file: 'styles/email.scss', line: 3, column: 3 });
  expect(shadow.url).toBe('https://www.caniemail.com/features/css-text-shadow/');
});

test('sarif follows its schema, with rules, help and fingerprints that outlive moved lines', async () => {
  const { stdout } = await run('--format sarif');
  const log = JSON.parse(stdout);
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv as never);
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  validate(log);
  expect(validate.errors).toBe(null);

  const [{ tool, results }] = log.runs;
  expect(tool.driver.rules.length).toBeGreaterThan(50);
  for (const { ruleId, ruleIndex, locations, partialFingerprints } of results) {
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^emails\/(templates|mixins|styles)\//);
    expect(partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:\d+$/);
  }
  const prints = (sarif: typeof log) =>
    sarif.runs[0].results
      .map((each: (typeof results)[number]) => each.partialFingerprints.primaryLocationLineHash)
      .sort();
  expect(new Set(prints(log)).size).toBe(results.length);

  const moved = temporaryProject({
    ...FILES,
    'emails/templates/welcome.pug': FILES['emails/templates/welcome.pug'].replace('block body', '\n\nblock body'),
  });
  const again = await jinkHere(['check', '--root', 'emails', '--format', 'sarif'], moved);
  expect(prints(JSON.parse(again.stdout))).toEqual(prints(log));
});

test('junit follows its schema: a suite for each template, a case for each scenario', async () => {
  const { stdout } = await run('--format junit');
  const schema = readFileSync(fileURLToPath(new URL('../fixtures/junit.xsd', import.meta.url)), 'utf8');
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: stdout }],
    schema: [schema],
  });
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
  expect(stdout).toContain('<testsuite name="welcome" tests="2" failures="1" errors="0" skipped="0" time="0">');
  expect(stdout).toContain('<testcase name="none" classname="welcome" time="0"/>');
});

test('github writes workflow commands with paths as the repository sees them', async () => {
  const { stdout } = await run('--format github');
  expect(stdout.split('\n')).toContain(
    '::error file=emails/mixins/part.pug,line=2,col=5,title=placeholder-href::"#" leads nowhere.%0AGive it its address.',
  );
  expect(stdout).toMatch(/^::warning file=emails\/templates\/welcome\.pug,line=6,/m);
  expect(stdout).toMatch(/^::notice file=emails\/styles\/email\.scss,line=3,/m);
  expect(
    stdout
      .trim()
      .split('\n')
      .every((line) => line.startsWith('::')),
  ).toBe(true);
});

test('checkstyle lists what was found by file', async () => {
  const { stdout } = await run('--format checkstyle');
  expect(stdout).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n<checkstyle version="4\.3">/);
  expect(stdout.match(/<file name=/g)).toHaveLength(3);
  expect(stdout).toContain(
    '<error line="2" column="5" severity="error" message="&quot;#&quot; leads nowhere. Give it its address." source="jink.placeholder-href"/>',
  );
});

test('stylish shows the lines and a table, on stderr', async () => {
  const { stdout, stderr } = await run('');
  expect(stdout).toBe('');
  expect(stderr).toContain(
    [
      'mixins/part.pug:2:5  error  "#" leads nowhere.  placeholder-href',
      '    1 | mixin part(text)',
      '  > 2 |   a(href="#")= text',
      '      |     ^',
      '    3 |',
      '  Give it its address.',
      '  called at templates/welcome.pug:8:5',
    ].join('\n'),
  );
  expect(stderr).toMatch(/^✗ welcome\s+2\s+\d+\.\d\s+2\s+1\s+1$/m);
  expect(stderr).toMatch(/^✓ healthy\s+1\s+\d+\.\d\s+0\s+0\s+\d$/m);
  expect(stderr).toContain('2 templates checked: 2 errors, 1 warning, 1 information.');
});

test('validate is the same', async () => {
  const [one, other] = [await run(''), await jinkHere(['validate', '--root', 'emails'], root)];
  expect(other).toEqual(one);
});

test('several reports at once go to files, beside what people read', async () => {
  const { stdout, stderr } = await run(
    '--format stylish,junit=out/report.xml,sarif=out/jink.sarif,json=out/check.json',
  );
  expect(stdout).toBe('');
  expect(stderr).toContain('2 templates checked');
  expect(readFileSync(`${root}/out/report.xml`, 'utf8')).toContain('<testsuites');
  expect(JSON.parse(readFileSync(`${root}/out/jink.sarif`, 'utf8')).version).toBe('2.1.0');
  expect(JSON.parse(readFileSync(`${root}/out/check.json`, 'utf8')).summary.errors).toBe(2);
  await run('--format github --output out/github.txt');
  expect(readFileSync(`${root}/out/github.txt`, 'utf8')).toContain('::error ');
});

test.each([
  ['--format json,sarif', 'Only one report can be printed.'],
  ['--format jsn', '--format: There is no "jsn". Did you mean "json"?'],
  ['--output report.xml', '--output is for a report'],
  ['--format junit=', '--format: A file is missing after "junit="'],
  ['--max-warnings few', '--max-warnings: This is a whole number, 0 or more.'],
  ['welcom', 'There is no template "welcom".'],
  ['--scenario nine', 'has no scenario "nine"'],
])('wrong usage is told: %s', async (args, said) => {
  const { exitCode, stderr } = await run(args);
  expect(stderr).toContain(said);
  expect(exitCode).toBe(2);
});
