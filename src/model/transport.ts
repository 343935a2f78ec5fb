import type { ResolvedConfig } from './config.js';
import type { Address } from './message.js';

/** A message on its way: one recipient, and the bytes. */
export interface Parcel {
  from: Address;
  to: Address;
  /** Without angle brackets. */
  messageId: string;
  eml: Uint8Array;
}

/**
 * Why a message was not delivered.
 * `temporary`: nothing was handed over, and another try may do. `permanent`: this recipient or message is refused.
 * `stop`: no message can be sent this way, whoever it is for. `unknown`: it was cut off after its text had begun, so that the
 * server may have it.
 */
export type FailureKind = 'temporary' | 'permanent' | 'stop' | 'unknown';

export interface Failure {
  kind: FailureKind;
  /** Stable, in kebab-case: `login-refused`, `certificate` … */
  code: string;
  /** One sentence for people. */
  reason: string;
  /** The server's own words. */
  reply?: string;
}

/** A transport that a plugin brings: a name for `--via`, and what opens it. */
export interface TransportMaker {
  name: string;
  /** @param root the project's folder */
  open(options: { root: string; config: ResolvedConfig }): Transport | Promise<Transport>;
}

export type Receipt = { reply: string } | { failure: Failure };

/** Delivers messages, one call each. Whatever goes wrong is in what it returns. */
export interface Transport {
  name: 'outbox' | 'eml' | 'smtp' | (string & {});
  /** Where messages go, without secrets: `smtp.example.com:587`. */
  target: string;
  /** How many messages at once make sense. */
  parallel: number;
  deliver(parcel: Parcel): Promise<Receipt>;
  /** Connects and logs in, and sends nothing. */
  verify(): Promise<Failure | undefined>;
  close(): Promise<void>;
}
