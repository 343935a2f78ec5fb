import { rulesOf } from '../builtin.js';
import type { Routes } from '../server/context.js';
import { openInbox } from '../server/inbox/open-inbox.js';
import type { Live } from '../server/live.js';
import { inboxRoutes } from '../server/routes/inbox.js';
import { sendRoutes } from '../server/routes/send.js';
import type { Project } from '../tasks/project.js';
import type { Context } from './context.js';

/** The inbox of `jink dev`: what the server answers of it, and what the terminal says. */
export interface DevInbox {
  routes: Routes[];
  /** Begins to catch messages, and says where an application has to send them. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export function openDevInbox(
  { root, config, terminal }: Context,
  { project, smtpPort, live }: { project: Project; smtpPort: number; live: Live },
): DevInbox {
  const { inbox, listen, close } = openInbox({ root: project.root, smtpPort });
  inbox.onChange(() => live.tell({ type: 'inbox', ...inbox.count() }));
  const smtpUrl = process.env.SMTP_URL;
  const sending = { root, ...(config && { config }), ...(smtpUrl && { smtpUrl }) };
  return {
    close,
    routes: [...inboxRoutes(inbox, rulesOf(project.config)), sendRoutes(sending, inbox)],
    async start() {
      const caught = await listen();
      if ('problem' in caught) return terminal.say(`${caught.problem} Choose another one with --smtp-port.\n`);
      if (caught.port !== smtpPort && smtpPort !== 0) terminal.say(`Port ${smtpPort} is taken.`);
      const address = terminal.style('bold', `smtp://127.0.0.1:${caught.port}`);
      terminal.say(`Messages to ${address} are caught, and shown there too\n`);
    },
  };
}
