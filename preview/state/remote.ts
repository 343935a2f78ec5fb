import { createStore } from './store';

/** The templates whose remote images may be loaded: until the page is closed, and never by a link. */
export const loadsRemote = createStore<ReadonlySet<string>>(new Set());

/** Whether an email asks for something that is not on this machine. A rough look: placeholders stand for the rest. */
export function hasRemote(html: string): boolean {
  return /(?:\b(?:src|srcset|background|poster)\s*=\s*["']?|url\(\s*["']?|@import\s+["'])\s*(?:https?:)?\/\/|\bsrcset\s*=\s*["'][^"']*https?:\/\//i.test(
    html,
  );
}
