import { useEffect, useRef, useState } from 'preact/hooks';
import type { InboxMessage } from '../../src/model/inbox';
import { CodeView } from '../editor/code-view';
import { go } from '../state/address';
import { get, RefusedError } from '../state/api';
import { IconButton } from '../ui/button';
import { Empty } from '../ui/empty';
import { Icon } from '../ui/icon';
import { kilobytes } from '../ui/kilobytes';
import { Tabs } from '../ui/tabs';
import { ChecksTab } from './checks-tab';
import { EnvelopeTab } from './envelope-tab';
import { HeadersTab } from './headers-tab';
import './message-view.css';
import { PartsTab } from './parts-tab';
import { exactly, whole } from './people';
import { TABS, type Tab } from './place';
import { PreviewTab } from './preview-tab';
import { RawTab } from './raw-tab';

interface MessageViewProps {
  id: string;
  tab: Tab;
  onTab(tab: Tab): void;
  onRemove(): void;
}

/** One message, in all the ways in which it can be looked at. */
export function MessageView({ id, tab, onTab, onRemove }: MessageViewProps) {
  const [message, setMessage] = useState<InboxMessage>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const stop = new AbortController();
    get<InboxMessage>(`api/inbox/${id}`, stop.signal).then(setMessage, (error) => {
      if (error instanceof RefusedError) setFailure(error.message);
      else if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
  }, [id]);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    const chosen = article.current?.querySelector('[role=tab][aria-selected=true]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab, message]);
  const back = () => go({ place: undefined });
  if (!message)
    return (
      <article class="message is-none" aria-label="Message">
        <header class="message-actions">
          <IconButton class="message-back" icon="back" label="All messages" onClick={back} />
        </header>
        {failure ? <Empty icon="inbox" title={failure} /> : <div class="loading" role="status" aria-label="Loading" />}
      </article>
    );
  return (
    <article class="message" aria-label="Message" ref={article}>
      <header class="message-head">
        <div class="message-title">
          <IconButton class="message-back" icon="back" label="All messages" onClick={back} />
          <h1>{message.subject || '(no subject)'}</h1>
          <span class="message-actions">
            <a
              class="button button-quiet icon-button tip tip-below"
              href={`api/inbox/${id}/download`}
              download
              aria-label="Download as .eml"
              data-tip="Download as .eml"
            >
              <Icon name="download" />
            </a>
            <IconButton icon="bin" label="Delete" shortcut="Del" side="left" onClick={onRemove} />
          </span>
        </div>
        <dl class="message-facts">
          <dt>From</dt>
          <dd>{whole(message.from)}</dd>
          <dt>To</dt>
          <dd>{message.to.map(whole).join(', ') || 'nobody'}</dd>
          <dt>Received</dt>
          <dd>
            {exactly(message.at)}, {kilobytes(message.bytes)}
            {message.source === 'outbox' && ', in .jink/outbox'}
          </dd>
        </dl>
        {message.problem && <p class="message-problem">{message.problem}</p>}
        <Files message={message} />
      </header>
      <Tabs label="Message" tabs={TABS} open={tab} onOpen={onTab} />
      <div class={`message-body is-${tab}`} role="tabpanel" aria-label={TABS.find((each) => each.id === tab)?.title}>
        <Body message={message} tab={tab} />
      </div>
    </article>
  );
}

function Body({ message, tab }: { message: InboxMessage; tab: Tab }) {
  switch (tab) {
    case 'preview':
      return <PreviewTab message={message} />;
    case 'html':
      return message.html ? (
        <CodeView text={message.html} language="html" label="HTML of the message" />
      ) : (
        <Empty title="This message has no HTML" />
      );
    case 'text':
      return message.text ? (
        <CodeView text={message.text} language="text" label="Text of the message" />
      ) : (
        <Empty title="This message has no text part">Mail programs without HTML show nothing of it.</Empty>
      );
    case 'headers':
      return <HeadersTab message={message} />;
    case 'parts':
      return <PartsTab message={message} />;
    case 'raw':
      return <RawTab id={message.id} />;
    case 'envelope':
      return <EnvelopeTab message={message} />;
    case 'checks':
      return <ChecksTab id={message.id} />;
  }
}

/** What is attached, to be saved. Images that the HTML shows are seen there. */
function Files({ message: { id, files } }: { message: InboxMessage }) {
  const attached = files.map((file, index) => ({ ...file, index })).filter(({ isUsed }) => !isUsed);
  if (attached.length === 0) return null;
  return (
    <ul class="message-files" aria-label="Attachments">
      {attached.map(({ filename, bytes, index }) => (
        <li key={index}>
          <a class="button" href={`api/inbox/${id}/files/${index}`} download>
            <Icon name="clip" />
            <span class="cut">{filename || `part ${index + 1}`}</span>
            <span class="message-file-size">{kilobytes(bytes)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
