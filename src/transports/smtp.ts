import { Readable } from 'node:stream';
import type { Failure, Parcel, Receipt, Transport } from '../model/transport.js';
import { classifyFailure, type SmtpError } from './smtp-failure.js';
import { isLoopback, type SmtpSettings } from './smtp-settings.js';

/**
 * Sends through a server, over a few connections that stay open. The connection is encrypted and the server's
 * certificate is verified; only a server on this machine need not offer
 * that. `insecure` takes any certificate and, where nobody logs in, no encryption.
 */
export async function createSmtpTransport(settings: SmtpSettings): Promise<Transport> {
  const { createTransport } = await import('nodemailer');
  const { host, port, secure, user, pass, name, servername, ca, insecure, timeout } = settings;
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const connection = createTransport({
    pool: true,
    host,
    port,
    secure,
    requireTLS: !secure && !isLoopback(host) && (!insecure || user !== undefined),
    ...(user !== undefined && { auth: { user, pass: pass ?? '' }, forceAuth: true }),
    ...(name && { name }),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: !insecure, ...(servername && { servername }), ...(ca && { ca }) },
    maxConnections: settings.maxConnections,
    maxMessages: settings.maxMessages,
    // Whether a message may be sent again is decided where it is known whether the server has any of it.
    maxRequeues: 0,
    connectionTimeout: Math.min(timeout, 30) * 1000,
    greetingTimeout: Math.min(timeout, 30) * 1000,
    socketTimeout: timeout * 1000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** The text of each message on its way, to know whether any of it was read. */
  const texts = new WeakMap<Parcel, Readable>();
  connection.use('stream', (mail, done) => {
    const parcel = (mail.data as { parcel?: Parcel }).parcel!;
    const { message } = mail;
    message.createReadStream = () => {
      const text = Readable.from([parcel.eml], { objectMode: false });
      texts.set(parcel, text);
      return text as ReturnType<typeof message.createReadStream>;
    };
    done();
  });

  return {
    name: 'smtp',
    target,
    parallel: settings.maxConnections,
    async deliver(parcel): Promise<Receipt> {
      const { from, to, messageId, eml } = parcel;
      try {
        const mail = {
          envelope: { from: from.address, to: [to.address] },
          messageId: `<${messageId}>`,
          raw: eml,
          parcel,
        };
        const info = await connection.sendMail(mail);
        return { reply: info.response };
      } catch (error) {
        return { failure: classifyFailure(error as SmtpError, texts.get(parcel)?.readableDidRead === true, target) };
      }
    },
    async verify(): Promise<Failure | undefined> {
      try {
        await connection.verify();
        return undefined;
      } catch (error) {
        return classifyFailure(error as SmtpError, false, target);
      }
    },
    async close() {
      connection.close();
    },
  };
}
