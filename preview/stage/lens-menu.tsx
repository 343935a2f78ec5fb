import { address, go } from '../state/address';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { Icon } from '../ui/icon';
import { Menu } from '../ui/menu';

const none: readonly never[] = [];

/** How other programs and other settings show the email; several at once, if somebody wants to. */
export function LensMenu() {
  const lenses = useStore(live, ({ list }) => list?.lenses ?? none);
  const chosen = useStore(address, (all) => all.lenses);
  const titles = lenses.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
  if (lenses.length === 0) return null;
  return (
    <Menu
      label={titles.length ? `Seen as: ${titles.join(', ')}` : 'Seen as: light'}
      tip="Dark mode, Outlook and others  L"
      class="lens-menu"
      isCheckList
      isPressed={titles.length > 0}
      items={[
        {
          id: '',
          title: 'Light',
          summary: 'As a browser shows it',
          isChecked: titles.length === 0,
          choose: () => go({ lenses: [] }),
        },
        ...lenses.map(({ id, title, summary }) => ({
          id,
          title,
          summary,
          isChecked: chosen.includes(id),
          choose: () => go({ lenses: toggled(address.get().lenses, id) }),
        })),
      ]}
    >
      <Icon name="lens" />
      <span class="lens-title cut">{titles.join(' + ') || 'Light'}</span>
      <Icon name="down" size={12} />
    </Menu>
  );
}

export function toggled(all: readonly string[], id: string): string[] {
  return all.includes(id) ? all.filter((each) => each !== id) : [...all, id];
}
