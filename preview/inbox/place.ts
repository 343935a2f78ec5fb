/** What can be looked at of a message, in the order of the tabs. */
export const TABS = [
  { id: 'preview', title: 'Preview' },
  { id: 'html', title: 'HTML' },
  { id: 'text', title: 'Text' },
  { id: 'headers', title: 'Headers' },
  { id: 'parts', title: 'MIME' },
  { id: 'raw', title: 'Raw' },
  { id: 'envelope', title: 'Envelope' },
  { id: 'checks', title: 'Checks' },
] as const;

export type Tab = (typeof TABS)[number]['id'];

/** The end of `#/inbox/<id>/<tab>`. */
export function readPlace(place = ''): { id?: string; tab: Tab } {
  const [id, wanted] = place.split('/');
  const tab = TABS.find((each) => each.id === wanted)?.id ?? 'preview';
  return { ...(id && { id }), tab };
}

export function placeOf(id: string, tab: Tab): string {
  return tab === 'preview' ? id : `${id}/${tab}`;
}
