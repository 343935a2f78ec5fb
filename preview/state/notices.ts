import { RefusedError } from './api';
import { createStore } from './store';

/** A sentence that goes away by itself. */
export interface Notice {
  text: string;
  hint?: string | undefined;
  kind: 'done' | 'failed';
}

/** In ms. */
const LASTS = { done: 3000, failed: 8000 };

export const notice = createStore<Notice | undefined>(undefined);

let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string, kind: Notice['kind'] = 'done', hint?: string): void {
  clearTimeout(timer);
  notice.set({ text, kind, hint });
  timer = setTimeout(() => notice.set(undefined), LASTS[kind]);
}

/** Says what went wrong with what somebody asked for. */
export function sayFailure(error: unknown): void {
  if (error instanceof RefusedError) say(error.message, 'failed', error.hint);
  else throw error;
}
