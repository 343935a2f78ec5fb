import { useEffect, useState } from 'preact/hooks';
import type { MessageChecks, MessageFinding } from '../../src/model/inbox';
import { get, RefusedError } from '../state/api';
import '../panels/problems.css';
import { Empty } from '../ui/empty';
import { Icon } from '../ui/icon';
import './checks-tab.css';

/** What is wrong with the message, and what was found good. */
export function ChecksTab({ id }: { id: string }) {
  const [checks, setChecks] = useState<MessageChecks>();
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const stop = new AbortController();
    get<MessageChecks>(`api/inbox/${id}/checks`, stop.signal).then(setChecks, (error) => {
      if (error instanceof RefusedError) setFailure(error.message);
      else if (!stop.signal.aborted) throw error;
    });
    return () => stop.abort();
  }, [id]);
  if (failure) return <Empty title={failure} />;
  if (!checks) return <div class="loading" role="status" aria-label="Checking" />;
  const { findings, passed } = checks;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div class="message-scroll" tabIndex={0}>
      {findings.length > 0 && (
        <ul class="problems">
          {findings.map((finding, i) => (
            <Finding key={i} {...finding} />
          ))}
        </ul>
      )}
      <h2 class="message-subhead">Found good</h2>
      <ul class="passed">
        {passed.map(({ id, summary }) => (
          <li key={id}>
            <Icon name="check" />
            {summary}
          </li>
        ))}
      </ul>
    </div>
  );
}

const PARTS = { html: 'of the HTML', text: 'of the text', message: 'of the message' };

function Finding({ severity, code, message, hint, place, part, times, url }: MessageFinding) {
  const line = place && (place.line > 1 || part === 'message') && `line ${place.line} ${PARTS[part]}`;
  return (
    <li class={`problem problem-${severity}`}>
      <Icon name={severity === 'info' ? 'more' : 'problems'} />
      <div class="problem-text">
        <p class="problem-message">
          <span class="unseen">{severity}: </span>
          {message}
        </p>
        {hint && <p class="problem-hint">{hint}</p>}
        <p class="problem-foot">
          {line && (
            <span class="problem-code">
              {line}
              {times && times > 1 && ` and ${times - 1} more`}
            </span>
          )}
          {url ? (
            <a class="problem-code" href={url} target="_blank" rel="noreferrer">
              {code}
            </a>
          ) : (
            <span class="problem-code">{code}</span>
          )}
        </p>
      </div>
    </li>
  );
}
