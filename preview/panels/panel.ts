import type { ComponentType } from 'preact';
import type { IconName } from '../ui/icon';

/**
 * A view of the email that is looked at, beside it. To add one, write `preview/panels/<id>.tsx` that exports a `Panel`
 * and list it in `index.ts`: it gets its button, its place in the address (`?panel=<id>`), its key and its sheet on
 * phones. It finds the email with `useShown()`, `useDetail()` and `useDraft()` of `preview/state`.
 *
 * What needs much code is fetched when it is first opened: `Panel: lazy(() => import('./x').then(({ X }) => X))`.
 */
export interface Panel {
  /** Stands in the address; kebab-case. */
  id: string;
  /** One word: it stands under the icon. */
  title: string;
  icon: IconName;
  /** One key that opens and shuts it. */
  shortcut?: string;
  Panel: ComponentType;
  /** A hook: what stands on the button. */
  useBadge?(): Badge | undefined;
}

export interface Badge {
  /** A dot when it is left out. */
  count?: number;
  kind: 'error' | 'warning' | 'unread' | 'plain';
  /** For screen readers: `3 errors`. */
  label: string;
}
