import { resolve } from 'node:path';
import { createProject } from '../../tasks/create.js';
import type { Context } from '../context.js';
import { EXIT, UsageError } from '../exit.js';

/** `jink new` */
export async function newCommand([dir]: string[], _options: object, { terminal }: Context): Promise<number> {
  const created = createProject(resolve(dir!));
  if (!created) throw new UsageError(`"${dir}" is not empty.`, 'Choose a folder that is empty or not there yet.');
  terminal.say(`${terminal.style('green', '✓')} ${dir} has ${created.files.length} files. Next:\n`);
  terminal.say(`  cd ${dir}\n  jink build    then open dist/weekly-agent-report.html`);
  return EXIT.fine;
}
