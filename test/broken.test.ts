import { generateKeyPairSync } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jink, jinkHere } from './support/jink.js';
import { png } from './support/png.js';

/*
 * What authors get wrong, one project each in cases/broken/: `expected.txt` is the exit code and all that Jink prints,
 * `args.txt` the command line when it is not `build`. Every project gets a template without mistakes beside its own,
 * unless `alone.txt` says why not. `UPDATE=1` writes the expected texts anew: read them before you keep them.
 */

const CASES = fileURLToPath(new URL('cases/broken/', import.meta.url));

const HEALTHY = '+row\n  +columns(12)\n    p Healthy\n';

const RSA = {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

/** Files that cannot lie in a repository as they are. `root` is a folder of its own, so that there is an outside. */
const MADE: Record<string, (root: string) => void> = {
  'check-latin1': (root) => write(root, 'templates/welcome.pug', Buffer.from('p Hello\np Grüße\n', 'latin1')),
  'config-is-folder': (root) => mkdirSync(join(root, 'jink.config.ts')),
  'convert-latin1': (root) => write(root, 'mails/a.html', Buffer.from('<p>Hello</p>\n<p>Grüße</p>\n', 'latin1')),
  'convert-too-large': (root) => write(root, 'mails/a.html', '<p>Hello</p>\n'.repeat(200_000)),
  'data-bom': (root) => write(root, 'templates/welcome.json', '\uFEFF{ "name": "Ada", "team": }\n'),
  'eml-heavy-images': (root) => write(root, 'assets/logo.png', Buffer.concat([png(10, 10), Buffer.alloc(3e6)])),
  'include-latin1': (root) => write(root, 'templates/_parts/footer.pug', Buffer.from('p Viele\np Grüße\n', 'latin1')),
  'include-link-outside'(root) {
    write(root, '../outside/footer.pug', 'p Footer\n');
    symlinkSync('../../outside', join(root, 'templates/_shared'));
  },
  'mjml-missing': (root) => write(root, 'node_modules/mjml/package.json', '{ "name": "mjml", "version": "4.15.3" }\n'),
  'output-file-is-folder': (root) => mkdirSync(join(root, 'dist/welcome.html'), { recursive: true }),
  'output-is-file': (root) => write(root, 'dist', 'mine'),
  'sass-latin1': (root) => write(root, 'styles/email.scss', Buffer.from('@use "jink";\n// Größe\n', 'latin1')),
  'sass-use-outside-file': (root) => write(root, '../office/_brand.scss', '$brand: red;\n'),
  'send-dkim-not-aligned': (root) => write(root, 'keys/mail.pem', generateKeyPairSync('rsa', RSA).privateKey),
  'template-binary': (root) =>
    write(root, 'templates/welcome.pug', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
  'template-bom': (root) => write(root, 'templates/welcome.pug', '\uFEFFp(class="a" Hello\n'),
  'template-crlf': (root) => write(root, 'templates/welcome.pug', '+row\r\n  +columns(12)\r\n    p= nmae\r\n'),
  'template-latin1': (root) => write(root, 'templates/welcome.pug', Buffer.from('p Hello\np Grüße\n', 'latin1')),
  'template-link-nowhere': (root) => symlinkSync('../gone.pug', join(root, 'templates/welcome.pug')),
  'template-link-outside'(root) {
    write(root, '../outside/welcome.pug', 'p Hello\n');
    symlinkSync('../../outside/welcome.pug', join(root, 'templates/welcome.pug'));
  },
  'template-utf16': (root) => write(root, 'templates/welcome.pug', Buffer.from('\uFEFFp Hello\n', 'utf16le')),
};

function write(root: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const home = realpathSync(mkdtempSync(join(tmpdir(), 'jink-broken-')));
afterAll(() => rmSync(home, { recursive: true, force: true }));

// Sass need not run again for every project that has no styles of its own.
beforeAll(() => {
  write(home, 'warm/templates/healthy.pug', HEALTHY);
  jink(['build'], join(home, 'warm'));
});

describe('what authors get wrong', () => {
  test.each(readdirSync(CASES).sort())('%s', async (name) => {
    const root = join(home, name, 'project');
    cpSync(join(CASES, name), root, { recursive: true });
    const args = isFile(join(root, 'args.txt')) ? readFileSync(join(root, 'args.txt'), 'utf8').trim() : 'build';
    if (!isFile(join(root, 'alone.txt'))) write(root, 'templates/healthy.pug', HEALTHY);
    for (const file of ['expected.txt', 'args.txt', 'alone.txt']) rmSync(join(root, file), { force: true });
    cpSync(join(home, 'warm/.jink'), join(root, '.jink'), { recursive: true });
    MADE[name]?.(root);

    const { exitCode, stderr } = await jinkHere(args.split(' '), root);
    const printed = `exit ${exitCode}\n${stderr.replace(/\d+\.\d KB/g, 'N KB')}`;
    const expected = join(CASES, name, 'expected.txt');
    if (process.env.UPDATE) writeFileSync(expected, printed);

    expect(printed).toBe(readFileSync(expected, 'utf8'));
    expect(stderr).not.toMatch(/^\s+at |bug in Jink/m);
    // What was built is there, what was not is not, and nothing is there by half.
    const built = [...stderr.matchAll(/^✓ (\S+) {2}[\d.]+ KB$/gm)].map(([, template]) => `${template}.html`);
    const pages = filesBelow(join(root, 'dist')).filter((file) => !/\.txt$|^manifest\.json$|^assets\//.test(file));
    expect(pages.sort()).toEqual(built.sort());
  });
});

test('every case that is made has its expected text', () => {
  expect(Object.keys(MADE).filter((name) => !isFile(join(CASES, name, 'expected.txt')))).toEqual([]);
});

test('a template with a mistake keeps what an earlier build wrote', () => {
  const root = join(home, 'earlier');
  write(root, 'templates/welcome.pug', 'p Hello\n');
  expect(jink(['build'], root).exitCode).toBe(0);
  const before = readFileSync(join(root, 'dist/welcome.html'), 'utf8');
  write(root, 'templates/welcome.pug', 'p(Hello\n');
  expect(jink(['build'], root).exitCode).toBe(1);
  expect(readFileSync(join(root, 'dist/welcome.html'), 'utf8')).toBe(before);
});

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => isFile(join(folder, file)));
}
