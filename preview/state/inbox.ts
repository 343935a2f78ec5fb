import type { InboxList } from '../../src/model/inbox';
import { get, post, RefusedError } from './api';
import { onServerEvent } from './live';
import { sayFailure } from './notices';
import { createStore } from './store';

export interface InboxState {
  counts?: Pick<InboxList, 'revision' | 'total' | 'unread'>;
  /** What was found with `query`; loaded while somebody looks. */
  list?: InboxList;
  query: string;
}

export const inboxState = createStore<InboxState>({ query: '' });

let lookers = 0;
let running: AbortController | undefined;

onServerEvent((event) => {
  if (event.type === 'inbox') {
    const { revision, total, unread } = event;
    inboxState.merge({ counts: { revision, total, unread } });
    if (lookers > 0) void load();
  } else if (event.type === 'templates' && event.changed.length === 0) {
    // The connection is new: what happened before it was not heard.
    void load();
  }
});

/** Keeps the list up to date until the function that comes back is called. */
export function lookIntoInbox(): () => void {
  lookers++;
  void load();
  return () => void lookers--;
}

export function search(query: string): void {
  inboxState.merge({ query });
  void load();
}

async function load(): Promise<void> {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const query = lookers > 0 ? `?q=${encodeURIComponent(inboxState.get().query)}` : '?limit=0';
  try {
    const list = await get<InboxList>(`api/inbox${query}`, signal);
    if (signal.aborted) return;
    const { revision, total, unread } = list;
    inboxState.merge({ counts: { revision, total, unread }, ...(lookers > 0 && { list }) });
  } catch (error) {
    // The next connection asks again.
    if (!signal.aborted && !(error instanceof RefusedError)) throw error;
  }
}

export async function markRead(id: string): Promise<void> {
  await post(`api/inbox/${id}/read`, {}).catch(sayFailure);
}

export async function removeMessage(id: string): Promise<void> {
  await post(`api/inbox/${id}`, {}, 'DELETE').catch(sayFailure);
}

export async function clearInbox(): Promise<void> {
  await post('api/inbox', {}, 'DELETE').catch(sayFailure);
}
