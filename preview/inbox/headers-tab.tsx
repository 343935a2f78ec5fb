import { useState } from 'preact/hooks';
import type { InboxMessage } from '../../src/model/inbox';
import { Button } from '../ui/button';

/** Every header, decoded or as it was sent. */
export function HeadersTab({ message: { headers } }: { message: InboxMessage }) {
  const [isRaw, setRaw] = useState(false);
  return (
    <>
      <div class="panel-bar">
        <span class="code-facts">{headers.length} headers</span>
        <span class="panel-bar-space" />
        <Button kind="quiet" isPressed={isRaw} onClick={() => setRaw(!isRaw)}>
          As sent
        </Button>
      </div>
      {isRaw ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <pre class="message-pre" tabIndex={0}>
          {headers.map(({ raw }) => raw).join('\n')}
        </pre>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <div class="message-scroll" tabIndex={0}>
          <table class="message-table">
            <tbody>
              {headers.map(({ name, value }, i) => (
                <tr key={i}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
