import type { ShownDiagnostic } from '../../src/model/protocol';
import { shown } from './shown';
import { createStore, useStore } from './store';

/** Data that somebody is typing, which no file has yet. */
export interface Draft {
  text: string;
  /** What the file said when typing began. */
  from: string;
  /** What it says now, if that is something else. */
  now?: string | undefined;
  /** It was written, and stays until the server has read it. */
  isSaved?: boolean;
  /** The email with these data, as the server calls it; of the last data that could be read. */
  id?: string;
  /** What is wrong with the data. */
  diagnostics: ShownDiagnostic[];
}

const KEY = 'jink-drafts';

/** By template and scenario. Texts are kept for the window, also when the page is loaded anew. */
export const drafts = createStore<Readonly<Record<string, Draft>>>(read());

export const draftKey = (template: string, scenario: string) => `${template} ${scenario}`;

/** The draft of the email that is looked at. */
export function useDraft(): Draft | undefined {
  const { template, scenario } = useStore(shown);
  return useStore(drafts, (all) => (template && scenario ? all[draftKey(template.name, scenario.name)] : undefined));
}

export function keepDraft(key: string, draft: Draft): void {
  drafts.set({ ...drafts.get(), [key]: draft });
}

export function dropDraft(key: string): void {
  const { [key]: _, ...others } = drafts.get();
  drafts.set(others);
}

drafts.subscribe(() => {
  const texts = Object.entries(drafts.get()).map(([key, { text, from }]) => [key, { text, from }]);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(texts)));
  } catch {
    // They last as long as the page.
  }
});

function read(): Record<string, Draft> {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, { text: string; from: string }>;
    return Object.fromEntries(Object.entries(kept).map(([key, draft]) => [key, { ...draft, diagnostics: [] }]));
  } catch {
    return {};
  }
}
