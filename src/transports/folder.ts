import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure, Transport } from '../model/transport.js';

/**
 * Writes each message as a file: what `--via outbox` and `--via eml` do.
 * A file's name is made of the message's own id alone, so that nothing of an address or a subject decides a path.
 */
export function createFolderTransport(name: 'outbox' | 'eml', folder: string, shown: string): Transport {
  return {
    name,
    target: shown,
    parallel: 1,
    async deliver({ messageId, eml }) {
      const file = `${messageId.replace(/@.*$/, '').replace(/[^a-z\d]/gi, '')}.eml`;
      const half = join(folder, `${file}.${process.pid}.tmp`);
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(half, eml);
        renameSync(half, join(folder, file));
        return { reply: `${shown}/${file}` };
      } catch (error) {
        return { failure: cannotWrite(shown, error) };
      }
    },
    async verify() {
      try {
        mkdirSync(folder, { recursive: true });
        return undefined;
      } catch (error) {
        return cannotWrite(shown, error);
      }
    },
    close: async () => {},
  };
}

function cannotWrite(shown: string, error: unknown): Failure {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  return { kind: 'stop', code: 'cannot-write', reason: `Nothing can be written to ${shown} (${code}).` };
}
