import type { InboxMessage } from '../../src/model/inbox';
import { Empty } from '../ui/empty';
import './envelope-tab.css';

/** What the servers see: who it is really to, and what was said. */
export function EnvelopeTab({ message: { envelope, transcript } }: { message: InboxMessage }) {
  if (!envelope)
    return (
      <Empty icon="send" title="This message came without an envelope">
        It is a file in <code>.jink/outbox</code>: no server was asked.
      </Empty>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div class="message-scroll" tabIndex={0}>
      <table class="message-table">
        <tbody>
          <tr>
            <th scope="row">From</th>
            <td>{envelope.from || '<> (nobody: bounces go nowhere)'}</td>
          </tr>
          <tr>
            <th scope="row">To</th>
            <td>{envelope.to.join(', ')}</td>
          </tr>
          <tr>
            <th scope="row">Client</th>
            <td>{envelope.client}</td>
          </tr>
          <tr>
            <th scope="row">Logged in as</th>
            <td>{envelope.user ?? 'nobody'}</td>
          </tr>
        </tbody>
      </table>
      <h2 class="message-subhead">What was said</h2>
      <ol class="transcript">
        {transcript.map(({ from, line }, i) => (
          <li key={i} class={`is-${from}`}>
            <span class="unseen">{from}: </span>
            {line}
          </li>
        ))}
      </ol>
    </div>
  );
}
