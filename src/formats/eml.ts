import type { Format } from '../model/format.js';
import type { Message } from '../model/message.js';

/** A message to open in a mail program, with its data filled in. */
export const eml: Format = {
  name: 'eml',
  summary: 'a message to open in a mail program',
  fillsIn: true,
  isMessage: true,
  write: async ({ message }) => [{ kind: 'eml', extension: '.eml', content: await writeEml(message!) }],
};

/**
 * The message as it goes over the wire (RFC 5322, lines end with CR LF). The same message gives the same bytes: nothing
 * in it is chance or the time of day.
 */
export async function writeEml(message: Message): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { from, to, replyTo, subject, messageId, date, headers, text, html, attachments, invitation } = message;
  const composer = new MailComposer({
    from: { name: from.name ?? '', address: from.address },
    to: to.map(({ name = '', address }) => ({ name, address })),
    ...(replyTo && { replyTo: { name: replyTo.name ?? '', address: replyTo.address } }),
    subject,
    messageId: `<${messageId}>`,
    date,
    headers: { ...headers },
    ...(text && { text }),
    html,
    attachments: attachments.map(({ filename, content, contentType, cid }) => ({
      filename,
      content: Buffer.from(content),
      contentType,
      ...(cid ? { cid, contentDisposition: 'inline' } : { contentDisposition: 'attachment' }),
    })),
    ...(invitation && { icalEvent: { method: invitation.method, content: invitation.content } }),
    baseBoundary: messageId.slice(0, 32).replace(/[^a-z\d]/gi, ''),
    boundaryPrefix: '--_Jink',
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
