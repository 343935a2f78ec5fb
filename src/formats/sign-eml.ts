/** Signs messages for one domain; the private key has been read and is known to be one of RSA. */
export interface Signer {
  domain: string;
  selector: string;
  /** PEM. */
  key: string;
}

/**
 * What a signature covers: all that a reader sees, and what servers and one click on "unsubscribe" go by (RFC 8058 asks
 * for both headers, and nodemailer's own list lacks the second). A header that is not there is left out.
 */
const SIGNED = [
  ...['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'date', 'message-id', 'in-reply-to', 'references'],
  ...['mime-version', 'content-type', 'content-transfer-encoding'],
  ...['list-id', 'list-unsubscribe', 'list-unsubscribe-post', 'feedback-id', 'auto-submitted'],
].join(':');

/**
 * A message with a signature of each key before it (RFC 6376, rsa-sha256, relaxed/relaxed). The same message gives the
 * same bytes.
 * @throws when a signature is missing: nodemailer leaves one out without a word
 */
export async function signEml(eml: Buffer, signers: readonly Signer[]): Promise<Buffer> {
  if (signers.length === 0) return eml;
  const { default: DKIM } = await import('nodemailer/lib/dkim');
  const keys = signers.map(({ domain, selector, key }) => ({
    domainName: domain,
    keySelector: selector,
    privateKey: key,
  }));
  const signed = new DKIM({ keys, headerFieldNames: SIGNED }).sign(eml);
  const chunks: Buffer[] = [];
  for await (const chunk of signed) chunks.push(chunk as Buffer);
  const whole = Buffer.concat(chunks);
  const before = whole.subarray(0, whole.length - eml.length).toString('latin1');
  const count = before.match(/^DKIM-Signature: /gm)?.length ?? 0;
  if (count !== signers.length || !whole.subarray(-eml.length).equals(eml))
    throw new Error('A message was not signed as it should be.');
  return whole;
}
