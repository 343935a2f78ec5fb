import type { Failure, FailureKind } from '../model/transport.js';

/** What is read of nodemailer's errors. */
export interface SmtpError {
  code?: string;
  originalCode?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  permanent?: boolean;
  timeoutType?: string;
  rejectedErrors?: SmtpError[];
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|HOSTNAME/;

/** Commands that come before any message. */
const BEFORE_MESSAGES = /^(CONN|EHLO|HELO|STARTTLS|RSET)$/;

/**
 * What an error of the connection means for the message.
 * @param hasBegun whether the server had been given any of the message's text
 */
export function classifyFailure(error: SmtpError, hasBegun: boolean, target: string): Failure {
  const { code = '', command = '', responseCode, timeoutType } = error;
  const reply = replyOf(error.rejectedErrors?.[0] ?? error);
  const failure = (kind: FailureKind, name: string, reason: string): Failure => ({
    kind,
    code: name,
    reason,
    ...(reply && { reply }),
  });
  const isLater = responseCode !== undefined && responseCode < 500;
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return isLater
      ? failure('temporary', 'login-later', `${target} cannot check the password now.`)
      : failure('stop', 'login-refused', `${target} refused the user or the password, or offers no login.`);
  const reasonCode = error.originalCode ?? code;
  if (CERTIFICATE.test(reasonCode))
    return failure(
      'stop',
      'certificate',
      `The certificate of ${target} is not trusted (${reasonCode}); nothing was sent.`,
    );
  if (responseCode === 421 || (isLater && BEFORE_MESSAGES.test(command)))
    return failure('temporary', 'server-busy', `${target} takes nothing now.`);
  if (code === 'ETLS')
    return failure('stop', 'no-tls', `${target} offers no encryption that can be used; nothing was sent.`);
  if (code === 'EDNS' || /^(ENOTFOUND|EAI_)/.test(reasonCode))
    return reasonCode === 'EAI_AGAIN'
      ? failure('temporary', 'host-later', `The name of ${target} could not be looked up.`)
      : failure('stop', 'host-unknown', `There is no server ${target}.`);
  if (responseCode !== undefined && BEFORE_MESSAGES.test(command))
    return failure('stop', 'connection-rejected', `${target} takes no messages from here; nothing was sent.`);
  if (code === 'EMESSAGE' && responseCode === undefined && command === 'MAIL FROM')
    return failure('permanent', 'too-large', `${target} takes no message that large; nothing was sent.`);
  if (responseCode !== undefined) return { ...classifyReply(error), ...(reply && { reply }) };
  if (hasBegun)
    return failure('unknown', 'cut-off', `${target} was lost while it had the message: it may have been delivered.`);
  if (reasonCode === 'ECONNREFUSED')
    return failure('temporary', 'connection-refused', `${target} takes no connections.`);
  if (timeoutType || code === 'ETIMEDOUT') return failure('temporary', 'timeout', `${target} does not answer.`);
  if (code === 'EPROTOCOL') return failure('stop', 'no-smtp', `${target} does not speak SMTP.`);
  return failure('temporary', 'connection-lost', `The connection to ${target} was lost before the message was sent.`);
}

/** What an answer to one message means: to its sender, its recipient or its text. */
function classifyReply({
  code,
  command = '',
  responseCode = 0,
  response = '',
  permanent,
  rejectedErrors,
}: SmtpError): Failure {
  const refused = rejectedErrors?.[0];
  const isPermanent = refused?.permanent ?? permanent ?? responseCode >= 500;
  // 552 5.2.2 is a full mailbox.
  const isTooLarge = isPermanent && responseCode === 552 && !/5\.2\.2/.test(response) && command !== 'RCPT TO';
  if (isTooLarge) return { kind: 'permanent', code: 'too-large', reason: 'The server takes no message that large.' };
  const what = refused || command === 'RCPT TO' ? 'recipient' : command === 'MAIL FROM' ? 'sender' : 'message';
  if (!isPermanent)
    return { kind: 'temporary', code: `${what}-later`, reason: `The server cannot take the ${what} now.` };
  // Whatever a sender may not, it may not for anybody.
  const kind = what === 'sender' && code === 'EENVELOPE' ? 'stop' : 'permanent';
  return { kind, code: `${what}-refused`, reason: `The server refused the ${what}.` };
}

/** The server's words, in one line that cannot steer a terminal. */
function replyOf({ response }: SmtpError): string {
  return (response ?? '')
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 300);
}
