import { useState } from 'preact/hooks';
import type { InboxEntry, InboxList } from '../../src/model/inbox';
import { address, go, printAddress } from '../state/address';
import { search } from '../state/inbox';
import { isSidebarOpen } from '../templates/sidebar-state';
import { IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { ClearDialog } from './clear-dialog';
import './message-list.css';
import { person, when } from './people';
import { placeOf, type Tab } from './place';

interface MessageListProps {
  list: InboxList | undefined;
  query: string;
  open: string | undefined;
  tab: Tab;
}

/** Every message, the newest first, and what finds one. */
export function MessageList({ list, query, open, tab }: MessageListProps) {
  const [isClearing, setClearing] = useState(false);
  const messages = list?.messages ?? [];
  return (
    <section class="messages" aria-label="Messages">
      <header class="messages-head">
        <IconButton
          class="toolbar-menu"
          icon="menu"
          label="Templates"
          onClick={() => isSidebarOpen.set(!isSidebarOpen.get())}
        />
        <h1>Inbox</h1>
        <span class="messages-count">{list && (query ? `${messages.length} of ${list.total}` : list.total)}</span>
        <IconButton
          icon="bin"
          label="Delete all messages"
          side="left"
          disabled={!list?.total}
          onClick={() => setClearing(true)}
        />
      </header>
      <div class="sidebar-search messages-search">
        <Icon name="search" />
        <input
          type="search"
          class="input"
          placeholder="Search people, subjects, texts"
          aria-label="Search messages"
          spellcheck={false}
          autocomplete="off"
          value={query}
          onInput={({ currentTarget }) => search(currentTarget.value)}
        />
      </div>
      <ul class="messages-list">
        {messages.map((message) => (
          <li key={message.id}>
            <Row message={message} isOpen={message.id === open} tab={tab} />
          </li>
        ))}
      </ul>
      {list && messages.length === 0 && <p class="sidebar-none">No message has “{query}”.</p>}
      <footer class="messages-foot">
        {list?.smtp ? (
          <>
            Caught at <code>{list.smtp}</code>
          </>
        ) : (
          list?.problem
        )}
      </footer>
      {isClearing && list && <ClearDialog list={list} onClose={() => setClearing(false)} />}
    </section>
  );
}

function Row({ message, isOpen, tab }: { message: InboxEntry; isOpen: boolean; tab: Tab }) {
  const { id, to, from, subject, snippet, at, isRead, attachments, source } = message;
  const place = placeOf(id, tab);
  return (
    <a
      class={`message-row ${isRead ? '' : 'is-unread'}`}
      data-message={id}
      href={printAddress({ ...address.get(), view: 'inbox', place })}
      aria-current={isOpen ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go({ place });
      }}
    >
      <span class="message-row-head">
        {!isRead && <span class="unseen">Unread: </span>}
        <span class="message-row-who cut" title={`From ${person(from)}`}>
          {to.map(person).join(', ') || person(from)}
        </span>
        {attachments > 0 && (
          <span class="message-row-files">
            <Icon name="clip" size={12} />
            <span class="unseen">{attachments} attached</span>
          </span>
        )}
        <time dateTime={at}>{when(at)}</time>
      </span>
      <span class="message-row-subject cut">{subject || '(no subject)'}</span>
      <span class="message-row-snippet cut">
        {source === 'outbox' && <span class="chip">Outbox</span>}
        {snippet || ' '}
      </span>
    </a>
  );
}
