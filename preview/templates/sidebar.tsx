import { useMemo, useRef } from 'preact/hooks';
import { isHelpOpen } from '../help/help-state';
import { address } from '../state/address';
import { live } from '../state/live';
import { preferences } from '../state/preferences';
import { show } from '../state/shown';
import { useStore } from '../state/store';
import { IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { Splitter } from '../ui/splitter';
import { views } from '../views/index';
import { Connection } from './connection';
import { byFolder, findTemplates } from './find-templates';
import './sidebar.css';
import { isSidebarOpen, search } from './sidebar-state';
import { TemplateItem } from './template-item';
import { ViewLink } from './view-link';

const none: readonly never[] = [];
const WIDTHS = { least: 180, most: 420, usual: 244 };

/** Every template with its scenarios; arrow keys go from one to the next. */
export function Sidebar() {
  const list = useStore(live, (all) => all.list);
  const text = useStore(search);
  const { view, template, scenario } = useStore(address);
  const isOpen = useStore(isSidebarOpen);
  const width = useStore(preferences, ({ sidebarWidth }) => sidebarWidth);
  const root = useRef<HTMLElement>(null);
  const templates = list?.templates ?? none;
  const folders = useMemo(() => byFolder(findTemplates(templates, text)), [templates, text]);

  const links = () => [...(root.current?.querySelectorAll<HTMLAnchorElement>('.sidebar-list a.item') ?? [])];
  const move = (event: KeyboardEvent) => {
    const all = links();
    const here = all.indexOf(document.activeElement as HTMLAnchorElement);
    const isField = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape' && isField && text) search.set('');
    else if (event.key === 'Escape' && isOpen) isSidebarOpen.set(false);
    else if (event.key === 'Enter' && isField) openFirst();
    else if (event.key === 'ArrowDown') visit(all[isField ? 0 : here + 1]);
    else if (event.key === 'ArrowUp' && here === 0) root.current?.querySelector('input')?.focus();
    else if (event.key === 'ArrowUp') visit(all[here - 1]);
    else if (event.key === 'Home' && !isField) visit(all[0]);
    else if (event.key === 'End' && !isField) visit(all.at(-1));
    else return;
    event.preventDefault();
  };

  // What is typed counts, also when it has not been drawn yet.
  const openFirst = () => {
    const first = byFolder(findTemplates(templates, search.get()))[0]?.templates[0];
    if (!first) return;
    show(first.name);
    isSidebarOpen.set(false);
  };

  return (
    <>
      {isOpen && <div class="sidebar-shade" onPointerDown={() => isSidebarOpen.set(false)} />}
      <nav
        class={`sidebar ${isOpen ? 'is-open' : ''}`}
        ref={root}
        aria-label="Templates"
        style={{ '--width': `${width}px` }}
        onKeyDown={move}
      >
        <header class="sidebar-head">
          <span class="sidebar-project cut">{list?.project ?? 'Jink'}</span>
          <IconButton
            class="sidebar-shut"
            icon="sidebar"
            label="Hide the list"
            shortcut="B"
            onClick={() => (isOpen ? isSidebarOpen.set(false) : preferences.merge({ isSidebarShut: true }))}
          />
        </header>
        {views.length > 0 && (
          <ul class="sidebar-views">
            {views.map((each) => (
              <li key={each.id}>
                <ViewLink {...each} isCurrent={each.id === view} />
              </li>
            ))}
          </ul>
        )}
        <div class="sidebar-search">
          <Icon name="search" />
          <input
            type="search"
            class="input"
            placeholder="Search"
            aria-label="Search templates"
            aria-keyshortcuts="/"
            spellcheck={false}
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => search.set(currentTarget.value)}
          />
          <kbd>/</kbd>
        </div>
        <div class="sidebar-list">
          {folders.map((folder) => (
            <section key={folder.name} aria-label={folder.name || 'Templates'}>
              {folder.name && <h2 class="sidebar-folder cut">{folder.name}</h2>}
              <ul>
                {folder.templates.map((each) => (
                  <TemplateItem
                    key={each.name}
                    template={each}
                    scenario={!view && each.name === template ? scenario : undefined}
                  />
                ))}
              </ul>
            </section>
          ))}
          {list && folders.length === 0 && text && <p class="sidebar-none">No template has “{text}”.</p>}
        </div>
        <footer class="sidebar-foot">
          <Connection />
          <IconButton
            icon="keyboard"
            label="Keyboard shortcuts"
            shortcut="?"
            side="above"
            onClick={() => isHelpOpen.set(true)}
          />
        </footer>
        <Splitter
          class="sidebar-splitter"
          label="Width of the list"
          value={width}
          {...WIDTHS}
          grows="right"
          onChange={(sidebarWidth) => preferences.merge({ sidebarWidth })}
          onReset={() => preferences.merge({ sidebarWidth: WIDTHS.usual })}
        />
      </nav>
    </>
  );
}

/** The focus goes to a link, and the page where it leads; places that were only passed are none to go back to. */
function visit(link: HTMLAnchorElement | undefined): void {
  if (!link) return;
  link.focus();
  link.scrollIntoView({ block: 'nearest' });
  history.replaceState(null, '', link.hash);
  dispatchEvent(new PopStateEvent('popstate'));
  // Scenarios may have appeared above it.
  requestAnimationFrame(() => link.isConnected && link.scrollIntoView({ block: 'nearest' }));
}
