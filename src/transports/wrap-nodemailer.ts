import type { Receipt, Transport } from '../model/transport.js';
import { classifyFailure, type SmtpError } from './smtp-failure.js';

/** What Jink needs of a transport of nodemailer's. */
export interface NodemailerTransport {
  sendMail(mail: { envelope: { from: string; to: string[] }; messageId: string; raw: Buffer }): Promise<unknown>;
  verify?(): Promise<unknown>;
  close?(): void;
}

/** Where a message cannot have been begun. */
const BEFORE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Delivers through a transport that an application made with nodemailer. It stays the application's: `close` leaves it open. */
export function wrapNodemailer(connection: NodemailerTransport): Transport {
  const target = 'the transport';
  return {
    name: 'own',
    target,
    parallel: 5,
    async deliver({ from, to, messageId, eml }): Promise<Receipt> {
      const envelope = { from: from.address, to: [to.address] };
      try {
        const info = await connection.sendMail({
          envelope,
          messageId: `<${messageId}>`,
          raw: Buffer.from(eml.buffer, eml.byteOffset, eml.byteLength),
        });
        const { response, rejected } = (info ?? {}) as { response?: unknown; rejected?: unknown };
        if (Array.isArray(rejected) && rejected.length > 0)
          return {
            failure: { kind: 'permanent', code: 'recipient-refused', reason: 'The transport refused the recipient.' },
          };
        return { reply: typeof response === 'string' ? response : '' };
      } catch (error) {
        const { code = '', originalCode = code, timeoutType } = (error ?? {}) as SmtpError;
        const isBefore = BEFORE.has(originalCode) || /^(CONNECT|GREETING)_/.test(timeoutType ?? '');
        return { failure: classifyFailure((error ?? {}) as SmtpError, !isBefore, target) };
      }
    },
    async verify() {
      try {
        await connection.verify?.();
        return undefined;
      } catch (error) {
        return classifyFailure(error as SmtpError, false, target);
      }
    },
    close: async () => {},
  };
}
