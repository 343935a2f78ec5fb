/** Those who wait until something is so. */
export interface Turnstile {
  /** Waits until a test holds, `patience` ms at most, and tells whether it came to that. */
  until(test: () => boolean, patience?: number): Promise<boolean>;
  /** Something has changed. */
  turn(): void;
  /** Nobody waits any longer. */
  open(): void;
}

export function createTurnstile(): Turnstile {
  const waiting = new Set<() => void>();
  let isOpen = false;
  const turn = () => {
    for (const look of waiting) look();
  };
  return {
    until(test, patience = Number.POSITIVE_INFINITY) {
      if (test()) return Promise.resolve(true);
      return new Promise((resolve) => {
        const end = (result: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(result);
        };
        const look = () => {
          const result = test();
          if (result || isOpen) end(result);
        };
        const timer = patience < Number.POSITIVE_INFINITY ? setTimeout(() => end(test()), patience) : undefined;
        waiting.add(look);
        look();
      });
    },
    turn,
    open() {
      isOpen = true;
      turn();
    },
  };
}
