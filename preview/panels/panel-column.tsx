import { address } from '../state/address';
import { preferences } from '../state/preferences';
import { useStore } from '../state/store';
import { IconButton } from '../ui/button';
import { Splitter } from '../ui/splitter';
import { panels } from './index';
import { closePanel } from './open-panel';
import './panel-column.css';

const WIDTHS = { least: 300, most: 900, usual: 372 };

/** The panel that is open: a column beside the email, a sheet over it on phones. */
export function PanelColumn() {
  const id = useStore(address, ({ panel }) => panel);
  const width = useStore(preferences, ({ panelWidth }) => panelWidth);
  const panel = panels.find((each) => each.id === id);
  if (!panel) return null;
  return (
    <aside
      class={`panel panel-${panel.id}`}
      key={panel.id}
      tabIndex={-1}
      aria-label={panel.title}
      style={{ '--width': `${width}px` }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        closePanel();
      }}
    >
      <Splitter
        class="panel-splitter"
        label={`Width of ${panel.title}`}
        value={width}
        {...WIDTHS}
        grows="left"
        onChange={(panelWidth) => preferences.merge({ panelWidth })}
        onReset={() => preferences.merge({ panelWidth: WIDTHS.usual })}
      />
      <header class="panel-head">
        <h2>{panel.title}</h2>
        <IconButton icon="close" label={`Close ${panel.title}`} side="left" onClick={closePanel} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="panel-body" tabIndex={0}>
        <panel.Panel />
      </div>
    </aside>
  );
}
