import { address } from '../state/address';
import { useStore } from '../state/store';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';
import { panels } from './index';
import { openPanel, togglePanel } from './open-panel';
import type { Panel } from './panel';
import './rail.css';

/** On phones, these have a button of their own; the rest is in a menu. */
const FIRST = 4;

/** The buttons of all panels: at the right edge, or below on phones. */
export function Rail() {
  const open = useStore(address, ({ panel }) => panel);
  const isMoreOpen = panels.slice(FIRST).some(({ id }) => id === open);
  return (
    <nav class="rail" aria-label="Panels">
      {panels.map((panel, i) => (
        <RailButton key={panel.id} {...panel} isOpen={panel.id === open} class={i < FIRST ? '' : 'rail-rest'} />
      ))}
      <Menu
        class="rail-more"
        label="More panels"
        tip="More panels"
        side="above"
        isPressed={isMoreOpen}
        items={panels.slice(FIRST).map(({ id, title, icon }) => ({ id, title, icon, choose: () => openPanel(id) }))}
      >
        <Icon name="more" size={18} />
        <span class="rail-title">More</span>
      </Menu>
    </nav>
  );
}

function RailButton({
  id,
  title,
  icon,
  shortcut,
  isOpen,
  useBadge,
  class: more,
}: Panel & { isOpen: boolean; class: string }) {
  const badge = useBadge?.();
  return (
    <button
      type="button"
      class={`rail-button ${more}`}
      data-panel={id}
      aria-pressed={isOpen}
      aria-keyshortcuts={shortcut}
      onClick={() => togglePanel(id)}
    >
      <span class="rail-icon">
        <Icon name={icon} size={18} />
        {badge && (
          <span class={`badge badge-${badge.kind} ${badge.count === undefined ? 'badge-dot' : ''}`} aria-hidden="true">
            {badge.count !== undefined && (badge.count > 99 ? '99' : badge.count)}
          </span>
        )}
      </span>
      <span class="rail-title">{title}</span>
      {badge && <span class="unseen">, {badge.label}</span>}
    </button>
  );
}
