import { toggleInspector } from '../inspector/toggle';
import { panels } from '../panels/index';
import { togglePanel } from '../panels/open-panel';
import { toggleLens } from '../stage/toggle-lens';
import { DEVICES } from '../stage/widths';
import { go } from '../state/address';
import { openPlace } from '../state/open-place';
import { preferences } from '../state/preferences';
import type { Shortcut } from '../state/shortcuts';
import { showNeighbour, shown } from '../state/shown';
import { isSidebarOpen } from '../templates/sidebar-state';
import { hasDrawer } from '../ui/window-size';
import { views } from '../views/index';
import { isHelpOpen } from './help-state';

/** Every key of the page, in groups, as the help shows them. */
export const groups: readonly { title: string; shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Templates',
    shortcuts: [
      { keys: ['/'], title: 'Search', run: focusSearch },
      { keys: ['[', 'k'], title: 'Scenario before', run: () => showNeighbour(-1) },
      { keys: [']', 'j'], title: 'Next scenario', run: () => showNeighbour(1) },
      { keys: ['o'], title: 'Open the template in your editor', run: openTemplate },
      { keys: ['b'], title: 'Show or hide the list', run: toggleSidebar },
    ],
  },
  {
    title: 'Email',
    shortcuts: [
      ...DEVICES.map(({ title, widths, shortcut }) => ({
        keys: [shortcut],
        title: `${title}, ${widths.join(' + ')} px`,
        run: () => go({ widths: [...widths] }),
      })),
      { keys: ['d'], title: 'Dark or light', run: () => toggleLens('dark') },
      { keys: ['l'], title: 'All ways to see it', run: openLenses },
      { keys: ['i'], title: 'Inspect', run: toggleInspector },
    ],
  },
  {
    title: 'Panels',
    shortcuts: panels.flatMap(({ id, title, shortcut }) =>
      shortcut ? [{ keys: [shortcut], title, run: () => togglePanel(id) }] : [],
    ),
  },
  {
    title: 'Page',
    shortcuts: [
      ...views.flatMap(({ id, title, shortcut }) =>
        shortcut ? [{ keys: [shortcut], title, run: () => go({ view: id, place: undefined }) }] : [],
      ),
      { keys: ['?'], title: 'This help', run: () => isHelpOpen.set(true) },
    ],
  },
];

export const pageShortcuts: readonly Shortcut[] = groups.flatMap(({ shortcuts }) => shortcuts);

/** Those that mean something where no email is looked at. */
export const viewShortcuts: readonly Shortcut[] = pageShortcuts.filter((shortcut) => {
  const isOfPage = groups.at(-1)!.shortcuts.includes(shortcut);
  return isOfPage || shortcut.keys.some((key) => key === '/' || key === 'b');
});

function focusSearch(): void {
  preferences.merge({ isSidebarShut: false });
  if (hasDrawer()) isSidebarOpen.set(true);
  const select = () => {
    const field = document.querySelector<HTMLInputElement>('.sidebar input');
    field?.select();
    return field !== null && document.activeElement === field;
  };
  // At once, because the next letter may follow before the next frame; a list that was shut has to be drawn first.
  if (!select()) requestAnimationFrame(select);
}

function toggleSidebar(): void {
  if (hasDrawer()) isSidebarOpen.set(!isSidebarOpen.get());
  else preferences.merge({ isSidebarShut: !preferences.get().isSidebarShut });
}

function openLenses(): void {
  document.querySelector<HTMLButtonElement>('.lens-menu button')?.click();
}

function openTemplate(): void {
  const { template } = shown.get();
  if (template) void openPlace({ file: template.file });
}
