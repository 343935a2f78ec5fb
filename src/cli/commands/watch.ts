import type { BuildOptions } from '../../tasks/build.js';
import type { Project } from '../../tasks/project.js';
import { type WatchEvent, watchProject } from '../../tasks/watch.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit.js';
import { report } from '../report.js';
import type { Terminal } from '../terminal.js';

/** `jink build --watch`: goes on until it is interrupted. */
export async function watchCommand(project: Project, options: BuildOptions, context: Context): Promise<number> {
  const { terminal, root, config } = context;
  const tell = (event: WatchEvent) => {
    if (event.changed.length) terminal.say(terminal.style('dim', `\n${event.changed.join(', ')} changed`));
    report(event.result, event.project, terminal);
  };
  const watcher = await watchProject(project, { root, ...(config && { config }) }, options, tell, (code) =>
    warnOfWatching(code, terminal),
  );
  terminal.say(terminal.style('dim', '\nWatching for changes; Ctrl+C ends it.'));
  await interrupted();
  await watcher.close();
  return EXIT.fine;
}

/** Says that changes may go unnoticed. */
export function warnOfWatching(code: string, terminal: Terminal): void {
  const more = code === 'ENOSPC' ? ' On Linux fs.inotify.max_user_watches is the limit.' : '';
  terminal.complain(`The system does not let Jink watch every file (${code}): some changes may go unnoticed.${more}`);
}

export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
