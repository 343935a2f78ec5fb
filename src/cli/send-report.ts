import { printAddress } from '../mail/address.js';
import type { Failure, Transport } from '../model/transport.js';
import type { Outcome } from '../tasks/send/job.js';
import type { Planned, SendResult } from '../tasks/send/send.js';
import { createSendProgress } from './send-progress.js';
import type { Terminal } from './terminal.js';

/** As many messages get a line each; of more, those that failed. */
const FEW = 20;

/** So many that failed get a line each. */
const MANY = 100;

/** Says what becomes of messages: lines for people on stderr, or one JSON event a line on stdout. */
export function createSendReport(terminal: Terminal, transport: Transport, asJson: boolean) {
  const failures: SendResult[] = [];
  const { style } = terminal;
  let total = 0;
  let deferred = 0;
  let progress: ReturnType<typeof createSendProgress> | undefined;
  const event = (name: string, fields: object) =>
    asJson && terminal.output(`${JSON.stringify({ event: name, ...fields })}\n`);
  const counts = { sent: 0, skipped: 0, failed: 0, unknown: 0, left: 0 };
  const showProgress = () => {
    const { sent, skipped, failed, unknown } = counts;
    if (!asJson) progress?.({ total, sent: sent + skipped, deferred, rejected: failed + unknown, before: skipped });
  };

  return {
    /** Tells whether the connection stands. */
    verified(failure: Failure | undefined): boolean {
      event('verified', { via: transport.name, target: transport.target, ok: !failure, ...failure });
      if (failure) terminal.complain(`${failure.reason}${failure.reply ? ` It said: ${failure.reply}` : ''}`);
      else terminal.say(`${style('green', '✓')} ${transport.name} ${transport.target} is ready; nothing was sent.`);
      return !failure;
    },

    async dryRun(planned: Planned): Promise<void> {
      for (const each of planned.messages) {
        const message = planned.make(each);
        const { length: bytes } = (await planned.pack(each)).eml;
        const [from, to] = [printAddress(message.from), printAddress(each.to)];
        event('message', { from, to, subject: message.subject, bytes, attachments: message.attachments.length });
        terminal.say(`${to}  ${style('dim', `${(bytes / 1024).toFixed(1)} KB`)}  ${message.subject}`);
      }
      terminal.say(
        `\n${countOf(planned.messages.length, 'message')} would go through ${transport.name} (${transport.target}); nothing was sent.`,
      );
    },

    start(planned: Planned, run: string): void {
      total = planned.messages.length;
      event('start', { run, via: transport.name, target: transport.target, messages: total, doubles: planned.doubles });
      if (planned.doubles)
        terminal.say(`${countOf(planned.doubles, 'row')} said the same to the same person; each is sent once.`);
      terminal.say(`${countOf(total, 'message')} through ${transport.name} (${transport.target})`);
      if (total > FEW) progress = createSendProgress(terminal);
    },

    /** A message was refused for now, and will be tried again. */
    later({ to, messageId, failure, tries }: Outcome): void {
      if (tries === 1) deferred++;
      event('deferred', { to, messageId, tries, ...failure });
      showProgress();
    },

    result(result: SendResult): void {
      const { to, messageId, state, reply, failure, tries } = result;
      if (failure) failures.push(result);
      counts[state]++;
      if (tries > 1) deferred--;
      event(state, { to, ...(messageId && { messageId }), tries, ...(reply && { reply }), ...failure });
      showProgress();
      if (total > FEW) return;
      if (state === 'sent') terminal.say(`${style('green', '✓')} ${to}  ${style('dim', reply ?? '')}`);
      if (state === 'skipped') terminal.say(`${style('green', '✓')} ${to}  ${style('dim', 'sent before')}`);
    },

    /** Whether every message had its turn. */
    isOver: () => counts.left === 0,

    /** Tells of everything that was not sent; whether there was nothing to tell. */
    end(): boolean {
      const { sent, skipped, failed, unknown, left } = counts;
      event('end', counts);
      const width = Math.max(0, ...failures.slice(0, MANY).map(({ to }) => to.length));
      for (const { to, state, failure } of failures.slice(0, MANY)) {
        const mark = state === 'unknown' ? style('yellow', '?') : style('red', '✗');
        const reply = failure?.reply ? ` It said: ${failure.reply}` : '';
        terminal.complain(`${mark} ${to.padEnd(width)}  ${failure?.code}  ${failure?.reason}${reply}`);
      }
      if (failures.length > MANY)
        terminal.complain(`… and ${failures.length - MANY} more; --json and .jink/ledger have them all.`);
      const parts = [
        `${sent} sent`,
        ...(skipped ? [`${skipped} sent before`] : []),
        ...(failed ? [`${failed} failed`] : []),
        ...(unknown ? [`${unknown} unknown`] : []),
        ...(left ? [`${left} not tried`] : []),
      ];
      const isWhole = !failed && !unknown && !left;
      (isWhole ? terminal.say : terminal.complain)(`\n${parts.join(', ')}.${left ? ' --resume goes on.' : ''}`);
      return isWhole;
    },
  };
}

function countOf(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
