import { useEffect, useMemo, useRef } from 'preact/hooks';
import { address, go } from '../state/address';
import { inboxState, lookIntoInbox, markRead, removeMessage } from '../state/inbox';
import { useStore } from '../state/store';
import { Empty } from '../ui/empty';
import './inbox.css';
import { MessageList } from './message-list';
import { MessageView } from './message-view';
import { placeOf, readPlace, type Tab } from './place';
import { PointHere } from './point-here';

/** What was caught and what lies in the outbox: the list, and the message that is open. */
export function Inbox() {
  const list = useStore(inboxState, (all) => all.list);
  const query = useStore(inboxState, (all) => all.query);
  const place = useStore(address, (all) => all.place);
  const { id, tab } = useMemo(() => readPlace(place), [place]);
  const main = useRef<HTMLElement>(null);
  useEffect(() => lookIntoInbox(), []);
  const messages = list?.messages ?? [];
  const here = messages.findIndex((message) => message.id === id);
  const open = messages[here];
  useEffect(() => {
    if (open && !open.isRead) void markRead(open.id);
  }, [open?.id, open?.isRead]);

  const visit = (index: number, focus: boolean) => {
    const next = messages[Math.max(0, Math.min(messages.length - 1, index))];
    go({ place: next && placeOf(next.id, tab) }, { replace: true });
    if (next && focus)
      requestAnimationFrame(() => main.current?.querySelector<HTMLElement>(`[data-message="${next.id}"]`)?.focus());
  };
  const remove = (gone: string) => {
    const index = messages.findIndex((message) => message.id === gone);
    const next = messages[index + 1] ?? messages[index - 1];
    go({ place: next && placeOf(next.id, tab) }, { replace: true });
    void removeMessage(gone);
  };
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const isInList = (event.target as Element).closest('.messages') !== null;
    if (event.key === 'j' || (isInList && event.key === 'ArrowDown')) visit(here + 1, true);
    else if (event.key === 'k' || (isInList && event.key === 'ArrowUp')) visit(here - 1, true);
    else if (isInList && event.key === 'Home') visit(0, true);
    else if (isInList && event.key === 'End') visit(messages.length - 1, true);
    else if (event.key === 'Delete' && id && here !== -1) remove(id);
    else return;
    event.preventDefault();
  };

  return (
    <main class={`inbox ${id ? 'has-message' : ''}`} ref={main} onKeyDown={press}>
      {list && list.total === 0 ? (
        <PointHere list={list} />
      ) : (
        <>
          <MessageList list={list} query={query} open={id} tab={tab} />
          {id ? (
            <MessageView
              key={id}
              id={id}
              tab={tab}
              onTab={(next: Tab) => go({ place: placeOf(id, next) }, { replace: true })}
              onRemove={() => remove(id)}
            />
          ) : (
            <div class="message is-none">
              <Empty icon="inbox" title="Choose a message">
                Arrow keys go from one to the next, Delete deletes it.
              </Empty>
            </div>
          )}
        </>
      )}
    </main>
  );
}
