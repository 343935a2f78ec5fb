import type { DraftAnswer, DraftRequest, EmailDetail, ShownDiagnostic } from '../../src/model/protocol';
import { pathOf } from './address';
import { emailAddress, get, post, RefusedError } from './api';
import { live } from './live';
import { type Shown, shown } from './shown';
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
/** How long typing has to pause before the email follows, in ms. */
const PAUSE = 80;
/** How often, and after how many ms each, a file that was saved is looked at until the server has read it. */
const LOOKS = 20;
const AGAIN = 250;

/** By template and scenario. */
export const drafts = createStore<Readonly<Record<string, Draft>>>(read());

export const draftKey = (template: string, scenario: string) => `${template} ${scenario}`;

/** The draft of the email that is looked at. */
export function useDraft(): Draft | undefined {
  const { template, scenario } = useStore(shown);
  return useStore(drafts, (all) => (template && scenario ? all[draftKey(template.name, scenario.name)] : undefined));
}

/** Shows an email with other data; when they are those of the file, there is no draft any more. */
export function typeData({ template, scenario }: Shown, text: string, from: string): void {
  const key = draftKey(template.name, scenario.name);
  if (text === from) {
    dropDraft(key);
    return;
  }
  const before = drafts.get()[key];
  keep(key, { diagnostics: [], ...before, text, from: before?.from ?? from, isSaved: false });
  postSoon(key, template.name, scenario.name, PAUSE);
}

/** What was typed is in the file now. */
export function draftSaved({ template, scenario }: Shown, text: string): void {
  const key = draftKey(template.name, scenario.name);
  const draft = drafts.get()[key];
  if (!draft) return;
  const isSaved = draft.text === text; // or else somebody went on typing
  keep(key, { ...draft, from: text, now: undefined, isSaved });
  const lookAgain = (times: number) => {
    if (times === 0 || !drafts.get()[key]?.isSaved) return;
    void lookAtFile(key, template.name, scenario.name).then(() => setTimeout(lookAgain, AGAIN, times - 1));
  };
  setTimeout(lookAgain, AGAIN, LOOKS);
}

export function dropDraft(key: string): void {
  clearTimeout(timers.get(key));
  const { [key]: _, ...others } = drafts.get();
  drafts.set(others);
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function postSoon(key: string, name: string, scenario: string, wait: number): void {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void postDraft(key, name, scenario), wait),
  );
}

async function postDraft(key: string, name: string, scenario: string): Promise<void> {
  const asked = drafts.get()[key];
  if (!asked) return;
  let answer: DraftAnswer;
  try {
    answer = await post<DraftAnswer>(`api/drafts/${pathOf(name)}`, {
      scenario,
      data: asked.text,
    } satisfies DraftRequest);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    answer = { diagnostics: [{ code: 'refused', severity: 'error', message: error.message }] };
  }
  const now = drafts.get()[key];
  // What was typed since then has a request of its own.
  if (now?.text !== asked.text) return;
  keep(key, { ...now, ...(answer.draft && { id: answer.draft }), diagnostics: answer.diagnostics });
}

function keep(key: string, draft: Draft): void {
  drafts.set({ ...drafts.get(), [key]: draft });
}

// A template that changed is filled in anew with what is being typed; so is one that is looked at again after a reload.
let seen = '';
live.subscribe(() => follow());
shown.subscribe(() => follow());
function follow(): void {
  const { template, scenario } = shown.get();
  if (!template || !scenario) return;
  const key = draftKey(template.name, scenario.name);
  const state = `${key} ${live.get().server} ${live.get().list?.revision}`;
  if (state === seen) return;
  seen = state;
  if (!drafts.get()[key]) return;
  postSoon(key, template.name, scenario.name, 0);
  void lookAtFile(key, template.name, scenario.name);
}

/** Notices that the file became another one while somebody typed. */
async function lookAtFile(key: string, name: string, scenario: string): Promise<void> {
  try {
    const { data } = await get<EmailDetail>(emailAddress('api/emails', name, { scenario }));
    const draft = drafts.get()[key];
    if (!draft) return;
    // A line break at the end of a file is written for whoever left it out.
    if (data.trimEnd() === draft.text.trimEnd()) dropDraft(key);
    else if (!draft.isSaved) keep(key, { ...draft, now: data === draft.from ? undefined : data });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

/** Goes on with what was typed, on top of what the file says now. */
export function keepDraft(key: string): void {
  const draft = drafts.get()[key];
  if (draft?.now !== undefined) keep(key, { ...draft, from: draft.now, now: undefined });
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
