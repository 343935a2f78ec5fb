import { printAddress } from '../mail/address.js';
import type { Failure, Transport } from '../model/transport.js';
import type { Planned, SendResult } from '../tasks/send/send.js';
import type { Terminal } from './terminal.js';

/** As many messages get a line each; of more, those that failed. */
const FEW = 20;

/** Says what becomes of messages: lines for people on stderr, or one JSON event a line on stdout. */
export function createSendReport(terminal: Terminal, transport: Transport, asJson: boolean) {
  const results: SendResult[] = [];
  const { style } = terminal;
  let total = 0;
  const event = (name: string, fields: object) =>
    asJson && terminal.output(`${JSON.stringify({ event: name, ...fields })}\n`);
  const count = (state: SendResult['state']) => results.filter((result) => result.state === state).length;

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
    },

    result(result: SendResult): void {
      results.push(result);
      const { to, messageId, state, reply, failure, tries } = result;
      event(state, { to, messageId, tries, ...(reply && { reply }), ...failure });
      if (total > FEW) return;
      if (state === 'sent') terminal.say(`${style('green', '✓')} ${to}  ${style('dim', reply ?? '')}`);
      if (state === 'skipped') terminal.say(`${style('green', '✓')} ${to}  ${style('dim', 'sent before')}`);
    },

    /** Tells of everything that was not sent; whether there was nothing to tell. */
    end(): boolean {
      const [sent, skipped, failed, unknown, left] = (['sent', 'skipped', 'failed', 'unknown', 'left'] as const).map(
        count,
      );
      event('end', { sent, skipped, failed, unknown, left });
      const wrong = results.filter(({ state }) => state === 'failed' || state === 'unknown');
      const width = Math.max(0, ...wrong.map(({ to }) => to.length));
      for (const { to, state, failure } of wrong) {
        const mark = state === 'unknown' ? style('yellow', '?') : style('red', '✗');
        const reply = failure?.reply ? ` It said: ${failure.reply}` : '';
        terminal.complain(`${mark} ${to.padEnd(width)}  ${failure?.code}  ${failure?.reason}${reply}`);
      }
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
