import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { convertSource } from '../dist/convert/convert-source.js';
import { openProject } from '../dist/index.js';
import { SETTINGS } from '../dist/project/defaults.js';
import { createSender } from '../dist/send.js';
import { jinkHere } from './support/jink.js';
import { temporaryProject } from './support/project.js';

/* Every row of the tables in the guides for those who come from elsewhere. */

const read = (name: string) => readFileSync(new URL(`../docs/${name}.md`, import.meta.url), 'utf8');

/** The tables whose left cells become their right ones: guide, the table's first header, the source's name. */
const TABLES = [
  ['from-ink', 'Ink', 'source.html'],
  ['from-foundation', 'Inky', 'source.html'],
  ['from-foundation', 'Foundation', 'source.html'],
  ['from-jink-1', 'Jink 1', 'source.jade'],
] as const;

function rowsOf(guide: string, header: string): [left: string, right: string][] {
  const table = read(guide).split(`| ${header} | Jink |\n|---|---|\n`)[1]!.split('\n\n')[0]!;
  return [...table.matchAll(/^\| (.+?) \| (.+) \|$/gm)].map(([, left, right]) => [left!, right!]);
}

function codeOf(cell: string): string {
  const lines = cell.split('<br>').map((line) => line.replace(/^`|`$|^<code>|<\/code>$/g, ''));
  const entities = { '&#124;': '|', '&#160;': ' ', '&lt;': '<', '&amp;': '&' };
  const decode = (line: string) => line.replace(/&(?:#124|#160|lt|amp);/g, (found) => entities[found as '&lt;']);
  return lines.map((line, i) => (cell.split('<br>')[i]!.startsWith('<code>') ? decode(line) : line)).join('\n');
}

/** What a conversion wrote, without the layout's words when the row does not show them. */
function pugOf(source: string, file: string): string {
  const { pug = '', diagnostics } = convertSource(source, file);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const written = pug.trimEnd();
  const body = /^extends jink\/foundation\n\nblock body\n([\s\S]*)$/.exec(written)?.[1];
  return body === undefined ? written : body.replace(/^ {2}/gm, '');
}

describe.each(TABLES)('%s: %s', (guide, header, file) => {
  const rows = rowsOf(guide, header);

  test('has rows', () => expect(rows.length).toBeGreaterThan(2));

  test.each(rows)('%s', (left, right) => {
    expect(pugOf(codeOf(left), file)).toBe(codeOf(right));
  });
});

describe('what guides name is there', () => {
  const rows = [
    ...rowsOf('from-foundation', "Foundation's workshop"),
    ...rowsOf('from-jink-1', "Jink 1's tasks"),
    ...rowsOf('from-email-templates', 'email-templates'),
  ];

  test.each(rows)('%s', async (_, right) => {
    const spans = [...right.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
    for (const [, command, flag] of spans.flatMap((code) => [...code.matchAll(/^jink (\w+)(?:.*?(--[\w-]+))?/g)])) {
      const { exitCode, stdout } = await jinkHere([command!, '--help'], '.');
      expect(exitCode).toBe(0);
      if (flag) expect(stdout).toContain(flag);
    }
    const key = /^`(\w+)` in the config/.exec(right)?.[1];
    if (key) expect(Object.keys(SETTINGS)).toContain(key);
    const known = `${read('project')}${read('styles')}${read('sending')}${read('library')}${read('mixins')}`;
    for (const path of spans.filter((code) => /^(?:templates|styles|mixins|dist)\//.test(code)))
      expect(known).toContain(path.split('/')[0]);
  });
});

test("email-templates' example builds, and its snippet sends", async () => {
  const page = read('from-email-templates');
  const snippet = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)![1]!;
  const root = temporaryProject({
    'emails/templates/welcome.pug': snippet('pug'),
    'emails/templates/welcome.json': snippet('json'),
  });
  const project = await openProject({ root: `${root}/emails` });
  const compiled = await project.compile('welcome');
  expect(compiled.diagnostics).toEqual([]);
  const data = JSON.parse(snippet('json')) as Record<string, unknown>;
  expect(compiled.render(data).subject).toBe('Welcome, Ada');
  const run = new Function(
    'createSender',
    `return (async () => {${snippet('js')
      .replace(/^import.*$/m, '')
      .replace("'emails'", `'${root}/emails'`)}; return outcome })()`,
  );
  expect(await run((options: object) => createSender({ ...options, from: 'jane@example.com' } as never))).toMatchObject(
    { state: 'sent' },
  );
});
