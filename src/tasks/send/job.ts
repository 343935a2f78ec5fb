import type { Failure, Parcel } from '../../model/transport.js';

/** One message that is to be sent, made and encoded when it is its turn. */
export interface Job {
  /** What tells it from the others of its run. */
  key: string;
  to: string;
  pack(): Promise<Parcel>;
}

export interface Outcome {
  to: string;
  /** Empty for what was never made. */
  messageId: string;
  /** `left`: the run was stopped before its turn. */
  state: 'sent' | 'failed' | 'unknown' | 'left';
  /** The server's answer, or the file that was written. */
  reply?: string;
  failure?: Failure;
  /** How often it was tried. */
  tries: number;
}

/** Hears of every step before it is done, so that a process that is killed leaves a true record. */
export interface Recorder {
  sending(job: Job, messageId: string): void;
  done(job: Job, outcome: Outcome): void;
  /** It will be tried again. */
  later?(job: Job, outcome: Outcome): void;
}
