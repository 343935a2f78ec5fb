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
  /** Where messages are caught, as soon as it is known, or why none are. */
  ready: Promise<{ port: number } | { problem: string }>;
  close(): Promise<void>;
}

/**
 * Catches messages on this machine, and watches the project's outbox. The inbox is there at once, and its SMTP server a
 * moment later; without a free port, the outbox alone is shown.
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

  const ready = start();
  return {
    inbox,
    ready,
    async close() {
      inbox.close();
      await ready.catch(() => {});
      await catcher?.close();
    },
  };
}
