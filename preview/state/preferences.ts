import { createStore } from './store';

/** How a reader of the page likes it; kept by the browser. */
export interface Preferences {
  /** In px. */
  panelWidth: number;
  sidebarWidth: number;
  isSidebarShut: boolean;
  wrapsCode: boolean;
}

const KEY = 'jink-preferences';
const DEFAULTS: Preferences = { panelWidth: 372, sidebarWidth: 244, isSidebarShut: false, wrapsCode: true };

export const preferences = createStore<Preferences>(read());

preferences.subscribe(() => {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.get()));
  } catch {
    // Storage is full or switched off: they last as long as the page.
  }
});

function read(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    const known = Object.entries(DEFAULTS).filter(([name, value]) => typeof kept[name] === typeof value);
    return { ...DEFAULTS, ...Object.fromEntries(known.map(([name]) => [name, kept[name]])) };
  } catch {
    return DEFAULTS;
  }
}
