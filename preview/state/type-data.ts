import type { DraftAnswer, DraftRequest } from '../../src/model/protocol';
import { pathOf } from './address';
import { post, RefusedError } from './api';
import { draftKey, drafts, dropDraft, keepDraft } from './drafts';
import { live } from './live';
import { type Shown, shown } from './shown';

/** How long typing has to pause before the email follows, in ms. */
const PAUSE = 80;

/** Shows an email with other data; when they are those of the file, there is no draft any more. */
export function typeData({ template, scenario }: Shown, text: string, from: string): void {
  const key = draftKey(template.name, scenario.name);
  if (text === from) {
    clearTimeout(timers.get(key));
    dropDraft(key);
    return;
  }
  const before = drafts.get()[key];
  keepDraft(key, { diagnostics: [], ...before, text, from: before?.from ?? from, isSaved: false });
  postSoon(key, template.name, scenario.name, PAUSE);
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
  keepDraft(key, { ...now, ...(answer.draft && { id: answer.draft }), diagnostics: answer.diagnostics });
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
  if (drafts.get()[key]) postSoon(key, template.name, scenario.name, 0);
}
