import type { SendSettings } from '../../src/model/inbox';
import { Icon } from '../ui/icon';

/** Says where messages would go, before anything goes there. */
export function Way({ settings }: { settings: SendSettings }) {
  const { via, target, isCaught, from, recipients, limit, diagnostics } = settings;
  const staysHere = via === 'outbox' || isCaught;
  return (
    <section class="panel-section">
      <h3>How it goes</h3>
      {diagnostics.map(({ message, hint }) => (
        <div key={message} class="send-way is-wrong">
          <Icon name="problems" />
          <div>
            <p class="send-way-target">{message}</p>
            {hint && <p class="send-note">{hint}</p>}
          </div>
        </div>
      ))}
      {diagnostics.length === 0 && (
        <div class={`send-way ${staysHere ? '' : 'is-real'}`}>
          <Icon name={staysHere ? 'inbox' : 'send'} />
          <div>
            <p class="send-way-target">{target}</p>
            <p class="send-note">
              {via === 'outbox'
                ? 'A file that the inbox shows. Nothing leaves this machine; name a server with SMTP_URL or smtp in the config.'
                : isCaught
                  ? 'The inbox of this page. Nothing leaves this machine.'
                  : 'A real server: real people get it.'}
            </p>
          </div>
        </div>
      )}
      <dl class="facts send-facts">
        <dt>From</dt>
        <dd>{from}</dd>
        <dt>Allowed</dt>
        <dd>{recipients.length ? recipients.join(', ') : 'anybody (recipients in the config can say who)'}</dd>
        <dt>Limit</dt>
        <dd>{limit} messages in a minute</dd>
      </dl>
    </section>
  );
}
