import { detailState } from '../state/detail';
import { live } from '../state/live';
import { useShown } from '../state/shown';
import { useStore } from '../state/store';
import { Empty } from '../ui/empty';

/** What a panel shows as long as it has no email. */
export function Waiting() {
  const failure = useStore(detailState, (all) => all.failure);
  const list = useStore(live, (all) => all.list);
  const { scenario } = useShown();
  if (failure) return <Empty title="This email cannot be read">{failure}</Empty>;
  if (list && !scenario) return <Empty title="No email is open" />;
  return <div class="loading" role="status" aria-label="Loading" />;
}
