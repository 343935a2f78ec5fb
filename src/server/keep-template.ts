import type { CompiledTemplate } from '../model/compiled-template.js';
import { makeEmail } from '../tasks/preview/make-email.js';
import { readScenario } from '../tasks/preview/read-scenario.js';
import type { Project } from '../tasks/project.js';
import { isSame, type KeptTemplate, keepEmail } from './kept-email.js';

interface NewResult {
  compiled: CompiledTemplate;
  scenarios: readonly string[];
  /** Its images are others, even if its HTML is the same. */
  isRepainted: boolean;
  /** What emails that are new get as their revision. */
  revision: number;
}

/** What is kept of a template after it was compiled; of one that could not be, the last good emails. */
export async function keepTemplate(
  project: Project,
  before: KeptTemplate | undefined,
  { compiled, scenarios, isRepainted, revision }: NewResult,
): Promise<KeptTemplate> {
  const { name, diagnostics, dependencies } = compiled;
  const isBroken = compiled.html === '';
  const template = isBroken ? before?.template : compiled;
  const isOther =
    isRepainted ||
    before?.isBroken !== isBroken ||
    before.template?.html !== template?.html ||
    JSON.stringify(before.diagnostics) !== JSON.stringify(diagnostics);
  const entry: KeptTemplate = {
    ...before,
    ...(template && { template }),
    diagnostics,
    dependencies,
    isBroken,
    turn: (before?.turn ?? 0) + 1,
    emails: new Map(),
  };
  for (const scenario of scenarios) {
    const last = before?.emails.get(scenario);
    const email = isBroken
      ? { ...keepEmail(last, undefined), ...readScenario(project, name, scenario) }
      : keepEmail(last, await makeEmail(project, compiled, scenario));
    const isNew = isOther || !last || !isSame(last, email);
    entry.emails.set(scenario, { ...email, revision: isNew ? revision : last.revision });
  }
  return entry;
}
