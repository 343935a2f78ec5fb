import { useEffect } from 'preact/hooks';

/** What a key does. */
export interface Shortcut {
  /** As `KeyboardEvent.key` names it, with `Mod+` for Ctrl or Cmd. */
  keys: readonly string[];
  title: string;
  run(): void;
}

/** Keys go to where somebody types; only those with Mod work there too. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const mod = event.ctrlKey || event.metaKey;
      const key = `${mod ? 'Mod+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
      if (!mod && (isTyping(event.target) || document.querySelector('dialog[open]'))) return;
      const found = shortcuts.find(({ keys }) => keys.includes(key));
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [shortcuts]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], .cm-editor') !== null;
}
