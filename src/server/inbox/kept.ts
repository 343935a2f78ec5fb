import { randomBytes } from 'node:crypto';
import type { InboxEntry, MessageEnvelope, TranscriptLine } from '../../model/inbox.js';
import type { Summary } from './summarize.js';

/** A message of the inbox, wherever its bytes are. */
export interface Kept extends Summary {
  id: string;
  source: InboxEntry['source'];
  /** When it came, in ms. */
  at: number;
  isRead: boolean;
  envelope?: MessageEnvelope;
  transcript: readonly TranscriptLine[];
  /** Its bytes; undefined when they are gone meanwhile. */
  load(): Promise<Buffer | undefined>;
}

/** A name for a message that nothing in it decides. */
export function newId(): string {
  return randomBytes(9).toString('base64url');
}

export function toEntry(kept: Kept): InboxEntry {
  const { id, source, at, from, to, subject, snippet, bytes, attachments, isRead, envelope } = kept;
  const people = envelope?.to.map((address) => {
    const known = to.find((one) => one.address.toLowerCase() === address.toLowerCase());
    return { name: known?.name ?? '', address };
  });
  return {
    ...{ id, source, from, subject, snippet, bytes, attachments, isRead },
    to: people ?? to,
    at: new Date(at).toISOString(),
  };
}
