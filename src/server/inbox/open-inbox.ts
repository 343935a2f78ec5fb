import { join } from 'node:path';
import { startCatcher } from './catcher.js';
import { createInbox, type Inbox } from './inbox.js';
import { watchOutbox } from './outbox.js';
import { createRing } from './ring.js';

export interface InboxOptions {
  /** Absolute path of the project. */
  root: string;
  /** Where applications send to; the next free one when it is taken, any when it is 0. */
  smtpPort: number;
}

export interface OpenInbox {
  inbox: Inbox;
  /** Where messages are caught. */
  port?: number;
  /** Why none are. */
  problem?: string;
  close(): Promise<void>;
}

/** Catches messages on this machine, and watches the project's outbox. Without a free port, the outbox alone is shown. */
export async function openInbox({ root, smtpPort }: InboxOptions): Promise<OpenInbox> {
  const inbox = createInbox(createRing(), (changed) => watchOutbox(join(root, '.jink', 'outbox'), changed));
  void inbox.refresh();
  try {
    const catcher = await startCatcher(smtpPort, (message) => inbox.keep(message));
    inbox.setCatcher({ smtp: `smtp://127.0.0.1:${catcher.port}` });
    return {
      inbox,
      port: catcher.port,
      async close() {
        inbox.close();
        await catcher.close();
      },
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    const problem = `No message can be caught: port ${smtpPort} cannot be opened (${code}).`;
    inbox.setCatcher({ problem });
    return { inbox, problem, close: async () => inbox.close() };
  }
}
