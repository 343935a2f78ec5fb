import { useEffect } from 'preact/hooks';
import './app.css';
import { Help } from './help/help';
import { pageShortcuts, viewShortcuts } from './help/page-shortcuts';
import { PanelColumn } from './panels/panel-column';
import { Rail } from './panels/rail';
import { Stage } from './stage/stage';
import { address } from './state/address';
import { live } from './state/live';
import { preferences } from './state/preferences';
import { useShortcuts } from './state/shortcuts';
import { useShown } from './state/shown';
import { useStore } from './state/store';
import { Sidebar } from './templates/sidebar';
import { NoticeLine } from './ui/notice-line';
import { views } from './views/index';

/** The page: the list, then the email with its panels, or a view of its own. */
export function App() {
  const isShut = useStore(preferences, ({ isSidebarShut }) => isSidebarShut);
  const id = useStore(address, ({ view }) => view);
  const view = views.find((each) => each.id === id);
  useShortcuts(view ? viewShortcuts : pageShortcuts);
  useTitle(view?.title);
  return (
    <div class={`app ${isShut ? 'is-sidebar-shut' : ''}`}>
      <Sidebar />
      {view ? (
        <view.View />
      ) : (
        <>
          <Stage />
          <PanelColumn />
          <Rail />
        </>
      )}
      <Help />
      <NoticeLine />
    </div>
  );
}

/** The window's title tells what is open, and whether it is broken. */
function useTitle(view: string | undefined): void {
  const { template, scenario } = useShown();
  const project = useStore(live, ({ list }) => list?.project);
  const what =
    view ?? (template && `${template.name}${scenario && scenario.name !== 'default' ? `, ${scenario.name}` : ''}`);
  const title = [what, project, 'Jink'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = `${scenario?.isBroken ? '✗ ' : ''}${title}`;
  }, [title, scenario?.isBroken]);
}
