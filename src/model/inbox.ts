import type { Diagnostic, Severity } from './diagnostic.js';

/** What `jink dev` and its page say to each other of messages and of sending; the rest is in protocol.ts. */

/** `GET /api/inbox?q=…&limit=…`: what was caught and what lies in the outbox, newest first. */
export interface InboxList {
  /** Grows with each change; a later list has the higher one. */
  revision: number;
  /** Where applications have to send: `smtp://127.0.0.1:2525`. Nothing is caught without. */
  smtp?: string;
  /** Why nothing is caught. */
  problem?: string;
  messages: InboxEntry[];
  /** How many there are, whatever was searched for. */
  total: number;
  unread: number;
}

export interface InboxEntry {
  /** Chance, and nothing of the message. */
  id: string;
  source: 'smtp' | 'outbox';
  /** When it came, as ISO 8601. */
  at: string;
  from: Correspondent;
  /** Those of the envelope where there is one, else of the headers. */
  to: Correspondent[];
  subject: string;
  /** The beginning of its text. */
  snippet: string;
  /** Of the whole message. */
  bytes: number;
  attachments: number;
  isRead: boolean;
}

export interface Correspondent {
  name: string;
  address: string;
}

/** `GET /api/inbox/<id>`, and the answer of `/api/inbox/wait`: all there is to know of one message. */
export interface InboxMessage extends InboxEntry {
  messageId: string;
  /** Of the header, as ISO 8601 where it can be read. */
  date: string;
  cc: Correspondent[];
  replyTo: Correspondent[];
  /** Empty without such a part. */
  html: string;
  text: string;
  headers: MessageHeader[];
  /** The message as a tree of its parts. */
  parts: MessagePart;
  files: MessageFile[];
  envelope?: MessageEnvelope;
  /** What was said while it came, without passwords. */
  transcript: TranscriptLine[];
  /** Why some of this is empty: the message is too large or too deep to be taken apart. */
  problem?: string;
}

export interface MessageHeader {
  name: string;
  /** Decoded, in one line. */
  value: string;
  /** As it was sent, with its folds. */
  raw: string;
}

export interface MessagePart {
  /** `multipart/alternative`, in lower case. */
  type: string;
  charset?: string;
  /** Content-Transfer-Encoding, in lower case. */
  encoding: string;
  /** Of its body, as it was sent. */
  bytes: number;
  filename?: string;
  disposition?: string;
  /** Content-ID without brackets. */
  cid?: string;
  /** Whether the HTML shows it, for parts with a Content-ID. */
  isUsed?: boolean;
  parts: MessagePart[];
  /** Parts within it were left unread, because there are too many or they are too deep. */
  isCut?: boolean;
}

/** What is attached, or shown by the HTML: `GET /api/inbox/<id>/files/<index>` has the bytes. */
export interface MessageFile {
  filename: string;
  type: string;
  bytes: number;
  cid?: string;
  isUsed: boolean;
}

export interface MessageEnvelope {
  from: string;
  to: string[];
  /** What the client called itself. */
  client: string;
  /** The name it logged in with, if it did. */
  user?: string;
}

export interface TranscriptLine {
  from: 'client' | 'server';
  line: string;
}

/** `GET /api/inbox/<id>/checks`. */
export interface MessageChecks {
  findings: MessageFinding[];
  /** What was looked at and found good, for checks of the message itself. */
  passed: { id: string; summary: string }[];
}

/** `part` says of what `place` is: of the HTML, or of the message as it was sent. */
export interface MessageFinding extends Diagnostic {
  part: 'message' | 'html' | 'text';
  /** In how many places, when there are several. */
  times?: number;
}

/** Looks at a message as it was sent, whoever made it. One file each. */
export interface MessageCheck {
  /** In kebab-case; the `code` of what it reports. */
  id: string;
  /** One sentence: what is good. */
  summary: string;
  /** What happens otherwise. */
  why: string;
  check(message: CheckedMessage, report: (finding: MessageCheckFinding) => void): void;
}

export interface MessageCheckFinding {
  severity: Severity;
  message: string;
  hint?: string;
  /** A line of the message as it was sent, from 1. */
  line?: number;
}

export interface CheckedMessage {
  raw: Uint8Array;
  headers: readonly MessageHeader[];
  subject: string;
  html: string;
  text: string;
  parts: MessagePart;
  envelope?: MessageEnvelope;
  files: readonly MessageFile[];
}

/** `GET /api/send/settings`: what a click on “Send” would do. */
export interface SendSettings {
  /** `outbox`, or `smtp`. */
  via: string;
  /** Where messages go, without secrets: `smtp.example.com:587`. */
  target: string;
  /** It is the inbox of this server. */
  isCaught: boolean;
  from: string;
  /** Whom it may go to: addresses, and `*@example.com`; anybody, without any. */
  recipients: readonly string[];
  /** Messages in a minute. */
  limit: number;
  /** Why nothing can be sent. */
  diagnostics: Diagnostic[];
}

/** `POST /api/send`: sends one email to each recipient, the way that the settings of the server say. */
export interface SendRequest {
  template: string;
  /** `default` without. */
  scenario?: string;
  /** JSON as it is being typed, instead of the scenario's. */
  data?: string;
  to: string[];
  /** Instead of the template's. */
  subject?: string;
}

export interface SendAnswer {
  via: string;
  target: string;
  results: SendResult[];
}

export interface SendResult {
  to: string;
  state: 'sent' | 'failed' | 'unknown' | 'left' | 'refused';
  /** The server's own words, or the file that was written. */
  reply?: string;
  /** Why it was not sent. */
  reason?: string;
  hint?: string;
  /** The message in the inbox, when it went there. */
  message?: string;
}
