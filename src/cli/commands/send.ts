import { resolve } from 'node:path';
import * as problems from '../../diagnostics/problems.js';
import { parseAddress, printAddress } from '../../mail/address.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Address } from '../../model/message.js';
import { DEFAULT_SCENARIO } from '../../project/templates.js';
import { LedgerBroken, LedgerBusy, openLedger } from '../../tasks/send/ledger.js';
import { openTransport, type Via } from '../../tasks/send/open-transport.js';
import { shown } from '../../tasks/send/read-rows.js';
import { type Planned, planMessages, type SendPlan, sendPlanned } from '../../tasks/send/send.js';
import { type Context, openForCommand } from '../context.js';
import { EXIT, exitCodeOf, UsageError } from '../exit.js';
import { refuseUnknown } from '../refuse-unknown.js';
import { createSendReport } from '../send-report.js';
import { readSendRows } from '../send-rows.js';

export interface SendCommandOptions {
  to?: string;
  from?: string;
  subject?: string;
  data?: string;
  scenario?: string;
  via?: Via;
  smtp?: string;
  out?: string;
  dryRun?: boolean;
  verify?: boolean;
  redirect?: string;
  rate?: number;
  retries: number;
  resume?: boolean;
  resendUnknown?: boolean;
  insecure?: boolean;
  json?: boolean;
}

const NOTHING = 'Nothing was sent.';

/** What ends a run in good order: Ctrl+C, and whoever runs containers and services. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** `jink send`: one message for each recipient or row; nothing is sent unless all of them can be made. */
export async function sendCommand([name]: string[], options: SendCommandOptions, context: Context): Promise<number> {
  const { terminal } = context;
  const project = await openForCommand(context);
  const refuse = (...diagnostics: Diagnostic[]): never => {
    terminal.diagnostics(diagnostics, project.root);
    throw new UsageError(NOTHING);
  };
  const isPrinted = options.via === 'eml' && !options.out;
  if (isPrinted && options.json)
    throw new UsageError('--via eml prints messages where --json prints; add --out <dir>.');
  const opened = await openTransport(project, {
    ...(options.via && { via: options.via }),
    ...(options.smtp && { smtp: options.smtp }),
    ...(process.env.SMTP_URL && { smtpUrl: process.env.SMTP_URL }),
    ...(options.insecure && { insecure: true }),
    ...(options.out && { out: resolve(options.out) }),
    write: (eml) => terminal.output(Buffer.from(eml).toString('utf8')),
  });
  if ('diagnostic' in opened) return refuse(opened.diagnostic);
  const { transport } = opened;
  const report = createSendReport(terminal, transport, options.json === true);
  try {
    if (options.verify) return report.verified(await transport.verify()) ? EXIT.fine : EXIT.delivery;
    if (name === undefined) throw new UsageError('Name a template: jink send <name> --to <address>');
    refuseUnknown([name], project, terminal, NOTHING);
    const envelope = envelopeOf(options, refuse);
    const template = await project.compile(name);
    if (!template.html) {
      terminal.diagnostics(template.diagnostics, project.root);
      return EXIT.errors;
    }
    const found = readSendRows(project, template, options);
    if (found.diagnostics.length > 0) refuse(...found.diagnostics);
    if (found.rows.length === 0) throw new UsageError(`There is nobody to send to. ${NOTHING}`);
    const { redirect, ...common } = envelope;
    const plan: SendPlan = { project, template, rows: found.rows, envelope: common, ...(redirect && { redirect }) };
    if (options.dryRun) {
      const planned = planMessages(plan, { id: 'dry run', date: new Date() });
      terminal.diagnostics(planned.diagnostics, project.root);
      if (exitCodeOf(planned.diagnostics)) return exitCodeOfPlan(planned);
      await report.dryRun(planned);
      return EXIT.fine;
    }
    return await sendPlan(plan, options, { ...context, transport, report });
  } finally {
    await transport.close();
  }
}

type Report = ReturnType<typeof createSendReport>;

async function sendPlan(
  plan: SendPlan,
  options: SendCommandOptions,
  { terminal, transport, report }: Context & { transport: Parameters<typeof createSendReport>[1]; report: Report },
): Promise<number> {
  const { project, template, envelope, redirect } = plan;
  const from = envelope.from ? printAddress(envelope.from) : project.config.from;
  const data = options.data === undefined ? `scenario ${options.scenario ?? DEFAULT_SCENARIO}` : resolve(options.data);
  const identity = [template.name, from, data, transport.name, redirect?.address ?? ''];
  const isResumed = options.resume === true || options.resendUnknown === true;
  let ledger: ReturnType<typeof openLedger>;
  try {
    ledger = openLedger(project.root, identity, isResumed, new Date());
  } catch (error) {
    if (error instanceof LedgerBusy) throw new UsageError(`The same messages are being sent already. ${NOTHING}`);
    if (error instanceof LedgerBroken) throw new UsageError(`${unwritable(error)} ${NOTHING}`);
    throw error;
  }
  const stop = new AbortController();
  const onSignal = () => {
    terminal.complain('\nStopping: messages on their way are awaited. Again to stop at once.');
    stop.abort();
  };
  // The second time Node ends the process: whoever waited has given up.
  for (const name of SIGNALS) process.once(name, onSignal);
  try {
    const planned = planMessages(plan, ledger.run);
    terminal.diagnostics(planned.diagnostics, project.root);
    if (exitCodeOf(planned.diagnostics)) return exitCodeOfPlan(planned);
    if (ledger.abandoned && planned.messages.length > 1)
      terminal.complain(
        `The last run of these messages was interrupted after ${ledger.abandoned} of them; --resume goes on with it, and this one begins anew.`,
      );
    report.start(planned, ledger.run.id);
    const results = sendPlanned(planned, {
      transport,
      ledger,
      retries: options.retries,
      signal: stop.signal,
      onLater: (outcome) => report.later(outcome),
      ...(options.rate !== undefined && { rate: options.rate }),
      ...(options.resendUnknown && { resendUnknown: true }),
    });
    for await (const result of results) report.result(result);
    if (report.isOver()) ledger.end();
    return report.end() ? EXIT.fine : EXIT.delivery;
  } catch (error) {
    if (!(error instanceof LedgerBroken)) throw error;
    report.end();
    terminal.complain(unwritable(error));
    return EXIT.delivery;
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
    ledger.close();
  }
}

function unwritable({ message }: LedgerBroken): string {
  return `What is sent cannot be written down in .jink/ledger (${message}).`;
}

/** Addresses and headers are wrong usage, whatever else is wrong. */
function exitCodeOfPlan({ diagnostics }: Planned): number {
  const usage = ['recipient-not-allowed', 'invalid-header', 'dkim-settings'];
  const isUsage = diagnostics.some(({ code }) => usage.includes(code));
  return isUsage ? EXIT.usage : EXIT.errors;
}

function envelopeOf(
  { from, redirect, subject }: SendCommandOptions,
  refuse: (...diagnostics: Diagnostic[]) => never,
): SendPlan['envelope'] & { redirect?: Address } {
  const read = (field: string, written: string): Address => {
    const parsed = parseAddress(written);
    return 'address' in parsed ? parsed.address : refuse(problems.invalidAddress(field, shown(written), parsed.reason));
  };
  return {
    ...(from !== undefined && { from: read('--from', from) }),
    ...(redirect !== undefined && { redirect: read('--redirect', redirect) }),
    ...(subject !== undefined && { subject }),
  };
}
