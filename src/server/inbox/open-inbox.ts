import { join } from 'node:path';
import { type Catcher, startCatcher } from './catcher.js';
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
  /** Begins to catch messages; says where, or why none are caught. */
  listen(): Promise<{ port: number } | { problem: string }>;
  close(): Promise<void>;
}

/**
 * Watches the project's outbox and, as soon as it is told to listen, catches messages on this machine. Without a free
 * port, the outbox alone is shown.
 */
export function openInbox({ root, smtpPort }: InboxOptions): OpenInbox {
  const inbox = createInbox(createRing(), (changed) => watchOutbox(join(root, '.jink', 'outbox'), changed));
  let catcher: Catcher | undefined;

  async function start(): Promise<{ port: number } | { problem: string }> {
    try {
      catcher = await startCatcher(smtpPort, (message) => inbox.keep(message));
      inbox.setCatcher({ smtp: `smtp://127.0.0.1:${catcher.port}` });
      return { port: catcher.port };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!code) throw error;
      const problem = `No message can be caught: port ${smtpPort} cannot be opened (${code}).`;
      inbox.setCatcher({ problem });
      return { problem };
    }
  }

  let started: ReturnType<typeof start> | undefined;
  return {
    inbox,
    listen() {
      started ??= start();
      return started;
    },
    async close() {
      inbox.close();
      await started?.catch(() => {});
      await catcher?.close();
    },
  };
}
