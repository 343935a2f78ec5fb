import { address, go, printAddress } from '../state/address';
import { Icon } from '../ui/icon';
import type { View } from '../views/view';
import { isSidebarOpen } from './sidebar-state';

export function ViewLink({ id, title, icon, useBadge, isCurrent }: View & { isCurrent: boolean }) {
  const badge = useBadge?.();
  return (
    <a
      class="item"
      href={printAddress({ ...address.get(), view: id, place: undefined })}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go({ view: id, place: undefined });
        isSidebarOpen.set(false);
      }}
    >
      <Icon name={icon} />
      <span class="cut">{title}</span>
      {badge && (
        <span class={`badge badge-${badge.kind}`}>
          <span aria-hidden="true">{badge.count}</span>
          <span class="unseen">{badge.label}</span>
        </span>
      )}
    </a>
  );
}
