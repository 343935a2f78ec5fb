import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKAGE_ROOT } from '../compile/mixins.js';

/** The project that `jink new` copies. */
const STARTER = join(PACKAGE_ROOT, 'templates', 'starter');

/** Makes a project in a folder that is empty or not there yet; undefined when it is neither. */
export function createProject(dir: string): { files: string[] } | undefined {
  if (existsSync(dir) && readdirSync(dir).length > 0) return undefined;
  mkdirSync(dir, { recursive: true });
  const made = /[\\/](\.jink|dist|node_modules)$/; // by building the starter where it lies
  cpSync(STARTER, dir, { recursive: true, filter: (source) => !made.test(source) });
  // npm does not publish files of this name.
  if (existsSync(join(dir, 'gitignore'))) renameSync(join(dir, 'gitignore'), join(dir, '.gitignore'));
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return { files: files.filter((entry) => entry.isFile()).map(({ name }) => basename(name)) };
}
