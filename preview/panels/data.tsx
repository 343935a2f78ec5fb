import { useDraft } from '../state/drafts';
import { lazy } from '../ui/lazy';
import type { Badge, Panel } from './panel';

export const data: Panel = {
  id: 'data',
  title: 'Data',
  icon: 'data',
  shortcut: 'e',
  Panel: lazy(() => import('./data-panel').then(({ DataPanel }) => DataPanel)),
  useBadge: useUnsaved,
};

function useUnsaved(): Badge | undefined {
  const draft = useDraft();
  return draft && !draft.isSaved ? { kind: 'plain', label: 'unsaved' } : undefined;
}
