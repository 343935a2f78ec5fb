import { live } from '../state/live';
import { useStore } from '../state/store';

const SAYS = {
  connecting: 'Connecting…',
  open: 'Watching for changes',
  lost: 'Reconnecting…',
};

/** Whether what is shown is the newest. */
export function Connection() {
  const connection = useStore(live, (all) => all.connection);
  const isBusy = useStore(live, (all) => all.isBusy);
  return (
    <p class={`connection is-${connection} ${isBusy ? 'is-busy' : ''}`}>
      <span class="connection-dot" />
      <span class="cut">{SAYS[connection]}</span>
    </p>
  );
}
