import { address, go } from '../state/address';

/** Opens a panel; moves the focus into it when `focus` is set. */
export function openPanel(id: string, { focus = true } = {}): void {
  go({ panel: id });
  if (focus) requestAnimationFrame(() => document.querySelector<HTMLElement>('.panel')?.focus());
}

export function closePanel(): void {
  const { panel } = address.get();
  go({ panel: undefined });
  document.querySelector<HTMLElement>(`[data-panel="${panel}"]`)?.focus();
}

export function togglePanel(id: string): void {
  if (address.get().panel === id) closePanel();
  else openPanel(id);
}
