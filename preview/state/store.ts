import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** A value that components follow. */
export interface Store<T> {
  get(): T;
  set(next: T): void;
  /** Sets some fields of an object. */
  merge(some: Partial<T>): void;
  /** Calls back after each change, until the function that comes back is called. */
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    merge: (some) => set({ ...value, ...some }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Draws the component again when what it selects of the store is another value; `select` should not make new objects. */
export function useStore<T, S = T>(store: Store<T>, select: (value: T) => S = (value) => value as unknown as S): S {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const selected = select(store.get());
  const drawn = useRef({ select, selected });
  drawn.current = { select, selected };
  useLayoutEffect(() => {
    const look = () => {
      if (!Object.is(drawn.current.select(store.get()), drawn.current.selected)) redraw(undefined);
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return selected;
}
