import type { Badge } from '../panels/panel';
import { inboxState } from '../state/inbox';
import { useStore } from '../state/store';
import { lazy } from '../ui/lazy';
import type { View } from './view';

export const inbox: View = {
  id: 'inbox',
  title: 'Inbox',
  icon: 'inbox',
  shortcut: 'n',
  View: lazy(() => import('../inbox/inbox').then(({ Inbox }) => Inbox)),
  useBadge,
};

function useBadge(): Badge | undefined {
  const unread = useStore(inboxState, ({ counts }) => counts?.unread ?? 0);
  return unread ? { count: unread, kind: 'unread', label: `${unread} unread` } : undefined;
}
