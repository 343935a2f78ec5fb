import { useEffect, useRef } from 'preact/hooks';
import type { SendAnswer, SendRequest, SendSettings } from '../../src/model/inbox';
import { Waiting } from '../panels/waiting';
import { post, RefusedError } from '../state/api';
import { useDetail } from '../state/detail';
import { useDraft } from '../state/drafts';
import { show, useShown } from '../state/shown';
import { createStore, useStore } from '../state/store';
import { Icon } from '../ui/icon';
import './send-form.css';
import { remember, remembered, splitRecipients } from './recipients';
import { SendResults } from './send-results';
import { useSettings } from './use-settings';
import { Way } from './way';

/** What was typed and answered last; it outlives the panel. */
const form = createStore<{
  to: string;
  subject: string;
  answer?: SendAnswer;
  failure?: RefusedError;
  isSending: boolean;
}>({
  to: remembered(),
  subject: '',
  isSending: false,
});

/** Sends the email that is looked at, with the data that it shows, to somebody who is to see it in their own inbox. */
export function SendForm() {
  const { template, scenario } = useShown();
  const detail = useDetail();
  const draft = useDraft();
  const { to, subject, answer, failure, isSending } = useStore(form);
  const settings = useSettings();
  // What was said of another email says nothing of this one.
  useEffect(() => form.merge({ answer: undefined, failure: undefined }), [template?.name, scenario?.name]);
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer || failure) said.current?.scrollIntoView({ block: 'nearest' });
  }, [answer, failure]);
  if (!template || !scenario || !settings) return <Waiting />;
  const recipients = splitRecipients(to);
  const canSend = settings.diagnostics.length === 0 && !isSending && recipients.length > 0;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!canSend) return;
    remember(to);
    form.merge({ isSending: true, answer: undefined, failure: undefined });
    try {
      const request: SendRequest = {
        template: template.name,
        scenario: scenario.name,
        to: recipients,
        ...(draft && { data: draft.text }),
        ...(subject.trim() && { subject: subject.trim() }),
      };
      form.merge({ answer: await post<SendAnswer>('api/send', request), isSending: false });
    } catch (error) {
      form.merge({ isSending: false });
      if (!(error instanceof RefusedError)) throw error;
      form.merge({ failure: error });
    }
  };
  return (
    <form class="send" onSubmit={(event) => void submit(event)}>
      <section class="panel-section send-fields">
        <label class="field">
          <span>To</span>
          <input
            class="input"
            type="text"
            inputMode="email"
            autocomplete="email"
            spellcheck={false}
            placeholder="ada@example.com, …"
            value={to}
            onInput={({ currentTarget }) => form.merge({ to: currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>Scenario</span>
          <span class="select send-select">
            <select value={scenario.name} onChange={({ currentTarget }) => show(template.name, currentTarget.value)}>
              {template.scenarios.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
            <Icon name="down" size={12} />
          </span>
          {draft && <span class="send-note">With the data that you are typing, which are not saved.</span>}
        </label>
        <label class="field">
          <span>Subject</span>
          <input
            class="input"
            type="text"
            placeholder={detail?.subject ?? scenario.subject}
            value={subject}
            onInput={({ currentTarget }) => form.merge({ subject: currentTarget.value })}
          />
        </label>
      </section>
      <Way settings={settings} />
      <div class="send-action">
        <button type="submit" class="button button-primary" disabled={!canSend}>
          <Icon name="send" />
          {isSending ? 'Sending…' : labelOf(settings, recipients.length)}
        </button>
      </div>
      <div role="status" aria-live="polite" ref={said}>
        {failure && (
          <div class="send-result is-failed">
            <Icon name="problems" />
            <div>
              <p class="send-result-what">Nothing was sent</p>
              <p>{failure.message}</p>
              {failure.hint && <p class="send-note">{failure.hint}</p>}
            </div>
          </div>
        )}
        {answer && <SendResults answer={answer} />}
      </div>
    </form>
  );
}

function labelOf({ via }: SendSettings, count: number): string {
  if (via === 'outbox') return 'Put into the outbox';
  return count > 1 ? `Send ${count} messages` : 'Send';
}
