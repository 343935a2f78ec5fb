import { randomUUID } from 'node:crypto';
import * as problems from '../../diagnostics/problems.js';
import { writeEml } from '../../formats/eml.js';
import { signEml } from '../../formats/sign-eml.js';
import type { CompiledTemplate } from '../../model/compiled-template.js';
import type { Data } from '../../model/config.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { type NodemailerTransport, wrapNodemailer } from '../../transports/wrap-nodemailer.js';
import { type Composer, createComposer } from '../compose-message.js';
import { diagnoseFilling } from '../diagnose-tags.js';
import { openProject } from '../project.js';
import { fillWith } from '../render.js';
import { deliverAll } from './deliver-all.js';
import { refuseData } from './inert-data.js';
import type { Job, Outcome } from './job.js';
import { openTransport, type Via } from './open-transport.js';
import { readEnvelope, type SendEnvelope } from './read-envelope.js';
import { shown } from './read-rows.js';
import { readSigners } from './read-signers.js';
import { refuseRow } from './refuse-extras.js';

/** One message for `sendAll`. */
export interface SendRow extends SendEnvelope {
  template: string;
  data: Data;
}

/** `refused`: it could not be made; `diagnostics` says why, and nothing was sent. */
export type SendOutcome = Omit<Outcome, 'state'> & { state: Outcome['state'] | 'refused'; diagnostics: Diagnostic[] };

export interface SenderOptions {
  /** The project's folder; the current one without. */
  root?: string;
  /** Another config file than `jink.config.*`. */
  config?: string;
  via?: Via;
  /** `smtp://…`; without it the config's, and without that messages go to `.jink/outbox`. */
  smtp?: string;
  /** The folder of `via: 'eml'`. */
  out?: string;
  /** A transport of nodemailer's, instead of all these. */
  transport?: NodemailerTransport;
  insecure?: boolean;
  /** Messages in a second. */
  rate?: number;
  /** Further tries of what was refused for now; 3 without. */
  retries?: number;
}

export interface Sender {
  /** Sends one message. Nothing is thrown for what is wrong with it or on its way: the outcome says it. */
  send(template: string, data: Data, envelope: SendEnvelope): Promise<SendOutcome>;
  /** Sends many, several at once; each outcome comes as soon as it is known. Rows are taken as they are needed. */
  sendAll(
    rows: Iterable<SendRow> | AsyncIterable<SendRow>,
    options?: { signal?: AbortSignal },
  ): AsyncGenerator<SendOutcome, void, undefined>;
  /** Ends the connections. */
  close(): Promise<void>;
}

/** The settings of a sender, or the project's config, are wrong; `diagnostics` lists everything. */
export class SenderError extends Error {
  override readonly name = 'SenderError';

  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message }) => message).join('\n'));
  }
}

interface OpenTemplate {
  template: CompiledTemplate;
  composer: Composer;
  /** Why none of its messages can be made. */
  wrong: Diagnostic[];
}

/**
 * Opens a project for sending. Each template is compiled when its first message is sent.
 * @throws {SenderError} when the config or the server's address is wrong
 */
export async function createSender(options: SenderOptions & { smtpUrl?: string } = {}): Promise<Sender> {
  const { root, config, transport: given, rate, retries = 3, ...choice } = options;
  const project = await openProject({ ...(root && { root }), ...(config && { config }) });
  if (project.configDiagnostics.length > 0) throw new SenderError(project.configDiagnostics);
  const read = readSigners(project);
  if ('diagnostic' in read) throw new SenderError([read.diagnostic]);
  const { signers } = read;
  const opened = given ? { transport: wrapNodemailer(given) } : await openTransport(project, choice);
  if ('diagnostic' in opened) throw new SenderError([opened.diagnostic]);
  const { transport } = opened;
  const run = { id: randomUUID(), date: new Date() };
  const templates = new Map<string, Promise<OpenTemplate>>();
  let number = 0;

  function templateOf(name: string) {
    const known = templates.get(name) ?? open(name);
    templates.set(name, known);
    return known;
  }

  async function open(name: string): Promise<OpenTemplate> {
    const template = await project.compile(name);
    const composer = createComposer(project, template, run);
    const blocked = template.html ? diagnoseFilling(template, project.config) : [];
    const wrong = [...template.diagnostics, ...composer.diagnostics, ...blocked].filter(isError);
    return { template, composer, wrong };
  }

  /** A message that is ready to go, or why it cannot be made. */
  async function prepare(row: SendRow): Promise<Job | Diagnostic[]> {
    const wrongRow = refuseRow(row);
    if (wrongRow) return [problems.unsafeData(wrongRow)];
    const { template: name, data, ...more } = row;
    const { template, composer, wrong: broken } = await templateOf(name);
    const { envelope, diagnostics } = readEnvelope(more, project.config.recipients);
    const unsafe = refuseData(data);
    if (unsafe) diagnostics.push(problems.unsafeData(unsafe));
    diagnostics.push(...broken);
    if (diagnostics.length > 0 || !envelope) return diagnostics;
    const filled = fillWith(template, data);
    if (!filled.email) return filled.diagnostics;
    const { message, diagnostics: wrong } = composer.compose(filled.email, data, envelope);
    if (!message) return wrong;
    // Two messages that say the same are two messages here.
    const messageId = `${(number++).toString(36)}.${message.messageId}`;
    const to = envelope.to!;
    const eml = await signEml(await writeEml({ ...message, messageId }), signers);
    return { key: messageId, to: to.address, pack: async () => ({ from: message.from, to, messageId, eml }) };
  }

  async function* sendAll(
    rows: Iterable<SendRow> | AsyncIterable<SendRow>,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<SendOutcome, void, undefined> {
    // A row that makes no message is a job that is over at once: its outcome comes in its turn.
    const jobs = async function* (): AsyncGenerator<Job | SendOutcome> {
      for await (const row of rows) {
        const job = await prepare(row);
        yield Array.isArray(job)
          ? { to: shown(row?.to ?? ''), messageId: '', state: 'refused', tries: 0, diagnostics: job }
          : job;
      }
    };
    const recorder = { sending: () => {}, done: () => {} };
    const limits = { ...(rate !== undefined && { rate }), ...(signal && { signal }) };
    for await (const outcome of deliverAll(jobs(), { transport, recorder, retries, ...limits }))
      yield 'diagnostics' in outcome ? outcome : { ...outcome, diagnostics: [] };
  }

  return {
    sendAll,
    async send(template, data, envelope) {
      for await (const outcome of sendAll([{ ...envelope, template, data }])) return outcome;
      throw new Error('One message has one outcome.');
    },
    close: () => transport.close(),
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
