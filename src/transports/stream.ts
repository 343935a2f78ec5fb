import type { Transport } from '../model/transport.js';

/** Hands each message's bytes to a function: `--via eml` without a folder prints them. */
export function createStreamTransport(write: (eml: Uint8Array) => void): Transport {
  return {
    name: 'eml',
    target: 'stdout',
    parallel: 1,
    async deliver({ eml }) {
      write(eml);
      return { reply: 'stdout' };
    },
    verify: async () => undefined,
    close: async () => {},
  };
}
