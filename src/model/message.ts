import type { Email } from './email.js';

/** Somebody's address; `address` is plain ASCII behind the @, as servers want it. */
export interface Address {
  name?: string;
  address: string;
}

/** A file that goes along. It is always the bytes themselves: a message never reads files or addresses by itself. */
export interface Attachment {
  filename: string;
  content: Uint8Array;
  contentType: string;
  /** The name by which the HTML shows it: `cid:…`. */
  cid?: string;
}

/** An invitation of a calendar, as the text of an .ics file. */
export interface Invitation {
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL' | 'REPLY';
  content: string;
}

/** An email with an envelope: all that is sent, and nothing that is not. */
export interface Message extends Email {
  from: Address;
  /** Nobody in a draft, one person in what is sent. */
  to: readonly Address[];
  replyTo?: Address;
  date: Date;
  /** Without angle brackets; the same for the same message. */
  messageId: string;
  /** Beside those that come of the fields above. */
  headers: Readonly<Record<string, string>>;
  attachments: readonly Attachment[];
  invitation?: Invitation;
}

/** What is decided for one message, beside its template and data. */
export interface Envelope {
  /** One person; nobody for a draft. */
  to?: Address;
  /** Instead of the config's. */
  from?: Address;
  replyTo?: Address;
  /** Instead of the template's. */
  subject?: string;
  /** Where the reader unsubscribes: an https address of their own, or that and a `mailto:` address. */
  unsubscribe?: string | readonly string[];
  headers?: Readonly<Record<string, string>>;
  attachments?: readonly Attachment[];
  invitation?: Invitation;
}
