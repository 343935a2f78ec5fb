import { createSender as create, type Sender, type SenderOptions } from './tasks/send/create-sender.js';

export type { Data } from './model/config.js';
export type { Diagnostic } from './model/diagnostic.js';
export type { Attachment, Invitation } from './model/message.js';
export type { Failure, FailureKind } from './model/transport.js';
export {
  type Sender,
  SenderError,
  type SenderOptions,
  type SendOutcome,
  type SendRow,
} from './tasks/send/create-sender.js';
export type { SendEnvelope } from './tasks/send/read-envelope.js';

/**
 * Opens a project for sending. Messages go through `transport` or `smtp`, else the server that SMTP_URL or the config
 * names, else to `.jink/outbox`.
 * @throws {SenderError} when the config or the server's address is wrong
 */
export function createSender(options: SenderOptions = {}): Promise<Sender> {
  const { SMTP_URL } = process.env;
  return create({ ...(SMTP_URL && { smtpUrl: SMTP_URL }), ...options });
}
