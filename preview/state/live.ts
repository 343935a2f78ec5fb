import type { ServerEvent, TemplateList } from '../../src/model/protocol';
import { address } from './address';
import { renewToken } from './api';
import { createStore } from './store';

/** What the server last said. */
export interface Live {
  connection: 'connecting' | 'open' | 'lost';
  list?: TemplateList;
  /** Something is being compiled. */
  isBusy: boolean;
  /** Which server that is, counted from 0; another one begins to count its revisions anew. */
  server: number;
  /** Grows whenever details that were asked for before may be others now. */
  news: number;
}

export const live = createStore<Live>({ connection: 'connecting', isBusy: false, server: 0, news: 0 });

const listeners = new Set<(event: ServerEvent) => void>();
/** In ms; each attempt waits longer, up to the last. */
const WAITS = [250, 500, 1000, 2000];
let attempts = 0;
let source: EventSource | undefined;

/** Hears every event of the server, also those of other parts of Jink; the function that comes back ends it. */
export function onServerEvent(listener: (event: ServerEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Listens to the server and, when it is gone, tries again until it is back: it then sends everything anew. */
export function connect(): void {
  source?.close();
  // The server compiles first what somebody looks at.
  const { template } = address.get();
  source = new EventSource(`api/events${template ? `?name=${encodeURIComponent(template)}` : ''}`);
  source.onopen = () => {
    attempts = 0;
  };
  source.onmessage = ({ data }) => take(JSON.parse(data) as ServerEvent);
  source.onerror = () => {
    source?.close();
    live.merge({ connection: 'lost', isBusy: false });
    setTimeout(connect, WAITS[Math.min(attempts++, WAITS.length - 1)]);
  };
}

function take(event: ServerEvent): void {
  const { news, connection, server } = live.get();
  if (event.type === 'templates' && connection === 'lost') {
    void renewToken();
    live.merge({ server: server + 1 });
  }
  if (event.type === 'busy') live.merge({ isBusy: true });
  else if (event.type === 'templates')
    live.merge({ connection: 'open', list: event.list, isBusy: false, news: news + 1 });
  else if (event.type === 'checked') live.merge({ list: event.list, news: news + 1 });
  for (const listener of listeners) listener(event);
}
