import type { CaughtMessage } from './catcher.js';
import { type Kept, newId } from './kept.js';
import { summarize } from './summarize.js';

/** What was caught, in memory: the newest messages, up to a number and a size. */
export interface Ring {
  keep(message: CaughtMessage): Promise<Kept>;
  all(): Kept[];
  remove(id: string): boolean;
  clear(): void;
}

export interface RingLimits {
  messages: number;
  bytes: number;
}

const LIMITS: RingLimits = { messages: 200, bytes: 64_000_000 };

export function createRing({ messages, bytes }: RingLimits = LIMITS): Ring {
  const kept = new Map<string, Kept>();
  let sum = 0;
  const remove = (id: string) => {
    sum -= kept.get(id)?.bytes ?? 0;
    return kept.delete(id);
  };
  return {
    async keep({ raw, envelope, transcript }) {
      const summary = await summarize(raw);
      const one: Kept = {
        ...summary,
        ...{ id: newId(), source: 'smtp', at: Date.now(), isRead: false, envelope, transcript },
        load: async () => raw,
      };
      kept.set(one.id, one);
      sum += one.bytes;
      for (const oldest of kept.keys()) {
        if (kept.size <= messages && sum <= bytes) break;
        if (oldest !== one.id) remove(oldest);
      }
      return one;
    },
    all: () => [...kept.values()],
    remove,
    clear() {
      kept.clear();
      sum = 0;
    },
  };
}
