import type { Failure, Receipt, Transport } from '../model/transport.js';
import { classifyFailure, type SmtpError } from './smtp-failure.js';
import { createPool, type SmtpConnection } from './smtp-pool.js';
import { isLoopback, type SmtpSettings } from './smtp-settings.js';

/**
 * Sends through a server, over a few connections that stay open. The connection is encrypted and the server's
 * certificate is verified; only a server on this machine need not offer
 * that. `insecure` takes any certificate and, where nobody logs in, no encryption.
 */
export async function createSmtpTransport(settings: SmtpSettings): Promise<Transport> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const { host, port, secure, user, pass = '', name, servername, ca, insecure, timeout } = settings;
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const options = {
    host,
    port,
    secure,
    requireTLS: !secure && !isLoopback(host) && (!insecure || user !== undefined),
    ...(name && { name }),
    tls: {
      minVersion: 'TLSv1.2' as const,
      rejectUnauthorized: !insecure,
      ...(servername && { servername }),
      ...(ca && { ca }),
    },
    connectionTimeout: Math.min(timeout, 30) * 1000,
    greetingTimeout: Math.min(timeout, 30) * 1000,
    socketTimeout: timeout * 1000,
  };
  const login = user === undefined ? undefined : { credentials: { user, pass } };
  const pool = createPool(() => new SMTPConnection(options) as SmtpConnection, login, settings.maxMessages);

  return {
    name: 'smtp',
    target,
    parallel: settings.maxConnections,
    async deliver(parcel): Promise<Receipt> {
      const sent = await pool.send(parcel);
      if ('response' in sent) return { reply: sent.response };
      return { failure: classifyFailure(sent.error, sent.hasBegun, target) };
    },
    async verify(): Promise<Failure | undefined> {
      try {
        await pool.verify();
        return undefined;
      } catch (error) {
        return classifyFailure(error as SmtpError, false, target);
      }
    },
    close: async () => pool.close(),
  };
}
