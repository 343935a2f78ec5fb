import { join } from 'node:path';
import { lensesOf } from '../../builtin.js';
import { replaceRemoteImages } from '../../offline/replace-remote-images.js';
import { createEmails, type Emails } from '../../server/emails.js';
import { createLive } from '../../server/live.js';
import { PAGE } from '../../server/page.js';
import { startServer } from '../../server/server.js';
import { findTakenNames } from '../../tasks/taken-names.js';
import { type FileWatcher, watchFiles } from '../../tasks/watch-files.js';
import { type Context, openForCommand, refuseConfig } from '../context.js';
import { openDevInbox } from '../dev-inbox.js';
import { EXIT, UsageError } from '../exit.js';
import { networkAddress } from '../network-address.js';
import { openBrowser } from '../open-browser.js';
import { qrCode } from '../qr-code.js';
import { reportRound } from '../report.js';
import type { Terminal } from '../terminal.js';
import { interrupted, warnOfWatching } from './watch.js';

interface Options {
  port: number;
  host: string;
  open?: boolean;
  smtpPort: number;
}

/** `jink dev`: shows the emails until it is interrupted, and compiles them again after each change. */
export async function devCommand(
  _args: string[],
  { port, host, open, smtpPort }: Options,
  context: Context,
): Promise<number> {
  const { terminal, root, config } = context;
  const since = Date.now();
  const project = await openForCommand(context);
  refuseConfig(findTakenNames(project), project, terminal);
  const lenses = lensesOf(project.config);
  const live = createLive();
  const complain = (error: unknown) =>
    terminal.complain(`This is a bug in Jink: ${error instanceof Error ? error.stack : String(error)}`);
  // Listens before anything is compiled, so that the browser can load the page meanwhile.
  const emails: Emails = createEmails({
    project,
    projectOptions: { root, ...(config && { config }) },
    lenses,
    tell: live.tell,
    report: (round) => reportRound(round, terminal),
    complain,
  });
  const mail = openDevInbox(context, { project, smtpPort, live });
  let watcher: FileWatcher | undefined;
  try {
    const server = await startServer({
      emails,
      live,
      lenses,
      hideRemote: replaceRemoteImages,
      routes: mail.routes,
      page: PAGE,
      host,
      port,
      complain,
    });
    if (server.port !== port && port !== 0) terminal.say(`Port ${port} is taken, so this is port ${server.port}.`);
    terminal.say(`Your emails are at ${terminal.style('bold', server.url)}  (Ctrl+C ends it)\n`);
    if (server.accessToken !== undefined) sayNetwork(host, server.port, server.accessToken, terminal);
    if (open)
      void openBrowser(server.url).then((isOpen) => {
        if (!isOpen) terminal.say('No browser could be opened: open the address yourself.\n');
      });
    watcher = await watchFiles(project.root, join(project.root, 'dist'), emails.change, {
      since,
      refused: (code) => warnOfWatching(code, terminal),
    });
    await mail.start();
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
    await watcher?.close();
    await mail.close();
    await emails.close();
  }
  return EXIT.fine;
}

/** Where other devices find the server, for phones as a picture, and what that means. */
function sayNetwork(host: string, port: number, token: string, terminal: Terminal): void {
  const name = networkAddress(host);
  if (name !== undefined) {
    const url = `http://${name}:${port}/?token=${token}`;
    terminal.say(`In your network they are at ${terminal.style('bold', url)}\n`);
    for (const line of qrCode(url).split('\n')) terminal.say(`  ${terminal.style('white on black', line)}`);
  }
  terminal.say(
    `\n${terminal.style('yellow', 'Everybody in your network who has this address')} can read the emails and their data, and change the data.\nWithout --host only this machine can.\n`,
  );
}
