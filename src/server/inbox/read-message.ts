import type { Address, Attachment, Email } from 'postal-mime';
import { readHeaders } from '../../mail/message-headers.js';
import { isWhole, readMimeTree } from '../../mail/mime-tree.js';
import type { Correspondent, MessageFile, MessageHeader, MessagePart } from '../../model/inbox.js';

/** A message taken apart. */
export interface ReadMessage {
  from: Correspondent;
  to: Correspondent[];
  cc: Correspondent[];
  replyTo: Correspondent[];
  subject: string;
  messageId: string;
  date: string;
  html: string;
  text: string;
  headers: MessageHeader[];
  parts: MessagePart;
  files: (MessageFile & { content: Uint8Array })[];
  problem?: string;
}

/** A parser needs some microseconds for each, and nothing else is done meanwhile. A message of 25 MB has 330,000. */
const MOST_LINES = 400_000;

const LIMITS = { maxNestingDepth: 40, maxHeadersSize: 2_000_000, maxRfc822NestingDepth: 1 };

/** Reads a message as mail programs do. One that is made to exhaust them shows its headers alone. */
export async function readMessage(raw: Buffer, parts = readMimeTree(raw)): Promise<ReadMessage> {
  const headers = readHeaders(raw);
  const parsed = isWhole(parts) && !hasMoreLines(raw, MOST_LINES) ? await parse(raw) : undefined;
  const email = parsed ?? (await parse(headerBlock(headers))) ?? EMPTY;
  // The line end before a boundary belongs to the boundary.
  const html = (parsed?.html ?? '').replace(/\n$/, '');
  const files = (parsed?.attachments ?? []).map((attachment) => toFile(attachment, html));
  return {
    from: people(email.from ? [email.from] : [])[0] ?? { name: '', address: '' },
    to: people(email.to),
    cc: people(email.cc),
    replyTo: people(email.replyTo),
    subject: email.subject ?? '',
    messageId: email.messageId ?? '',
    date: email.date ?? '',
    html,
    text: (parsed?.text ?? '').replace(/\n$/, ''),
    headers: await decode(headers),
    parts: markUsed(parts, html),
    files,
    ...(!parsed && {
      problem: 'The message has too many or too deep parts, too long headers or too many lines to be taken apart.',
    }),
  };
}

const EMPTY: Partial<Email> = {};

async function parse(raw: Buffer): Promise<Email | undefined> {
  const { default: PostalMime } = await import('postal-mime');
  try {
    return await PostalMime.parse(raw, LIMITS);
  } catch {
    return undefined;
  }
}

function hasMoreLines(raw: Buffer, most: number): boolean {
  let lines = 0;
  for (let at = raw.indexOf(0x0a); at !== -1; at = raw.indexOf(0x0a, at + 1)) if (++lines > most) return true;
  return false;
}

/** A longer header is left out of lists. */
const LONGEST = 16_000;

/** Those headers alone that a list of messages shows. */
function headerBlock(headers: readonly { name: string; raw: string }[]): Buffer {
  const shown = headers
    .filter(({ name }) => /^(from|to|cc|reply-to|subject|date|message-id)$/i.test(name))
    .filter(({ raw }) => raw.length <= LONGEST)
    .slice(0, 20);
  return Buffer.from(`${shown.map(({ raw }) => raw).join('\r\n')}\r\n\r\n`);
}

/** Encoded words are decoded, whatever header they stand in. */
async function decode(headers: readonly { name: string; value: string; raw: string }[]): Promise<MessageHeader[]> {
  const { decodeWords } = await import('postal-mime');
  return headers.slice(0, 500).map(({ name, value, raw }) => ({ name, value: decodeWords(value), raw }));
}

function people(addresses: readonly Address[] = []): Correspondent[] {
  return addresses
    .flatMap((one): readonly { name: string; address?: string | undefined }[] => one.group ?? [one])
    .slice(0, 100)
    .map(({ name, address = '' }) => ({ name, address }));
}

function toFile(attachment: Attachment, html: string): ReadMessage['files'][number] {
  const { filename, mimeType, contentId, content } = attachment;
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const cid = contentId?.replace(/^<|>$/g, '');
  return {
    filename: filename ?? '',
    type: mimeType,
    bytes: bytes.length,
    ...(cid && { cid }),
    isUsed: cid !== undefined && shows(html, cid),
    content: bytes,
  };
}

function markUsed(part: MessagePart, html: string): MessagePart {
  const isUsed = part.cid === undefined ? undefined : shows(html, part.cid);
  return {
    ...part,
    ...(isUsed !== undefined && { isUsed }),
    parts: part.parts.map((one) => markUsed(one, html)),
  };
}

function shows(html: string, cid: string): boolean {
  return html.includes(`cid:${cid}`) || html.includes(`cid:${encodeURIComponent(cid)}`);
}
