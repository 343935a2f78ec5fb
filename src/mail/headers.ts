import { hasControls } from './address.js';

/** Headers that come of a message's own fields, or that servers write. */
const TAKEN = new Set([
  ...['from', 'sender', 'to', 'cc', 'bcc', 'reply-to', 'subject', 'date', 'message-id', 'mime-version'],
  ...['return-path', 'received', 'dkim-signature', 'list-unsubscribe', 'list-unsubscribe-post', 'apparently-to'],
]);

const LONGEST = 900;

/** Why a header cannot be sent; undefined for one that can. */
export function refuseHeader(name: string, value: unknown): string | undefined {
  if (!/^[A-Za-z\d-]+$/.test(name) || name.length > 70) return 'its name has more than letters, digits and hyphens';
  if (TAKEN.has(name.toLowerCase()) || /^(content|resent)-/i.test(name)) return 'Jink writes this header itself';
  if (typeof value !== 'string') return 'its value is not a text';
  if (hasControls(value)) return 'its value has a line break or a control character';
  return value.length > LONGEST ? `its value is longer than ${LONGEST} characters` : undefined;
}
