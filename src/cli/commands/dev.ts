import { createEmails } from '../../server/emails.js';
import { PAGE } from '../../server/page.js';
import { startServer } from '../../server/server.js';
import { watchProject } from '../../tasks/watch.js';
import { type Context, openForCommand } from '../context.js';
import { EXIT, UsageError } from '../exit.js';
import { report } from '../report.js';
import { interrupted } from './watch.js';

interface Options {
  port: number;
  host: string;
}

/** `jink dev`: builds, then shows the emails until it is interrupted, building again after each change. */
export async function devCommand(_args: string[], { port, host }: Options, context: Context): Promise<number> {
  const { terminal, root, config } = context;
  const project = await openForCommand(context);
  const emails = createEmails();
  const watcher = await watchProject(project, { root, ...(config && { config }) }, {}, async (event) => {
    if (event.changed.length) terminal.say(terminal.style('dim', `\n${event.changed.join(', ')} changed`));
    report(event.result, event.project, terminal);
    if (!event.configFailed)
      await emails.refresh(
        event.project,
        event.result.templates.map(({ name }) => name),
      );
  });
  try {
    const server = await startServer({ emails, page: PAGE, host, port });
    if (server.port !== port && port !== 0) terminal.say(`\nPort ${port} is taken.`);
    terminal.say(`\nYour emails are at ${terminal.style('bold', server.url)}  (Ctrl+C ends it)`);
    if (!/^(localhost|127\.|\[?::1)/.test(host)) terminal.say('Everybody in your network can see them.');
    await interrupted();
    await server.close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND') throw error;
    throw new UsageError(
      `Jink cannot listen on ${host}:${port} (${code}).`,
      'Choose another one with --port or --host.',
    );
  } finally {
    await watcher.close();
  }
  return EXIT.fine;
}
