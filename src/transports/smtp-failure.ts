import type { Failure, FailureKind } from '../model/transport.js';

/** What is read of nodemailer's errors. */
export interface SmtpError {
  code?: string;
  originalCode?: string;
  responseCode?: number;
  response?: string;
  permanent?: boolean;
  timeoutType?: string;
  rejectedErrors?: SmtpError[];
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|HOSTNAME/;

/**
 * What an error of the connection means for the message.
 * @param hasBegun whether the server had been given any of the message's text
 */
export function classifyFailure(error: SmtpError, hasBegun: boolean, target: string): Failure {
  const { code = '', responseCode, timeoutType } = error;
  const rejected = error.rejectedErrors?.[0];
  if (rejected && code === 'EENVELOPE') return classifyReply(rejected, 'recipient-refused', 'recipient');
  const reply = replyOf(error);
  const failure = (kind: FailureKind, name: string, reason: string): Failure => ({
    kind,
    code: name,
    reason,
    ...(reply && { reply }),
  });
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return responseCode !== undefined && responseCode < 500
      ? failure('temporary', 'login-later', `${target} cannot check the password now.`)
      : failure('stop', 'login-refused', `${target} refused the user or the password, or offers no login.`);
  const reasonCode = error.originalCode ?? code;
  if (CERTIFICATE.test(reasonCode))
    return failure(
      'stop',
      'certificate',
      `The certificate of ${target} is not trusted (${reasonCode}); nothing was sent.`,
    );
  if (code === 'ETLS')
    return failure('stop', 'no-tls', `${target} offers no encryption that can be used; nothing was sent.`);
  if (code === 'EDNS' || /^(ENOTFOUND|EAI_)/.test(reasonCode))
    return reasonCode === 'EAI_AGAIN'
      ? failure('temporary', 'host-later', `The name of ${target} could not be looked up.`)
      : failure('stop', 'host-unknown', `There is no server ${target}.`);
  if (responseCode !== undefined) return classifyReply(error, 'message-refused', 'message');
  if (hasBegun)
    return failure('unknown', 'cut-off', `${target} was lost while it had the message: it may have been delivered.`);
  if (reasonCode === 'ECONNREFUSED')
    return failure('temporary', 'connection-refused', `${target} takes no connections.`);
  if (timeoutType || code === 'ETIMEDOUT') return failure('temporary', 'timeout', `${target} does not answer.`);
  if (code === 'EPROTOCOL') return failure('stop', 'no-smtp', `${target} does not speak SMTP.`);
  return failure('temporary', 'connection-lost', `The connection to ${target} was lost before the message was sent.`);
}

function classifyReply(error: SmtpError, name: string, what: string): Failure {
  const reply = replyOf(error);
  const isPermanent = error.permanent ?? (error.responseCode ?? 0) >= 500;
  return {
    kind: isPermanent ? 'permanent' : 'temporary',
    code: isPermanent ? name : `${what}-later`,
    reason: isPermanent ? `The server refused the ${what}.` : `The server cannot take the ${what} now.`,
    ...(reply && { reply }),
  };
}

/** The server's words, in one line that cannot steer a terminal. */
function replyOf({ response }: SmtpError): string {
  return (response ?? '')
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 300);
}
