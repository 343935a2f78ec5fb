import type { SendAnswer, SendResult } from '../../src/model/inbox';
import { address, go, printAddress } from '../state/address';
import { Icon } from '../ui/icon';

const STATES: Record<SendResult['state'], string> = {
  sent: 'Sent to',
  failed: 'Not sent to',
  refused: 'Not sent to',
  left: 'Not sent to',
  unknown: 'Perhaps sent to',
};

/** What has become of each message, in the server's own words. */
export function SendResults({ answer: { results, target } }: { answer: SendAnswer }) {
  return (
    <ul class="send-results">
      {results.map((result) => (
        <li key={result.to} class={`send-result ${result.state === 'sent' ? 'is-sent' : 'is-failed'}`}>
          <Icon name={result.state === 'sent' ? 'check' : 'problems'} />
          <div>
            <p class="send-result-what">
              {STATES[result.state]} {result.to}
            </p>
            {result.reason && <p>{result.reason}</p>}
            {result.hint && <p class="send-note">{result.hint}</p>}
            {result.reply && (
              <p class="send-reply">
                <span class="unseen">{target} answered: </span>
                {result.reply}
              </p>
            )}
            {result.message && <InboxLink id={result.message} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function InboxLink({ id }: { id: string }) {
  return (
    <a
      href={printAddress({ ...address.get(), view: 'inbox', place: id })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go({ view: 'inbox', place: id });
      }}
    >
      Open it in the inbox
    </a>
  );
}
