import { encodeBase64, encodeText } from '../mail/encode-text.js';
import type { Attachment, Invitation, Message } from '../model/message.js';

/** A part of a message: its headers, and its content or parts. */
export interface Part {
  /** Without the end of the last line; of several parts without their boundary. */
  headers: string;
  content: Buffer | readonly Part[];
}

/** Writes the headers of a file that goes along: its name may have to be encoded. */
type WriteHeaders = (file: Attachment, headers: Record<string, string>) => string;

/**
 * What a message is made of (RFC 2046): the text and the HTML to choose from, the HTML with its images, and all that
 * with the files that go along. Nothing is around what stands alone.
 */
export function partsOf(message: Message, writeHeaders: WriteHeaders): Part {
  const { text, html, attachments, invitation } = message;
  const images = attachments.filter(({ cid }) => cid !== undefined);
  const files = attachments.filter(({ cid }) => cid === undefined);
  const file = (attachment: Attachment) => filePart(attachment, writeHeaders);
  const page = textPart('text/html; charset=utf-8', html);
  const body = several('alternative', [
    ...(text ? [textPart('text/plain; charset=utf-8', text)] : []),
    several('related', [page, ...images.map(file)]),
    ...(invitation ? [textPart(`text/calendar; charset=utf-8; method=${invitation.method}`, invitation.content)] : []),
  ]);
  return several('mixed', [body, ...files.map(file), ...(invitation ? [file(calendarFile(invitation))] : [])]);
}

function several(kind: string, parts: readonly Part[]): Part {
  return parts.length === 1 ? parts[0]! : { headers: `Content-Type: multipart/${kind}`, content: parts };
}

function textPart(type: string, text: string): Part {
  const { encoding, content } = encodeText(text);
  return { headers: `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}`, content };
}

/** Images are the same in every message of a run. */
const encoded = new WeakMap<Attachment, Part>();

function filePart(attachment: Attachment, writeHeaders: WriteHeaders): Part {
  const known = encoded.get(attachment);
  if (known) return known;
  const { content, cid } = attachment;
  const headers = writeHeaders(attachment, {
    ...(cid !== undefined && { 'Content-ID': `<${cid}>` }),
    'Content-Transfer-Encoding': 'base64',
    'Content-Disposition': cid === undefined ? 'attachment' : 'inline',
  });
  const part = { headers, content: encodeBase64(content) };
  encoded.set(attachment, part);
  return part;
}

/** Outlook shows the invitation that is one of the alternatives; others want a file. */
function calendarFile({ content }: Invitation): Attachment {
  return { filename: 'invite.ics', content: Buffer.from(content), contentType: 'application/ics' };
}
