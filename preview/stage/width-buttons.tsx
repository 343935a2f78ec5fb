import { address, go } from '../state/address';
import { useStore } from '../state/store';
import { IconButton } from '../ui/button';
import { DEVICES, defaultWidths, deviceOf } from './widths';

/** Desktop, tablet, phone, or two of them. */
export function WidthButtons() {
  const asked = useStore(address, ({ widths }) => widths);
  const current = deviceOf(asked.length ? asked : defaultWidths());
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row everywhere
    <div class="segments" role="group" aria-label="Width">
      {DEVICES.map(({ id, title, icon, widths, shortcut }) => (
        <IconButton
          key={id}
          icon={icon}
          label={`${title}, ${widths.join(' + ')} px`}
          shortcut={shortcut}
          isPressed={current?.id === id}
          onClick={() => go({ widths: [...widths] })}
        />
      ))}
    </div>
  );
}
