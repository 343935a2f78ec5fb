import { EventEmitter } from 'node:events';
import type { InboxList, InboxMessage } from '../../model/inbox.js';
import type { CaughtMessage } from './catcher.js';
import { type Kept, toEntry } from './kept.js';
import type { Outbox } from './outbox.js';
import { type ReadMessage, readMessage } from './read-message.js';
import type { Ring } from './ring.js';

/** What was caught and what lies in the outbox, as one. */
export interface Inbox {
  /** Those that have every word of `query`. */
  list(query?: string): InboxList;
  /** How many there are, and how many nobody looked at. */
  count(): Pick<InboxList, 'revision' | 'total' | 'unread'>;
  find(id: string): Kept | undefined;
  /** The newest message with this Message-ID, brackets included. */
  findByMessageId(messageId: string): Kept | undefined;
  /** Its bytes and what they mean; undefined when it is gone. */
  read(kept: Kept): Promise<{ raw: Buffer; message: ReadMessage } | undefined>;
  describe(kept: Kept): Promise<InboxMessage | undefined>;
  /** The first message that fits, as soon as there is one; undefined when the signal says to give up. */
  wait(fits: (kept: Kept) => boolean, signal: AbortSignal): Promise<Kept | undefined>;
  keep(message: CaughtMessage): Promise<string>;
  markRead(id: string): void;
  remove(id: string): Promise<boolean>;
  clear(): Promise<void>;
  /** Looks into the outbox now. */
  refresh(): Promise<void>;
  /** Hears of each change, however many come at once; the answer ends it. */
  onChange(hear: () => void): () => void;
  /** Says where messages are caught, or why none are. */
  setCatcher(catcher: Pick<InboxList, 'smtp' | 'problem'>): void;
  close(): void;
}

/** As much of its HTML and its text is described; whoever needs more takes the message itself. In characters. */
const DESCRIBED = 1_000_000;
const CUT = 'The message is very large: only the beginning of its HTML and text is shown. The download has all of it.';

/** Messages that were taken apart lately. */
const REMEMBERED = 4;
/** Pages hear of changes no oftener, in ms. */
const PAUSE = 50;

export function createInbox(ring: Ring, openOutbox: (changed: () => void) => Outbox): Inbox {
  const events = new EventEmitter().setMaxListeners(0);
  let revision = 0;
  let catcher: Pick<InboxList, 'smtp' | 'problem'> = {};
  let timer: NodeJS.Timeout | undefined;
  const opened = new Map<string, Promise<{ raw: Buffer; message: ReadMessage } | undefined>>();

  function changed(): void {
    revision++;
    events.emit('change');
    timer ??= setTimeout(() => {
      timer = undefined;
      events.emit('calm');
    }, PAUSE).unref();
  }

  const outbox = openOutbox(changed);
  const all = () => [...ring.all().reverse(), ...outbox.all()].sort((a, b) => b.at - a.at);

  async function open(kept: Kept): Promise<{ raw: Buffer; message: ReadMessage } | undefined> {
    const raw = await kept.load();
    return raw && { raw, message: await readMessage(raw) };
  }

  function read(kept: Kept) {
    const known = opened.get(kept.id) ?? open(kept);
    opened.delete(kept.id);
    opened.set(kept.id, known);
    for (const id of opened.keys()) if (opened.size > REMEMBERED) opened.delete(id);
    return known;
  }

  function count() {
    const messages = all();
    return { revision, total: messages.length, unread: messages.filter(({ isRead }) => !isRead).length };
  }

  return {
    read,
    count,
    list(query = '') {
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      const found = all().filter((kept) => words.every((word) => kept.words.includes(word)));
      return { ...count(), ...catcher, messages: found.map(toEntry) };
    },
    find: (id) => all().find((kept) => kept.id === id),
    findByMessageId: (messageId) => all().find((kept) => kept.messageId === messageId),
    async describe(kept) {
      const found = await read(kept);
      if (!found) return undefined;
      const { files, messageId, date, cc, replyTo, html, text, headers, parts } = found.message;
      const isCut = html.length > DESCRIBED || text.length > DESCRIBED;
      const problem = found.message.problem ?? (isCut ? CUT : undefined);
      return {
        ...toEntry(kept),
        ...{ messageId, date, cc, replyTo, headers, parts },
        html: html.slice(0, DESCRIBED),
        text: text.slice(0, DESCRIBED),
        files: files.map(({ content, ...file }) => file),
        ...(kept.envelope && { envelope: kept.envelope }),
        transcript: [...kept.transcript],
        ...(problem && { problem }),
      };
    },
    wait(fits, signal) {
      return new Promise((resolve) => {
        const end = (found?: Kept) => {
          events.off('change', look);
          signal.removeEventListener('abort', give);
          resolve(found);
        };
        const give = () => end();
        const look = () => {
          const found = all().find(fits);
          if (found) end(found);
        };
        if (signal.aborted) return resolve(undefined);
        events.on('change', look);
        signal.addEventListener('abort', give);
        look();
      });
    },
    async keep(message) {
      const kept = await ring.keep(message);
      changed();
      return kept.id;
    },
    markRead(id) {
      const kept = all().find((one) => one.id === id);
      if (!kept || kept.isRead) return;
      kept.isRead = true;
      changed();
    },
    async remove(id) {
      const isGone = ring.remove(id) || (await outbox.remove(id));
      opened.delete(id);
      if (isGone) changed();
      return isGone;
    },
    async clear() {
      ring.clear();
      await outbox.clear();
      opened.clear();
      changed();
    },
    refresh: () => outbox.refresh(),
    onChange(hear) {
      events.on('calm', hear);
      return () => void events.off('calm', hear);
    },
    setCatcher(given) {
      catcher = given;
      changed();
    },
    close() {
      clearTimeout(timer);
      outbox.close();
    },
  };
}
