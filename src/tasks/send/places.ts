/** Places for as many at once; those who queue for one get it before anybody who comes later. */
export interface Places {
  isFree(): boolean;
  /** Takes a place that is known to be free. */
  takeFree(): void;
  take(): Promise<void>;
  release(): void;
}

export function createPlaces(count: number, onFree: () => void): Places {
  let free = count;
  const queue: (() => void)[] = [];
  return {
    isFree: () => free > 0,
    takeFree() {
      free--;
    },
    async take() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => queue.push(resolve));
    },
    release() {
      const first = queue.shift();
      if (first) return first();
      free++;
      onFree();
    },
  };
}
