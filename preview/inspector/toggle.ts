import { openPanel } from '../panels/open-panel';
import { address, go } from '../state/address';
import { inspecting } from '../state/inspection';

/** Begins or ends inspecting; the panel opens along with it, and its tree has the keyboard. */
export function toggleInspector(): void {
  const { isOn } = inspecting.get();
  inspecting.merge({ isOn: !isOn, hovered: undefined });
  if (!isOn) openPanel('inspect');
  else if (address.get().panel === 'inspect') go({ panel: undefined });
}
