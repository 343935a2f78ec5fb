import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defineConfig } from '../../dist/index.js';
import type { Example } from '../../dist/model/rule.js';
import { DEFAULTS, SETTINGS } from '../../dist/project/defaults.js';
import { knownClients, nameOfClient } from '../../dist/rules/clients/support.js';
import { RULES } from '../../dist/rules/index.js';
import { jinkHere } from '../support/jink.js';
import { temporaryProject } from '../support/project.js';

/** docs/check.md and docs/rules.md say what is so. `UPDATE=1` writes the parts that are made. */
const at = (path: string) => new URL(`../../docs/${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');

function compare(path: string, mark: string, made: string): void {
  const page = read(path);
  const expected = page.replace(
    new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*(<!-- /${mark} -->)`),
    (_, before, after) => `${before}\n${made}\n\n${after}`,
  );
  if (process.env.UPDATE) writeFileSync(at(path), expected);
  expect(page).toBe(expected);
}

function show(example: Example): string {
  const { template, config, data }: Exclude<Example, string> =
    typeof example === 'string' ? { template: example } : example;
  const text = template.length > 300 ? `${template.slice(0, 120)}…${template.slice(-20)}` : template;
  const language = template.startsWith('<') ? 'html' : 'pug';
  const shown = data ? `With the data \`${JSON.stringify(data)}\`:\n\n` : '';
  return `${shown}${config ? `With \`${JSON.stringify(config)}\` in the config:\n\n` : ''}\`\`\`${language}\n${text}\n\`\`\``;
}

test('docs/rules.md lists every rule with its reason, limits and examples', () => {
  const table = [
    '| rule | severity | what it asks for |',
    '|---|---|---|',
    ...RULES.map(
      ({ id, severity, summary }) => `| [\`${id}\`](#${id}) | ${severity} | ${summary.replaceAll('|', '\\|')} |`,
    ),
  ];
  const parts = RULES.map(({ id, summary, why, options, examples }) => {
    const limits = Object.entries(options ?? {}).map(([name, value]) => `\`${name}\` ${value}`);
    return [
      `## ${id}`,
      summary,
      why,
      ...(limits.length ? [`Limits: ${limits.join(', ')}.`] : []),
      'Good:',
      ...examples.good.map(show),
      'Bad:',
      ...examples.bad.map(show),
    ].join('\n\n');
  });
  compare('rules.md', 'rules', [table.join('\n'), ...parts].join('\n\n'));
});

test('docs/check.md lists the clients', () => {
  const rows = knownClients()
    .filter((client) => client.includes('.'))
    .map((client) => `| \`${client}\` | ${nameOfClient(client)} | ${DEFAULTS.clients.includes(client) ? 'yes' : ''} |`);
  compare('check.md', 'clients', ['| client | name | without the setting |', '|---|---|---|', ...rows].join('\n'));
});

test('the configs of docs/check.md are accepted', () => {
  const snippets = [
    ...read('check.md').matchAll(/```ts\nimport .*\n\nexport default (defineConfig\([\s\S]*?\));\n```/g),
  ];
  expect(snippets.length).toBe(2);
  for (const [, code] of snippets) {
    const config = new Function('defineConfig', `return ${code}`)(defineConfig);
    for (const [key, value] of Object.entries(config))
      expect(SETTINGS[key as keyof typeof SETTINGS].accepts(value)).toBe(true);
  }
});

test('the command of the GitHub Actions example runs and writes its reports', async () => {
  const [, command] = /run: npx jink (check .*)/.exec(read('check.md'))!;
  const root = temporaryProject({
    'templates/a.pug': "+preheader('What happened this week, in four figures and a word.')\np Hello",
  });
  const { exitCode, stdout } = await jinkHere(command!.split(' '), root);
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('::error');
  expect(JSON.parse(readFileSync(`${root}/reports/jink.sarif`, 'utf8')).version).toBe('2.1.0');
  expect(readFileSync(`${root}/reports/jink.xml`, 'utf8')).toContain('<testsuites');
});

test('every option of docs/check.md exists, and no other', async () => {
  const { stdout } = await jinkHere(['check', '--help'], process.cwd());
  const common = ['--root', '--config', '--quiet', '--help'];
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, name]) => name!);
  const listed = [...read('check.md').matchAll(/^\| `(--[\w-]+)/gm)].map(([, name]) => name!);
  expect(listed.sort()).toEqual(options.filter((name) => !common.includes(name)).sort());
});
