import type { BuildOptions } from '../../tasks/build.js';
import type { Project } from '../../tasks/project.js';
import { watchProject } from '../../tasks/watch.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit.js';
import { report } from '../report.js';

/** `jink build --watch`: goes on until it is interrupted. */
export async function watchCommand(project: Project, options: BuildOptions, context: Context): Promise<number> {
  const { terminal, root, config } = context;
  const watcher = await watchProject(project, { root, ...(config && { config }) }, options, (event) => {
    if (event.changed.length) terminal.say(terminal.style('dim', `\n${event.changed.join(', ')} changed`));
    report(event.result, event.project, terminal);
  });
  terminal.say(terminal.style('dim', '\nWatching for changes; Ctrl+C ends it.'));
  await interrupted();
  await watcher.close();
  return EXIT.fine;
}

export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
