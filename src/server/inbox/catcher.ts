import type { AddressInfo } from 'node:net';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { MessageEnvelope, TranscriptLine } from '../../model/inbox.js';
import { refusalFor, toAnswer } from './chaos.js';
import { createCollector } from './collect-message.js';
import { createTranscripts } from './transcript.js';

/** A message as it came. */
export interface CaughtMessage {
  raw: Buffer;
  envelope: MessageEnvelope;
  /** Grows until the connection ends. */
  transcript: readonly TranscriptLine[];
}

export interface Catcher {
  port: number;
  close(): Promise<void>;
}

/** As much as mail providers take. */
export const LARGEST_MESSAGE = 25_000_000;

/** How many ports are tried when the wanted one is taken. */
const TRIES = 20;

/**
 * An SMTP server on this machine that takes every message, whoever logs in with whatever password, and delivers none.
 * @param keep remembers a message, and gives the name by which it is known
 * @throws when there is no free port
 */
export async function startCatcher(port: number, keep: (message: CaughtMessage) => Promise<string>): Promise<Catcher> {
  const { SMTPServer } = await import('smtp-server');
  const transcripts = createTranscripts();
  const collect = createCollector();

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const raw = await collect(stream);
    if (raw === 'full') throw Object.assign(new Error('Too many messages at once'), { responseCode: 452 });
    const envelope = envelopeOf(session);
    for (const to of envelope.to) {
      const refusal = refusalFor(to);
      if (refusal?.afterData) throw toAnswer(refusal, to);
    }
    if (!raw) return '';
    return `OK: caught as ${await keep({ raw, envelope, transcript: transcripts.of(session.id) })}`;
  }

  for (let tried = 0; ; tried++) {
    const server = new SMTPServer({
      name: 'localhost',
      banner: 'Jink keeps messages here and delivers none',
      size: LARGEST_MESSAGE,
      rejectOversized: true,
      maxClients: 20,
      maxRecipients: 100,
      maxAllowedUnauthenticatedCommands: false,
      disableReverseLookup: true,
      authOptional: true,
      allowInsecureAuth: true,
      authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
      // Nothing leaves the machine, and the certificate that smtp-server has of its own is everybody's.
      disabledCommands: ['STARTTLS'],
      socketTimeout: 60_000,
      closeTimeout: 100,
      logger: transcripts.logger,
      onAuth({ username }, _session, done) {
        done(null, { user: printable(username ?? 'somebody') });
      },
      onRcptTo({ address }, _session, done) {
        const refusal = refusalFor(address);
        done(refusal && !refusal.afterData ? toAnswer(refusal, address) : null);
      },
      onData(stream, session, done) {
        take(stream, session).then(
          (answer) => done(null, answer),
          (error) => done(error),
        );
      },
      onClose({ id }) {
        transcripts.end(id);
      },
    });
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port === 0 ? 0 : port + tried, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || tried >= TRIES || port + tried >= 65_535) throw error;
      continue;
    }
    // Clients that break off are no reason to end.
    server.on('error', () => {});
    return {
      port: (server.server.address() as AddressInfo).port,
      close: () => new Promise((resolve) => server.close(() => resolve())),
    };
  }
}

function envelopeOf({ envelope: { mailFrom, rcptTo }, hostNameAppearsAs, user }: SMTPServerSession): MessageEnvelope {
  return {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    client: printable(String(hostNameAppearsAs || '')),
    ...(typeof user === 'string' && { user }),
  };
}

function printable(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 200);
}
