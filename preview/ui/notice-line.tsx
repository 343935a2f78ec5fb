import { live } from '../state/live';
import { notice } from '../state/notices';
import { useStore } from '../state/store';
import './notice-line.css';
import { Icon } from './icon';

/** What has just been done, or that the server is gone. */
export function NoticeLine() {
  const said = useStore(notice);
  const connection = useStore(live, (all) => all.connection);
  return (
    <div class="notices" role="status" aria-live="polite">
      {connection === 'lost' && (
        <p class="notice is-lost">
          <Icon name="plug" />
          <span>
            <b>jink dev does not answer.</b> The page catches up as soon as it is back.
          </span>
        </p>
      )}
      {said && (
        <p class={`notice is-${said.kind}`}>
          <Icon name={said.kind === 'done' ? 'check' : 'problems'} />
          <span>
            <b>{said.text}</b> {said.hint}
          </span>
        </p>
      )}
    </div>
  );
}
