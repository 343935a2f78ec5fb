import type { InboxList } from '../../src/model/inbox';
import { say } from '../state/notices';
import { isSidebarOpen } from '../templates/sidebar-state';
import { IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import './point-here.css';

/** How messages get here, while there are none. */
export function PointHere({ list: { smtp, problem } }: { list: InboxList }) {
  const setting = `SMTP_URL=${smtp}`;
  const copy = () =>
    navigator.clipboard.writeText(setting).then(
      () => say('Copied'),
      () => say('The browser does not let this page copy', 'failed'),
    );
  return (
    <div class="point-here">
      <header class="messages-head">
        <IconButton
          class="toolbar-menu"
          icon="menu"
          label="Templates"
          onClick={() => isSidebarOpen.set(!isSidebarOpen.get())}
        />
        <h1>Inbox</h1>
      </header>
      <div class="point-here-text">
        <Icon name="inbox" size={28} />
        <h2>No message yet</h2>
        {smtp ? (
          <>
            <p>Point your application here. Whatever it sends is caught and shown; nothing leaves this machine.</p>
            <div class="point-here-setting">
              <code>{setting}</code>
              <IconButton icon="copy" label="Copy" side="left" onClick={() => void copy()} />
            </div>
            <p class="point-here-more">
              Any user and password will do. A recipient such as <code>550-ada@example.com</code> is refused, to see
              what your application makes of it.
            </p>
          </>
        ) : (
          <p>{problem ?? 'Messages are about to be caught.'}</p>
        )}
        <p class="point-here-more">
          What <code>jink send</code> and the panel <b>Send</b> put into <code>.jink/outbox</code> shows up here too.
        </p>
      </div>
    </div>
  );
}
