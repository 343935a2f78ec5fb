import type { Format } from '../model/format.js';
import type { Address, Message } from '../model/message.js';
import { type Part, partsOf } from './mime-part.js';

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
 * in it is chance or the time of day. nodemailer writes the headers; the rest takes it longer than filling in the template.
 */
export async function writeEml(message: Message): Promise<Buffer> {
  const { default: MimeNode } = await import('nodemailer/lib/mime-node');
  const node = () => new MimeNode('', { baseBoundary: 'none' });
  const whole = partsOf(message, ({ filename, contentType }, headers) =>
    node().createChild(contentType, { filename }).addHeader(headers).buildHeaders(),
  );
  const { from, to, replyTo, subject, messageId, date, headers } = message;
  const head = node().addHeader({ ...headers });
  head.setHeader('From', [named(from)]);
  if (to.length) head.setHeader('To', to.map(named));
  if (replyTo) head.setHeader('Reply-To', [named(replyTo)]);
  head.setHeader('Subject', subject);
  head.setHeader('Message-ID', `<${messageId}>`);
  head.setHeader('Date', date.toUTCString().replace('GMT', '+0000'));
  const pieces: (string | Buffer)[] = [`${head.buildHeaders()}\r\n`];
  let count = 0;
  const boundaryOf = () => `--_Jink-${messageId.slice(0, 32).replace(/[^a-z\d]/gi, '')}-Part_${++count}`;
  write(whole, boundaryOf, pieces);
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}

function write({ headers, content }: Part, boundaryOf: () => string, pieces: (string | Buffer)[]): void {
  if (Buffer.isBuffer(content)) {
    pieces.push(`${headers}\r\n\r\n`, content);
    if (content.at(-1) !== 10) pieces.push('\r\n');
    return;
  }
  const boundary = boundaryOf();
  pieces.push(`${headers};\r\n boundary="${boundary}"\r\n\r\n`);
  for (const part of content) {
    pieces.push(`--${boundary}\r\n`);
    write(part, boundaryOf, pieces);
    pieces.push('\r\n');
  }
  pieces.push(`--${boundary}--\r\n`);
}

function named({ name = '', address }: Address): { name: string; address: string } {
  return { name, address };
}
