import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { helperComments } from './support/helper-comments.js';
import { jink } from './support/jink.js';
import { temporaryProject } from './support/project.js';

/* docs/send-time.md: its snippets run and say what it says, and its table is made from the helpers' comments. */

const GUIDE = new URL('../docs/send-time.md', import.meta.url);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

function snippets(language: string): string[] {
  const all = readFileSync(GUIDE, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'));
  return [...all].map(([, code]) => code!);
}

test('its snippets run', () => {
  const root = temporaryProject({
    'package.json': '{ "type": "module" }',
    'templates/weekly.pug': snippets('pug')[0]!,
    'templates/weekly.json': snippets('json')[0]!,
    'jink.config.ts': snippets('ts')[0]!,
  });
  mkdirSync(`${root}/node_modules`);
  symlinkSync(PACKAGE, `${root}/node_modules/jink`);
  symlinkSync(`${PACKAGE}/node_modules/handlebars`, `${root}/node_modules/handlebars`);
  const built = jink(['build', '--format', 'html,text,module'], root);
  expect(built.exitCode, built.stderr).toBe(0);
  expect(built.stderr).not.toContain('warning');

  const scripts = snippets('js');
  expect(scripts.length).toBe(4);
  for (const script of scripts) {
    writeFileSync(`${root}/script.js`, script);
    const { stdout, stderr } = spawnSync(process.execPath, ['script.js'], { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    const expected = [...script.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    expect(stdout.trim().split('\n')).toEqual(expected);
  }
});

test('it lists every helper', () => {
  const rows = helperComments().map(({ name, description, examples }) => {
    const [, signature = name, rest = ''] = /^((?:`[^`]+`(?: or )?)+): (.*)$/s.exec(description) ?? [];
    const shown = examples.slice(0, 3).map(({ code, result }) => `\`${code}\` ${result || '(nothing)'}`);
    const cells = [signature, rest.charAt(0).toUpperCase() + rest.slice(1), shown.join('<br>')];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const table = ['| helper | what it gives | for example |', '|---|---|---|', ...rows].join('\n');
  const page = readFileSync(GUIDE, 'utf8');
  const expected = page.replace(
    /(<!-- helpers -->\n)[\s\S]*(<!-- \/helpers -->)/,
    (_, before, after) => `${before}\n${table}\n\n${after}`,
  );
  if (process.env.UPDATE) writeFileSync(GUIDE, expected);
  expect(page).toBe(expected);
});
