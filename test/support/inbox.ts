import { createConnection } from 'node:net';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { onTestFinished } from 'vitest';
import { openInbox } from '../../dist/server/inbox/open-inbox.js';
import { temporaryProject } from './project.js';

/** The inbox of a project, on a port that is free; it ends with the test. */
export async function startInbox(files: Record<string, string | Buffer> = {}) {
  const root = temporaryProject(files);
  const open = openInbox({ root, smtpPort: 0 });
  onTestFinished(() => open.close());
  const { port } = (await open.listen()) as { port: number };
  return { ...open, port, root, outbox: join(root, '.jink', 'outbox') };
}

/** Sends messages the way that an application does. */
export async function sendTo(port: number, ...mails: SendMailOptions[]) {
  const transport = createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: 10 });
  try {
    return await Promise.all(mails.map((mail) => transport.sendMail({ from: 'app@example.com', ...mail })));
  } finally {
    transport.close();
  }
}

/** A connection on which a test says whatever it likes, byte by byte. */
export async function connectTo({ port }: { port: number }) {
  const socket = createConnection(port, '127.0.0.1');
  let said = '';
  let hear = () => {};
  socket.on('data', (chunk) => {
    said += chunk.toString('latin1');
    hear();
  });
  socket.on('error', () => {});
  socket.on('close', () => hear());
  onTestFinished(() => void socket.destroy());
  return {
    socket,
    /** All that the server said until now. */
    said: () => said,
    /** Waits until the server has said something. */
    async until(pattern: RegExp) {
      while (!pattern.test(said)) {
        if (socket.destroyed) throw new Error(`The server ended the connection: ${said}`);
        await new Promise<void>((resolve) => {
          hear = resolve;
        });
      }
      return said;
    },
    say(text: string | Buffer) {
      return new Promise<void>((resolve) => socket.write(text, () => resolve()));
    },
  };
}
