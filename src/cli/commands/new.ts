import { resolve } from 'node:path';
import { createProject } from '../../tasks/create.js';
import type { Context } from '../context.js';
import { EXIT, UsageError } from '../exit.js';

/** `jink new` */
export async function newCommand([dir]: string[], _options: object, { terminal }: Context): Promise<number> {
  const created = create(dir!);
  if (!created) throw new UsageError(`"${dir}" is not empty.`, 'Choose a folder that is empty or not there yet.');
  terminal.say(`${terminal.style('green', '✓')} ${dir} has ${created.files.length} files. Next:\n`);
  terminal.say(`  cd ${dir}\n  jink dev      to see the emails in the browser while you work`);
  return EXIT.fine;
}

function create(dir: string): ReturnType<typeof createProject> {
  try {
    return createProject(resolve(dir));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR' || code === 'EEXIST') throw new UsageError(`A file stands where "${dir}" would be made.`);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOSPC')
      throw new UsageError(`"${dir}" cannot be made (${code}).`);
    throw error;
  }
}
