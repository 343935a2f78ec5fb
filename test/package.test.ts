import { execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* What npm would publish, unpacked where nothing else of this repository is: its command, both entries and the preview. */

const ROOT = fileURLToPath(new URL('../', import.meta.url));

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'jink-package-'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', root], { cwd: ROOT });
  const [tarball] = readdirSync(root).filter((name) => name.endsWith('.tgz'));
  mkdirSync(join(root, 'node_modules'));
  execFileSync('tar', ['-xzf', join(root, tarball!), '-C', join(root, 'node_modules')]);
  execFileSync('mv', [join(root, 'node_modules/package'), join(root, 'node_modules/jink')]);
  // Only what is installed with Jink may be found.
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: object };
  for (const name of Object.keys(dependencies))
    symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name));
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

const jink = (...args: string[]) =>
  execFileSync(process.execPath, [join(root, 'node_modules/jink/dist/bundle/main.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

test('every file that package.json speaks of is in the package', () => {
  const folder = join(root, 'node_modules/jink');
  const { exports, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
    bin: Record<string, string>;
  };
  const files = [
    ...Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry))),
  ];
  for (const file of [...files, ...Object.values(bin)])
    expect(readFileSync(join(folder, file)).length).toBeGreaterThan(0);
});

test('makes a project, builds, checks and fills in', () => {
  jink('new', 'emails');
  jink('build', '--root', 'emails', '--format', 'html,text,module');
  jink('check', '--root', 'emails');
  expect(jink('render', 'weekly-agent-report', '--root', 'emails', '--format', 'text')).toContain('Paper Plane');
  writeFileSync(
    join(root, 'use.js'),
    `import { openProject } from 'jink';
import { MissingDataError } from 'jink/runtime';
import { render } from './emails/dist/weekly-agent-report.js';
const template = await (await openProject({ root: 'emails' })).compile('weekly-agent-report');
for (const fill of [render, template.render])
  try {
    fill({});
  } catch (error) {
    console.log(error instanceof MissingDataError, error.paths.includes('team'));
  }
`,
  );
  const said = execFileSync(process.execPath, ['use.js'], { cwd: root, encoding: 'utf8' });
  expect(said).toBe('true true\ntrue true\n');
});

test('shows the emails in the browser', async () => {
  const main = join(root, 'node_modules/jink/dist/bundle/main.js');
  const server = spawn(process.execPath, [main, 'dev', '--root', 'emails', '--port', '4917'], { cwd: root });
  try {
    const address = await new Promise<string>((done, fail) => {
      let text = '';
      server.stderr.on('data', (chunk) => {
        text += chunk;
        const [found] = /http:\/\/[\d.:]+/.exec(text) ?? [];
        if (found) done(found);
      });
      server.on('exit', () => fail(new Error(text)));
    });
    expect(await (await fetch(address)).text()).toContain('<title>Jink</title>');
    const [, script] = /<script[^>]* src="([^"]+)"/.exec(await (await fetch(address)).text()) ?? [];
    expect((await fetch(new URL(script!, address))).status).toBe(200);
  } finally {
    server.kill();
  }
});
