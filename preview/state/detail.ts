import type { EmailDetail } from '../../src/model/protocol';
import { emailAddress, get, RefusedError } from './api';
import { draftKey, drafts } from './drafts';
import { live } from './live';
import { shown } from './shown';
import { createStore, useStore } from './store';

/** All that is known of the email that is looked at; of the one before while a new one is on its way. */
export interface DetailState {
  detail?: EmailDetail;
  /** Its data are those that somebody types. */
  draft?: string | undefined;
  failure?: string;
}

export const detailState = createStore<DetailState>({});

/** The details of the email that is looked at, with the data that are being typed; undefined while they are on their way. */
export function useDetail(): EmailDetail | undefined {
  const { template, scenario } = useStore(shown);
  return useStore(detailState, ({ detail }) =>
    detail && detail.name === template?.name && detail.scenario === scenario?.name ? detail : undefined,
  );
}

let running: AbortController | undefined;
let asked = '';

async function load(): Promise<void> {
  const { template, scenario } = shown.get();
  // One that is not compiled yet is asked for as well: it is the next one then.
  if (!template || !scenario) return;
  const draft = drafts.get()[draftKey(template.name, scenario.name)]?.id;
  const wanted = `${template.name} ${scenario.name} ${draft ?? ''} ${live.get().news}`;
  if (wanted === asked) return;
  asked = wanted;
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const path = emailAddress('api/emails', template.name, { scenario: scenario.name, draft });
    const detail = await get<EmailDetail>(path, signal);
    if (!signal.aborted) detailState.set({ detail, draft });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof RefusedError)) throw error;
    // The email before is still worth showing, if it is the same one.
    const { detail } = detailState.get();
    const isSame = detail?.name === template.name && detail.scenario === scenario.name;
    detailState.set({ ...(isSame && detailState.get()), failure: error.message });
  }
}

/** Frames ask first: what is seen comes before what is said about it. In ms. */
const LATER = 100;
const follow = () => void setTimeout(() => void load(), LATER);
shown.subscribe(follow);
live.subscribe(follow);
drafts.subscribe(follow);
