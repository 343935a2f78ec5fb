import type { SMTPServerDataStream } from 'smtp-server';

/** All messages that are on their way together; another one has to come again. In bytes. */
const MOST_ON_THEIR_WAY = 100_000_000;

/** `full`: too much is on its way. Undefined: too large, or broken off; the server says so by itself. */
export type Collected = Buffer | 'full' | undefined;

/** Puts messages together while they come in, on all connections of a server within one bound. */
export function createCollector(): (stream: SMTPServerDataStream) => Promise<Collected> {
  let onTheirWay = 0;
  return (stream) =>
    new Promise((resolve) => {
      let chunks: Buffer[] = [];
      let isFull = false;
      let bytes = 0;
      const forget = () => {
        onTheirWay -= bytes;
        bytes = 0;
        chunks = [];
      };
      stream.on('data', (chunk: Buffer) => {
        if (stream.sizeExceeded || isFull) return forget();
        isFull = onTheirWay + chunk.length > MOST_ON_THEIR_WAY;
        if (isFull) return forget();
        bytes += chunk.length;
        onTheirWay += chunk.length;
        chunks.push(chunk);
      });
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        forget();
        resolve(isFull ? 'full' : stream.sizeExceeded ? undefined : raw);
      });
      // The client went away in the middle: `end` never comes.
      stream.on('close', () => {
        forget();
        resolve(undefined);
      });
    });
}
