import { bodyStart } from '../../mail/message-headers.js';
import { leavesOf, readMimeTree } from '../../mail/mime-tree.js';
import type { InboxEntry } from '../../model/inbox.js';
import { readMessage } from './read-message.js';

/** What a list shows of a message, and what it is found by. */
export type Summary = Pick<InboxEntry, 'from' | 'to' | 'subject' | 'snippet' | 'bytes' | 'attachments'> & {
  messageId: string;
  /** In lower case. */
  words: string;
};

/** Of larger messages, the headers alone are read before somebody opens them. */
const LARGE = 1_000_000;
/** As much of a message's text is searched, in characters. */
const SEARCHED = 20_000;

export async function summarize(raw: Buffer): Promise<Summary> {
  const parts = readMimeTree(raw);
  const isLarge = raw.length > LARGE;
  const read = isLarge
    ? await readMessage(raw.subarray(0, bodyStart(raw, 0, raw.length)))
    : await readMessage(raw, parts);
  const { from, to, subject, messageId } = read;
  const text = (read.text || plain(read.html)).replace(/\s+/g, ' ').trim().slice(0, SEARCHED);
  const people = [from, ...to, ...read.cc].map(({ name, address }) => `${name} ${address}`);
  return {
    from,
    to,
    subject,
    messageId,
    snippet: text.slice(0, 140),
    bytes: raw.length,
    attachments: leavesOf(parts).filter(({ disposition }) => disposition === 'attachment').length,
    words: [subject, ...people, text].join('\n').toLowerCase(),
  };
}

/** The words of HTML, well enough to be searched. */
function plain(html: string): string {
  return html
    .slice(0, 10 * SEARCHED)
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<[^>]*>/gi, ' ')
    .replace(/&(nbsp|zwnj|shy|#847|#8203);/g, ' ')
    .replace(/&amp;/g, '&');
}
