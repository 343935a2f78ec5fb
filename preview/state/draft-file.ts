import type { EmailDetail } from '../../src/model/protocol';
import { emailAddress, get, RefusedError } from './api';
import { draftKey, drafts, dropDraft, keepDraft } from './drafts';
import { live } from './live';
import { type Shown, shown } from './shown';

/** How often, and after how many ms each, a file that was saved is looked at until the server has read it. */
const LOOKS = 20;
const AGAIN = 250;

/** What was typed is in the file now. */
export function draftSaved({ template, scenario }: Shown, text: string): void {
  const key = draftKey(template.name, scenario.name);
  const draft = drafts.get()[key];
  if (!draft) return;
  const isSaved = draft.text === text; // or else somebody went on typing
  keepDraft(key, { ...draft, from: text, now: undefined, isSaved });
  const lookAgain = (times: number) => {
    if (times === 0 || !drafts.get()[key]?.isSaved) return;
    void lookAtFile(key, template.name, scenario.name).then(() => setTimeout(lookAgain, AGAIN, times - 1));
  };
  setTimeout(lookAgain, AGAIN, LOOKS);
}

/** Goes on with what was typed, on top of what the file says now. */
export function takeNewFile(key: string): void {
  const draft = drafts.get()[key];
  if (draft?.now !== undefined) keepDraft(key, { ...draft, from: draft.now, now: undefined });
}

/** Notices that the file became another one while somebody typed. */
async function lookAtFile(key: string, name: string, scenario: string): Promise<void> {
  try {
    const { data } = await get<EmailDetail>(emailAddress('api/emails', name, { scenario }));
    const draft = drafts.get()[key];
    if (!draft) return;
    // A line break at the end of a file is written for whoever left it out.
    if (data.trimEnd() === draft.text.trimEnd()) dropDraft(key);
    else if (!draft.isSaved) keepDraft(key, { ...draft, now: data === draft.from ? undefined : data });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

let seen = '';
function follow(): void {
  const { template, scenario } = shown.get();
  if (!template || !scenario) return;
  const key = draftKey(template.name, scenario.name);
  const state = `${key} ${live.get().server} ${live.get().list?.revision}`;
  if (state === seen) return;
  seen = state;
  if (drafts.get()[key]) void lookAtFile(key, template.name, scenario.name);
}
live.subscribe(follow);
shown.subscribe(follow);
