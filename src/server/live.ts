import type { Response } from 'express';
import type { ServerEvent } from '../model/protocol.js';

/** The pages that are open, each with a stream of events. */
export interface Live {
  /** Keeps an answer open for events. */
  add(response: Response, first: ServerEvent): void;
  tell(event: ServerEvent): void;
  /** Ends every stream. */
  close(): void;
}

/** How often a page hears something, in ms, so that nothing between takes the connection for dead. */
const HEARTBEAT = 15_000;

/** What may wait for a page that does not listen, in bytes; it is cut off then, and catches up when it comes back. */
const MOST_WAITING = 8 * 1024 * 1024;

export function createLive(): Live {
  const open = new Set<Response>();
  const write = (response: Response, text: string) => {
    response.write(text);
    if (response.writableLength > MOST_WAITING) response.destroy();
  };
  const heart = setInterval(() => {
    for (const response of open) write(response, ': still here\n\n');
  }, HEARTBEAT);
  heart.unref();
  return {
    add(response, first) {
      response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
      response.flushHeaders();
      response.socket?.setNoDelay(true);
      open.add(response);
      response.on('close', () => open.delete(response));
      write(response, `retry: 500\n${textOf(first)}`);
    },
    tell(event) {
      if (open.size === 0) return;
      const text = textOf(event);
      for (const response of open) write(response, text);
    },
    close() {
      clearInterval(heart);
      for (const response of open) response.end();
      open.clear();
    },
  };
}

/** JSON has no line breaks of its own. */
function textOf(event: ServerEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
