import type { Inspection } from '../../src/model/protocol';
import { emailAddress, get, RefusedError } from './api';
import { draftKey, drafts } from './drafts';
import { live } from './live';
import { isCompiled, shown } from './shown';
import { createStore } from './store';

/** Who wrote which element, and which one is looked at. Elements are known by their indexes. */
export interface InspectionState {
  /** The pointer shows what is under it. */
  isOn: boolean;
  inspection?: Inspection;
  hovered?: number | undefined;
  selected?: number | undefined;
}

export const inspecting = createStore<InspectionState>({ isOn: false });

let users = 0;
let asked = '';
let running: AbortController | undefined;

/** Keeps the inspection of the email that is looked at up to date, until the function that comes back is called. */
export function needInspection(): () => void {
  users++;
  follow();
  return () => {
    users--;
  };
}

async function load(): Promise<void> {
  const { template, scenario } = shown.get();
  if (!template || !scenario || !isCompiled(scenario) || users === 0) return;
  const draft = drafts.get()[draftKey(template.name, scenario.name)]?.id;
  const path = emailAddress('api/inspect', template.name, { scenario: scenario.name, draft });
  const wanted = `${path} ${live.get().news}`;
  if (wanted === asked) return;
  asked = wanted;
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const inspection = await get<Inspection>(path, signal);
    if (!signal.aborted) inspecting.merge({ inspection });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof RefusedError)) throw error;
    asked = '';
  }
}

const follow = () => void load();
live.subscribe(follow);
drafts.subscribe(follow);
let before = '';
shown.subscribe(() => {
  const { template, scenario } = shown.get();
  const now = `${template?.name} ${scenario?.name}`;
  // Indexes mean nothing in another email.
  if (now !== before) inspecting.merge({ selected: undefined, hovered: undefined, inspection: undefined });
  before = now;
  follow();
});
