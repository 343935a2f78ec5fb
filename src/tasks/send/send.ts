import * as problems from '../../diagnostics/problems.js';
import { writeEml } from '../../formats/eml.js';
import { signEml } from '../../formats/sign-eml.js';
import { printAddress } from '../../mail/address.js';
import { isAllowed } from '../../mail/allowance.js';
import type { CompiledTemplate } from '../../model/compiled-template.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Address, Envelope, Message } from '../../model/message.js';
import type { Parcel, Transport } from '../../model/transport.js';
import { createComposer } from '../compose-message.js';
import { diagnoseFilling } from '../diagnose-tags.js';
import type { Project } from '../project.js';
import { fillWith } from '../render.js';
import { deliverAll } from './deliver-all.js';
import type { Job, Outcome } from './job.js';
import { hashOf, type Ledger, type LedgerLine } from './ledger.js';
import type { Row, Rows } from './read-rows.js';
import { readSigners, warnOfSender } from './read-signers.js';

/** What all messages of a run have in common. */
export interface SendPlan {
  project: Project;
  template: CompiledTemplate;
  rows: Rows;
  envelope: Omit<Envelope, 'to'>;
  /** Everything goes here instead; a header says to whom it would have gone. */
  redirect?: Address;
}

/** A message of a run that is known to be whole. */
export interface PlannedMessage {
  /** The number of its row. */
  index: number;
  /** Whom the row names. */
  meant: Address;
  /** Whom it goes to: another one, when everything is redirected. */
  to: Address;
  key: string;
}

export interface Planned {
  messages: PlannedMessage[];
  diagnostics: Diagnostic[];
  /** Rows that say the same to the same person as one before. */
  doubles: number;
  make(message: PlannedMessage): Message;
  /** The same as it goes over the wire, signed. */
  pack(message: PlannedMessage): Promise<Parcel>;
}

/**
 * Makes every message once, so that nothing is sent when one of them cannot be made.
 * @param run the run's name and date, which are part of every message
 */
export function planMessages(plan: SendPlan, run: { id: string; date: Date }): Planned {
  const { project, template, rows, envelope, redirect } = plan;
  const composer = createComposer(project, template, run);
  const blocked = diagnoseFilling(template, project.config);
  const read = readSigners(project);
  const signers = 'signers' in read ? read.signers : [];
  const diagnostics = [...composer.diagnostics, ...blocked, ...('signers' in read ? [] : [read.diagnostic])];
  const unsigned = warnOfSender(envelope.from ?? project.config.from, signers);
  if (unsigned) diagnostics.push(unsigned);
  const messages = new Map<string, PlannedMessage>();
  const seen = new Set<string>();
  const envelopeFor = (meant: Address, to: Address): Envelope => ({
    ...envelope,
    to,
    headers: { ...envelope.headers, ...(redirect && { 'X-Original-To': meant.address }) },
  });
  const check = ({ data, to: meant, place }: Row, to: Address): Diagnostic[] => {
    if (!isAllowed(to, project.config.recipients))
      return [problems.recipientNotAllowed(to.address, project.config.recipients, place)];
    const { email, diagnostics: unfilled } = fillWith(template, data);
    return email ? composer.check(email, data, envelopeFor(meant, to)) : unfilled;
  };
  const count = blocked.length > 0 ? 0 : rows.length;
  for (let index = 0; index < count; index++) {
    const row = rows.at(index)!;
    const to = redirect ?? row.to;
    for (const diagnostic of check(row, to)) {
      const placed = { ...diagnostic, ...(!diagnostic.place && row.place && { place: row.place }) };
      const text = JSON.stringify(row.place ? placed : diagnostic);
      if (!seen.has(text)) diagnostics.push(placed);
      seen.add(text);
    }
    const key = hashOf([template.name, row.to.address, JSON.stringify(row.data)]);
    messages.set(key, { index, meant: row.to, to, key });
  }
  return {
    messages: [...messages.values()],
    diagnostics,
    doubles: count - messages.size,
    make,
    async pack(planned) {
      const message = make(planned);
      const { from, messageId } = message;
      return { from, to: planned.to, messageId, eml: await signEml(await writeEml(message), signers) };
    },
  };

  function make({ index, meant, to, key }: PlannedMessage): Message {
    const { data } = rows.at(index)!;
    const { email } = fillWith(template, data);
    const { message } = email ? composer.compose(email, data, envelopeFor(meant, to), key) : {};
    if (!message) throw new Error(`A message to ${printAddress(to)} could be made before and cannot be made now.`);
    return message;
  }
}

export interface SendOptions {
  transport: Transport;
  ledger: Ledger;
  rate?: number;
  /** 3 without. */
  retries?: number;
  /** Sends again what may have been delivered before it was cut off. */
  resendUnknown?: boolean;
  signal?: AbortSignal;
  delays?: readonly number[];
  /** Hears of what is refused for now, and will be tried again. */
  onLater?: (outcome: Outcome) => void;
}

/** `skipped`: an earlier part of the run sent it. */
export type SendResult = Omit<Outcome, 'state'> & { state: Outcome['state'] | 'skipped' };

/** Sends what was planned, and gives the result of each message; what the ledger knows as sent is not sent again. */
export async function* sendPlanned(
  planned: Planned,
  { ledger, resendUnknown = false, retries = 3, onLater, ...options }: SendOptions,
): AsyncGenerator<SendResult, void, undefined> {
  const open: PlannedMessage[] = [];
  for (const message of planned.messages) {
    const line = ledger.known.get(message.key);
    const result = line && resultOf(line, resendUnknown);
    if (result) yield result;
    else open.push(message);
  }
  yield* deliverAll<never>(jobsOf(planned, open), {
    ...options,
    retries,
    recorder: {
      later: (_, outcome) => onLater?.(outcome),
      sending: ({ key, to }, messageId) => ledger.note({ key, to, messageId, state: 'sending' }),
      done({ key, to }, { messageId, state, failure, reply }) {
        const said = failure?.reply ?? reply;
        ledger.note({
          ...{ key, to, messageId },
          state: state === 'sent' ? 'accepted' : state === 'unknown' ? 'unknown' : isFinal(failure?.kind),
          ...(failure && { code: failure.code }),
          ...(said && { reply: said }),
        });
      },
    },
  });
}

function isFinal(kind: string | undefined): LedgerLine['state'] {
  return kind === 'permanent' ? 'rejected' : 'deferred';
}

function* jobsOf(planned: Planned, messages: readonly PlannedMessage[]): Generator<Job> {
  for (const one of messages) {
    yield { key: one.key, to: one.meant.address, pack: () => planned.pack(one) };
  }
}

/** What an earlier part of the run knows of a message, unless it is to be sent now. */
function resultOf({ to, messageId, state, reply, code }: LedgerLine, resendUnknown: boolean): SendResult | undefined {
  const said = reply ? { reply } : {};
  if (state === 'accepted') return { to, messageId, state: 'skipped', tries: 0, ...said };
  if (state === 'rejected') {
    const failure = { kind: 'permanent' as const, code: code ?? '', reason: 'It was refused before.', ...said };
    return { to, messageId, state: 'failed', failure, tries: 0 };
  }
  if (state === 'deferred' || resendUnknown) return undefined;
  const reason = 'It was cut off before, and may have been delivered; --resend-unknown sends it again.';
  return { to, messageId, state: 'unknown', failure: { kind: 'unknown', code: 'cut-off', reason }, tries: 0 };
}
