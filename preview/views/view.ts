import type { ComponentType } from 'preact';
import type { Badge } from '../panels/panel';
import type { IconName } from '../ui/icon';

/**
 * Something else to look at than templates, such as an inbox. To add one, write `preview/views/<id>.tsx` that exports
 * a `View` and list it in `index.ts`: it gets its link in the sidebar and the address `#/<id>`, and takes the place of
 * stage and panels. It renders one `<main>`. Make it `lazy()`, as panels are.
 */
export interface View {
  id: string;
  title: string;
  icon: IconName;
  /** One key that opens it. */
  shortcut?: string;
  View: ComponentType;
  /** A hook: what stands beside the link. */
  useBadge?(): Badge | undefined;
}
