import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openProject } from '../dist/index.js';
import { jink } from './support/jink.js';
import { temporaryProject } from './support/project.js';

/* What `jink build --format module` writes, run and typed as an application would. */

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

function builtProject(files: Record<string, string>): string {
  const root = temporaryProject({ 'package.json': '{ "type": "module" }', ...files });
  mkdirSync(`${root}/node_modules`);
  symlinkSync(PACKAGE, `${root}/node_modules/jink`);
  const { exitCode, stderr } = jink(['build', '--format', 'module'], root);
  expect(stderr).toContain('✓');
  expect(exitCode).toBe(0);
  return root;
}

/** What a script prints, as JSON. */
function run(root: string, script: string): unknown {
  writeFileSync(`${root}/script.js`, script);
  const { stdout, stderr } = spawnSync(process.execPath, ['script.js'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const REPORT = {
  'templates/weekly/report.pug': [
    'extends jink/layout',
    'block subject',
    '  | Week of #{team}',
    'block body',
    '  each agent in agents',
    "    p #{agent.name}: #{number(agent.handled)}, #{date(day, 'd MMM')}",
    '  else',
    '    p Nobody',
    '',
  ].join('\n'),
  'templates/weekly/report.json': JSON.stringify({
    team: 'A & B',
    day: '2026-11-09',
    agents: [
      { name: 'Ada <script>', handled: 1284, note: null },
      { name: 'Bo', handled: 2 },
    ],
  }),
  'templates/weekly/report.empty.json': JSON.stringify({ team: 'C', day: '2026-11-16', agents: [] }),
  'jink.config.json': '{ "locale": "de", "timeZone": "Europe/Berlin" }',
};

test('it gives what the compiled template gives', async () => {
  const root = builtProject(REPORT);
  const template = await (await openProject({ root })).compile('weekly/report');
  for (const scenario of ['report', 'report.empty']) {
    const data = readFileSync(`${root}/templates/weekly/${scenario}.json`, 'utf8');
    const email = run(
      root,
      `import { render } from './dist/weekly/report.js'; console.log(JSON.stringify(render(${data})));`,
    );
    expect(email).toEqual(template.render(JSON.parse(data)));
  }
  const { text } = template.render(JSON.parse(REPORT['templates/weekly/report.json']));
  expect(text).toContain('Ada <script>: 1.284, 9 Nov');
});

test('missing data is told with every path, by the error that jink/runtime exports', () => {
  const root = builtProject(REPORT);
  const script = [
    "import { MissingDataError } from 'jink/runtime';",
    "import { render } from './dist/weekly/report.js';",
    'try { render({ agents: [{}] }) } catch (error) {',
    '  console.log(JSON.stringify([error instanceof MissingDataError, error.paths]));',
    '}',
  ];
  const paths = ['agents[0].handled', 'agents[0].name', 'day', 'team'];
  expect(run(root, script.join('\n'))).toEqual([true, paths]);
});

describe('types', () => {
  function mistakesIn(root: string, source: string): string {
    writeFileSync(`${root}/use.ts`, source);
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
    const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
    const { stdout } = spawnSync(process.execPath, [tsc, ...flags, 'use.ts'], { cwd: root, encoding: 'utf8' });
    return stdout;
  }

  test('from all scenarios', () => {
    const root = builtProject(REPORT);
    const use = (data: string) =>
      mistakesIn(
        root,
        `import { render, type WeeklyReport } from './dist/weekly/report.js';
         const data: WeeklyReport = ${data};
         const subject: string = render(data).subject; export { subject };`,
      );
    expect(use(`{ team: 'A', day: '2026-11-09', agents: [{ name: 'Ada', handled: 1, note: null }] }`)).toBe('');
    expect(use(`{ team: 'A', day: '2026-11-09', agents: [{ name: 'Ada', handled: 1 }] }`)).toBe('');
    expect(use(`{ team: 'A', day: '2026-11-09', agents: [{ name: 'Ada', handled: '1' }] }`)).toContain('TS2322');
    expect(use(`{ team: 'A', agents: [] }`)).toContain("Property 'day' is missing");
  });

  test('from a JSON Schema, and own helpers where they are used', () => {
    const root = builtProject({
      'templates/email.pug': 'p= shout(level)\np= byName.Ada\n',
      'templates/email.json': '{ "level": "good", "byName": { "Ada": 1 } }',
      'templates/email.schema.json': JSON.stringify({
        required: ['level', 'byName'],
        properties: {
          level: { enum: ['good', 'poor'], description: 'How it went' },
          byName: { type: 'object', additionalProperties: { type: 'number' } },
        },
      }),
      'jink.config.js': "export default { helpers: { shout: (text) => text.toUpperCase() + '!' } };\n",
    });
    const use = (call: string) =>
      mistakesIn(root, `import { render } from './dist/email.js'; export const email = ${call};`);
    const helpers = '{ helpers: { shout: (text: string) => text } }';
    expect(use(`render({ level: 'good', byName: { Ada: 1, Bo: 2 } }, ${helpers})`)).toBe('');
    expect(use(`render({ level: 'fine', byName: {} }, ${helpers})`)).toContain('TS2322');
    expect(use(`render({ level: 'good', byName: {} })`)).toContain('TS2554');
    const call = "render({ level: 'poor', byName: { Ada: 3 } }, { helpers: { shout: (text) => text + '?' } }).text";
    expect(run(root, `import { render } from './dist/email.js'; console.log(JSON.stringify(${call}));`)).toBe(
      'poor?\n\n3\n',
    );
    const without = "let told; try { render({ level: 'poor', byName: {} }) } catch (error) { told = error.message }";
    expect(run(root, `import { render } from './dist/email.js'; ${without} console.log(JSON.stringify(told));`)).toBe(
      'Give your own helpers to render(data, { helpers }): shout',
    );
  });
});

test('it loads jink/runtime and nothing else, in little time and memory', () => {
  const root = builtProject(REPORT);
  writeFileSync(
    `${root}/hooks.js`,
    'export async function load(url, context, next) { process._rawDebug(url); return next(url, context); }',
  );
  writeFileSync(
    `${root}/register.js`,
    "import { register } from 'node:module'; register('./hooks.js', import.meta.url);",
  );
  writeFileSync(`${root}/script.js`, "import './dist/weekly/report.js';");
  const { stderr } = spawnSync(process.execPath, ['--import', './register.js', 'script.js'], {
    cwd: root,
    encoding: 'utf8',
  });
  const loaded = stderr.split('\n').filter((line) => /^(file|node):/.test(line));
  expect(loaded.map((url) => url.replace(/.*\/(?=dist\/|script)/, ''))).toEqual([
    'script.js',
    'dist/weekly/report.js',
    'dist/runtime.js',
  ]);

  const script = `const before = process.memoryUsage().rss; const start = performance.now();
    await import('./dist/weekly/report.js');
    console.log(JSON.stringify([performance.now() - start, (process.memoryUsage().rss - before) / 2 ** 20]));`;
  writeFileSync(`${root}/measure.js`, script);
  const rounds = Array.from(
    { length: 5 },
    () =>
      JSON.parse(execFileSync(process.execPath, ['measure.js'], { cwd: root, encoding: 'utf8' })) as [number, number],
  );
  const [time, memory] = [0, 1].map((index) => Math.min(...rounds.map((round) => round[index]!)));
  expect(time).toBeLessThan(25);
  expect(memory).toBeLessThan(15);
});

test('100,000 emails leave nothing behind', () => {
  const root = builtProject(REPORT);
  const script = `import { render } from './dist/weekly/report.js';
    const email = (i) => ({ team: 'T' + i, day: new Date(Date.UTC(2000, 0, 1 + i)).toISOString(), agents: [{ name: 'N' + i, handled: i, note: null }] });
    const heap = () => { gc(); return process.memoryUsage().heapUsed; };
    const send = (from, to) => { for (let i = from; i < to; i++) Buffer.from(render(email(i)).html); };
    send(0, 20_000);
    const before = heap();
    send(20_000, 100_000);
    console.log((heap() - before) / 2 ** 20);`;
  writeFileSync(`${root}/script.js`, script);
  const stdout = execFileSync(process.execPath, ['--expose-gc', 'script.js'], { cwd: root, encoding: 'utf8' });
  expect(Number(stdout)).toBeLessThan(2);
});
