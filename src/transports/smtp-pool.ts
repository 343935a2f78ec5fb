import { Readable } from 'node:stream';
import type { Parcel } from '../model/transport.js';
import type { SmtpError } from './smtp-failure.js';

/** What is used of nodemailer's connection. */
export interface SmtpConnection {
  /** Whether the server offers a login. */
  readonly allowsAuth: boolean;
  on(event: 'error', listener: (error: SmtpError) => void): void;
  once(event: 'end', listener: () => void): void;
  connect(done: (error?: SmtpError) => void): void;
  login(user: object, done: (error?: SmtpError | null) => void): void;
  send(
    envelope: { from: string; to: string[]; size: number },
    message: Readable,
    done: (error: SmtpError | null, info?: { response: string }) => void,
  ): void;
  reset(done: (error?: SmtpError | null) => void): void;
  quit(): void;
  close(): void;
}

/** `hasBegun`: the server had been given some of the message's text, so that it may have it. */
export type Sent = { response: string } | { error: SmtpError; hasBegun: boolean };

interface Line {
  connection: SmtpConnection;
  /** Messages so far. */
  sent: number;
  isOpen: boolean;
}

/**
 * Connections that stay open from message to message; as many as there are messages at once. Nothing is queued and
 * nothing is sent again here but what a connection that had gone stale never took: nodemailer's own pool does both, and
 * knows nothing of a ledger.
 */
export function createPool(
  connect: () => SmtpConnection,
  user: { credentials: { user: string; pass: string } } | undefined,
  maxMessages: number,
) {
  const idle: Line[] = [];
  let isClosed = false;

  async function open(): Promise<Line> {
    const connection = connect();
    const line = { connection, sent: 0, isOpen: true };
    await new Promise<void>((resolve, reject) => {
      const done = (error?: SmtpError | null) => (error ? fail(error) : resolve());
      const fail = (error: SmtpError) => {
        reject(error);
        connection.close();
      };
      connection.on('error', fail); // also when nobody waits for it: a line that is idle breaks
      connection.once('end', () => {
        line.isOpen = false;
        const at = idle.indexOf(line);
        if (at !== -1) idle.splice(at, 1);
        reject(Object.assign(new Error('The connection was closed.'), { code: 'ECONNECTION' }));
      });
      connection.connect((error) => {
        if (error || !user) done(error);
        // A password is not for a server that did not ask for one.
        else if (!connection.allowsAuth) fail(Object.assign(new Error('There is no login.'), { code: 'ENOAUTH' }));
        else connection.login(user, done);
      });
    });
    return line;
  }

  /** Gives a line back for the next message, unless it has done its work. */
  function release(line: Line) {
    if (!line.isOpen) return;
    if (++line.sent < maxMessages && !isClosed) idle.push(line);
    else line.connection.quit();
  }

  function sendOver(line: Line, { from, to, eml }: Parcel): Promise<Sent> {
    const text = readableOf(eml);
    const envelope = { from: from.address, to: [to.address], size: eml.length };
    return new Promise((resolve) => {
      line.connection.send(envelope, text, (error, info) => {
        const isRefusal = error?.code === 'EENVELOPE' || error?.code === 'EMESSAGE';
        if (!error) release(line);
        else if (isRefusal && error.responseCode !== 421 && line.isOpen)
          line.connection.reset((broken) => (broken ? line.connection.close() : release(line)));
        else line.connection.close();
        resolve(error ? { error, hasBegun: text.readableDidRead } : { response: info?.response ?? '' });
      });
    });
  }

  return {
    async send(parcel: Parcel): Promise<Sent> {
      const kept = idle.pop();
      if (kept) {
        const sent = await sendOver(kept, parcel);
        const isStale = 'error' in sent && !sent.hasBegun && isLost(sent.error);
        if (!isStale) return sent;
      }
      try {
        return await sendOver(await open(), parcel);
      } catch (error) {
        return { error: error as SmtpError, hasBegun: false };
      }
    },
    /** Connects and logs in. @throws {SmtpError} */
    async verify(): Promise<void> {
      const { connection } = await open();
      connection.quit();
    },
    close() {
      isClosed = true;
      for (const { connection } of idle.splice(0)) connection.quit();
    },
  };
}

/** The server, or something between, had ended a connection that nothing was sent over for a while. */
function isLost({ code, responseCode }: SmtpError): boolean {
  return responseCode === 421 || code === 'ECONNECTION' || code === 'ESOCKET';
}

function readableOf(bytes: Uint8Array): Readable {
  return new Readable({
    read() {
      this.push(bytes);
      this.push(null);
    },
  });
}
