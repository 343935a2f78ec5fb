import { createStore } from './store';

/** All that a link to the page says. What is not in it, is as it is by default. */
export interface Address {
  /** A view of its own instead of the templates: `inbox`. */
  view?: string;
  /** Where in that view: whatever it makes of `#/inbox/<place>`. */
  place?: string | undefined;
  template?: string;
  scenario: string;
  /** In px, one for each frame that stands beside the others. */
  widths: number[];
  lenses: string[];
  panel?: string;
}

export const DEFAULT_SCENARIO = 'default';
const TEMPLATES = 'templates';
/** More frames than these do not fit beside each other. */
const MOST_FRAMES = 2;
const WIDTHS = { least: 240, most: 1600 };

/** `#/templates/billing/receipt?scenario=long&width=700,360&lens=dark&panel=data`, `#/inbox/<message>`. */
export function parseAddress(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [first, ...rest] = path.split('/').filter(Boolean).map(decode);
  const asked = new URLSearchParams(query);
  const list = (name: string) => (asked.get(name) ?? '').split(',').filter(Boolean);
  const template = rest.join('/');
  const panel = asked.get('panel');
  return {
    ...(first && first !== TEMPLATES && { view: first, ...(template && { place: template }) }),
    ...(first === TEMPLATES && template && { template }),
    scenario: asked.get('scenario') || DEFAULT_SCENARIO,
    widths: list('width').map(Number).filter(Number.isFinite).map(allowedWidth).slice(0, MOST_FRAMES),
    lenses: list('lens'),
    ...(panel && { panel }),
  };
}

export function printAddress({ view, place, template, scenario, widths, lenses, panel }: Address): string {
  const query = [
    ...(scenario !== DEFAULT_SCENARIO ? [`scenario=${encodeURIComponent(scenario)}`] : []),
    ...(widths.length ? [`width=${widths.join()}`] : []),
    ...(lenses.length ? [`lens=${lenses.map(encodeURIComponent).join()}`] : []),
    ...(panel ? [`panel=${encodeURIComponent(panel)}`] : []),
  ].join('&');
  const path = view
    ? [view, place]
        .filter((part) => part !== undefined)
        .map(pathOf)
        .join('/')
    : `${TEMPLATES}/${template ? pathOf(template) : ''}`;
  return `#/${path}${query && `?${query}`}`;
}

export function allowedWidth(width: number): number {
  return Math.round(Math.min(WIDTHS.most, Math.max(WIDTHS.least, width)));
}

/** A template's name as part of an address. */
export function pathOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

export const address = createStore<Address>(parseAddress(location.hash));

/**
 * Goes somewhere else; what is not mentioned stays.
 * @param replace the place left is none to go back to
 */
export function go(to: Partial<Address>, { replace = false } = {}): void {
  const next = { ...address.get(), ...to };
  const hash = printAddress(next);
  if (hash !== printAddress(address.get()) || (replace && hash !== location.hash))
    history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  address.set(next);
}

addEventListener('popstate', () => address.set(parseAddress(location.hash)));

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
