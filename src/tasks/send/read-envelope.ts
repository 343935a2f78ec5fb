import * as problems from '../../diagnostics/problems.js';
import { parseAddress } from '../../mail/address.js';
import { isAllowed } from '../../mail/allowance.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Address, Attachment, Envelope, Invitation } from '../../model/message.js';
import { shown } from './read-rows.js';
import { refuseExtras } from './refuse-extras.js';

/** Who gets a message, and what else is decided for it alone. */
export interface SendEnvelope {
  /** One person: `Ada <ada@example.com>`. */
  to: string;
  from?: string;
  replyTo?: string;
  subject?: string;
  /** The reader's own https address to unsubscribe at, or that and a `mailto:` address. */
  unsubscribe?: string | readonly string[];
  headers?: Readonly<Record<string, string>>;
  /** Bytes; paths and addresses are not read. */
  attachments?: readonly Attachment[];
  invitation?: Invitation;
}

/** Takes apart what an application wrote; without an envelope, the diagnostics say why. */
export function readEnvelope(
  given: SendEnvelope,
  allowed: readonly string[],
): { envelope?: Envelope; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const read = (field: 'to' | 'from' | 'replyTo'): { [key: string]: Address } => {
    const written = given[field];
    if (written === undefined && field !== 'to') return {};
    const parsed = parseAddress(written);
    if ('address' in parsed) return { [field]: parsed.address };
    diagnostics.push(problems.invalidAddress(field, shown(written), parsed.reason));
    return {};
  };
  const envelope: Envelope = { ...read('to'), ...read('from'), ...read('replyTo') };
  if (envelope.to && !isAllowed(envelope.to, allowed))
    diagnostics.push(problems.recipientNotAllowed(envelope.to.address, allowed));
  const { subject, unsubscribe, headers, attachments, invitation } = given;
  const wrong = refuseExtras(given);
  if (wrong) return { diagnostics: [...diagnostics, problems.unsafeData(wrong)] };
  return {
    envelope: {
      ...envelope,
      ...(subject !== undefined && { subject }),
      ...(unsubscribe !== undefined && { unsubscribe }),
      ...(headers && { headers }),
      ...(attachments && { attachments }),
      ...(invitation && { invitation }),
    },
    diagnostics,
  };
}
