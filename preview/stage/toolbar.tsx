import { toggleInspector } from '../inspector/toggle';
import { useDetail } from '../state/detail';
import { inspecting } from '../state/inspection';
import { openPlace } from '../state/open-place';
import { hasRemote, loadsRemote } from '../state/remote';
import { type Shown, show } from '../state/shown';
import { useStore } from '../state/store';
import { isSidebarOpen } from '../templates/sidebar-state';
import { Button, IconButton } from '../ui/button';
import { Icon } from '../ui/icon';
import { LensMenu } from './lens-menu';
import './toolbar.css';
import { WidthButtons } from './width-buttons';

/** What is looked at, and how. */
export function Toolbar({ template, scenario }: Partial<Shown>) {
  const isInspecting = useStore(inspecting, ({ isOn }) => isOn);
  return (
    <header class="toolbar">
      <div class="toolbar-what">
        <IconButton
          class="toolbar-menu"
          icon="menu"
          label="Templates"
          onClick={() => isSidebarOpen.set(!isSidebarOpen.get())}
        />
        {template && (
          <>
            <h1 class="toolbar-name cut tip" data-tip={`Open ${template.file}`}>
              <button type="button" class="cut" onClick={() => void openPlace({ file: template.file })}>
                {template.name}
              </button>
            </h1>
            <span class="select">
              <select
                aria-label="Scenario"
                value={scenario?.name}
                onChange={({ currentTarget }) => show(template.name, currentTarget.value)}
              >
                {template.scenarios.map(({ name }) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
              <Icon name="down" size={12} />
            </span>
          </>
        )}
      </div>
      {template && (
        <div class="toolbar-how">
          <RemoteButton name={template.name} />
          <LensMenu />
          <WidthButtons />
          <IconButton
            icon="inspect"
            label="Inspect"
            shortcut="I"
            isPressed={isInspecting}
            disabled={!scenario}
            onClick={toggleInspector}
          />
        </div>
      )}
    </header>
  );
}

/** Images of other machines are loaded only when somebody says so. */
function RemoteButton({ name }: { name: string }) {
  const detail = useDetail();
  const loads = useStore(loadsRemote, (all) => all.has(name));
  if (loads || !detail || !hasRemote(detail.html)) return null;
  return (
    <Button class="remote-button" icon="image" onClick={() => loadsRemote.set(new Set([...loadsRemote.get(), name]))}>
      Load remote images
    </Button>
  );
}
