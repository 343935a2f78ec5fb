import { useState } from 'preact/hooks';
import type { InboxMessage } from '../../src/model/inbox';
import { LensMenu } from '../stage/lens-menu';
import { WidthButtons } from '../stage/width-buttons';
import { defaultWidths } from '../stage/widths';
import { address } from '../state/address';
import { hasRemote } from '../state/remote';
import { useStore } from '../state/store';
import { Button } from '../ui/button';
import './preview-tab.css';

/** The message as its reader sees it, at the widths and through the lenses that emails have. */
export function PreviewTab({ message }: { message: InboxMessage }) {
  const [isRemote, setRemote] = useState(false);
  const asked = useStore(address, ({ widths }) => widths);
  const lenses = useStore(address, (all) => all.lenses);
  const widths = asked.length ? asked : defaultWidths();
  if (!message.html)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      <pre class="preview-text" tabIndex={0}>
        {message.text || 'This message is empty.'}
      </pre>
    );
  const query = [
    ...(lenses.length ? [`lens=${lenses.map(encodeURIComponent).join()}`] : []),
    ...(isRemote ? ['remote=1'] : []),
  ].join('&');
  return (
    <>
      <div class="preview-bar">
        {!isRemote && hasRemote(message.html) && (
          <Button icon="image" onClick={() => setRemote(true)}>
            Load remote images
          </Button>
        )}
        <span class="panel-bar-space" />
        <LensMenu />
        <WidthButtons />
      </div>
      <div class="preview-frames">
        {widths.map((width) => (
          <iframe
            key={`${width} ${query}`}
            class="preview-frame"
            title={`The message, ${width} pixels wide`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            src={`api/inbox/${message.id}/html${query && `?${query}`}`}
            style={{ width: `${width}px` }}
          />
        ))}
      </div>
    </>
  );
}
