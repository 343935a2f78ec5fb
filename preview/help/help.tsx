import { useStore } from '../state/store';
import { Dialog } from '../ui/dialog';
import './help.css';
import { isHelpOpen } from './help-state';
import { groups } from './page-shortcuts';

/** What every key does. */
export function Help() {
  if (!useStore(isHelpOpen)) return null;
  return (
    <Dialog title="Keyboard shortcuts" isWide onClose={() => isHelpOpen.set(false)}>
      <div class="help">
        {groups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map(({ keys, title }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Everywhere</h3>
          <dl>
            {ELSEWHERE.map(([title, ...keys]) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

/** Keys of single parts, which they hear themselves. */
const ELSEWHERE: readonly (readonly [string, ...string[]])[] = [
  ['In the list: go through it', '↑', '↓'],
  ['In the inbox: go through it, delete', '↑', '↓', 'Del'],
  ['On the edge of a frame: its width', '←', '→'],
  ['While inspecting: around, out, in', '↑', '↓', '←', '→'],
  ['In the data: save', MOD, 'S'],
  ['Close what is open', 'Esc'],
];
