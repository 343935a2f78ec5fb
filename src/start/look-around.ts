import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTree, realFolder, stampTextOf, type Tree } from './snapshot.js';

/** What a process sees of a project when it starts. */
export interface Start {
  root: string;
  /** All that a build depends on beside files: the command line, the environment, Jink and Node. */
  call: string;
  tree: Tree;
  /** When the tree had been read, in ms. */
  time: number;
}

const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Looks at the project of a build; undefined for any other command, and for a project that cannot be remembered. */
export function lookAround(args: readonly string[], colour: boolean): Start | undefined {
  if (args[0] !== 'build') return undefined;
  const root = realFolder(rootOf(args));
  const tree = root === undefined ? undefined : readTree(root);
  if (root === undefined || !tree) return undefined;
  const { env, version, arch, execArgv } = process;
  const read = ['LC_ALL', 'LC_MESSAGES', 'LANG', 'LANGUAGE', 'TZ', 'NODE_OPTIONS', 'SASS_PATH'].map(
    (name) => env[name],
  );
  const node = [version, arch, execArgv, process.getuid?.()];
  const call = JSON.stringify([args, root, process.cwd(), colour, node, read, stampOfJink()]);
  return { root, call, tree, time: Date.now() };
}

/** The `--root` of a command line; what Jink takes it for is compared before a build is remembered. */
function rootOf(args: readonly string[]): string {
  const at = args.findLastIndex((word) => word === '--root' || word.startsWith('--root='));
  if (at === -1) return resolve('.');
  const word = args[at]!;
  return resolve(word === '--root' ? (args[at + 1] ?? '.') : word.slice('--root='.length));
}

/** Changes with every file that Jink is made of. */
function stampOfJink(): string {
  const folders = ['mixins/', 'styles/', 'templates/'].map((name) => readTree(join(PACKAGE_ROOT, name)) ?? new Map());
  const bundle = ['main.js', 'jink.js', 'sass.js', 'sass-thread.js', 'ready-mixins.json'];
  const files = ['package.json', ...bundle.map((name) => `dist/bundle/${name}`)];
  const stamps = folders.flatMap((tree) => [...tree].map(([path, { text }]) => `${path} ${text}`));
  return [PACKAGE_ROOT, ...stamps, ...files.map((path) => stampTextOf(join(PACKAGE_ROOT, path)))].join('\n');
}
