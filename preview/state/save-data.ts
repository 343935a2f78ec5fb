import type { SaveRequest } from '../../src/model/protocol';
import { go, pathOf } from './address';
import { post, RefusedError } from './api';
import { draftSaved } from './draft-file';
import { draftKey, dropDraft } from './drafts';
import { live } from './live';
import { say, sayFailure } from './notices';
import type { Shown } from './shown';

/** Writes a scenario's file. */
export async function saveData({ template, scenario }: Shown, text: string): Promise<void> {
  try {
    const request: SaveRequest = { scenario: scenario.name, data: text };
    await post<void>(`api/data/${pathOf(template.name)}`, request);
    say('Saved');
    draftSaved({ template, scenario }, text);
  } catch (error) {
    sayFailure(error);
  }
}

/** Writes a new scenario and goes there; what comes back is why that was not possible. */
export async function createScenario(
  { template, scenario }: Shown,
  name: string,
  text: string,
): Promise<string | undefined> {
  try {
    await post<void>(`api/data/${pathOf(template.name)}`, {
      scenario: name,
      data: text,
      create: true,
    } satisfies SaveRequest);
  } catch (error) {
    if (error instanceof RefusedError) return [error.message, error.hint].filter(Boolean).join(' ');
    throw error;
  }
  dropDraft(draftKey(template.name, scenario.name));
  say(`Saved as “${name}”`);
  whenListed(template.name, name, () => go({ scenario: name }));
  return undefined;
}

/** The watcher needs a moment to see a new file. */
function whenListed(template: string, scenario: string, then: () => void): void {
  const isListed = () =>
    live
      .get()
      .list?.templates.some(
        ({ name, scenarios }) => name === template && scenarios.some((each) => each.name === scenario),
      );
  if (isListed()) {
    then();
    return;
  }
  const end = live.subscribe(() => {
    if (!isListed()) return;
    end();
    then();
  });
}
