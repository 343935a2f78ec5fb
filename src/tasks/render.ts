import * as problems from '../diagnostics/problems.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Email } from '../model/email.js';
import { readSampleData } from '../project/sample-data.js';
import { DEFAULT_SCENARIO } from '../project/templates.js';
import { MissingDataError } from '../render/missing-data.js';
import { InvalidDataError } from './create-render.js';
import { diagnoseFilling, withoutTags } from './diagnose-tags.js';
import type { Project } from './project.js';

/** Which data an email is filled in with; the scenario `default` without. */
export interface DataSource {
  scenario?: string;
  /** Instead of a scenario. */
  data?: Data;
  /** What to call `data` in a diagnostic. */
  dataName?: string;
}

/** A finished email, the data it was filled in with and its template; or why there is none. */
export interface RenderedTemplate {
  email?: Email;
  data?: Data;
  template?: CompiledTemplate;
  diagnostics: Diagnostic[];
}

/** One finished email of a template, or why there is none. */
export async function renderTemplate(
  project: Project,
  name: string,
  source: DataSource = {},
): Promise<RenderedTemplate> {
  const template = await project.compile(name);
  if (!template.html) return { diagnostics: template.diagnostics };
  const { email, data, diagnostics } = fillIn(project, template, source);
  if (!email || !data) return { diagnostics: [...withoutTags(template.diagnostics), ...diagnostics] };
  return { email, data, template, diagnostics: [...template.diagnostics, ...diagnostics] };
}

/** Fills in a compiled template; what its data lacks, and what it cannot do, are diagnostics. */
export function fillIn(
  project: Project,
  template: CompiledTemplate,
  { scenario = DEFAULT_SCENARIO, data, dataName }: DataSource,
): { email?: Email; data?: Data; diagnostics: Diagnostic[] } {
  const blocked = diagnoseFilling(template, project.config);
  if (blocked.length) return { diagnostics: blocked };
  const scenarios =
    project.templates.find(({ name }) => name === template.name)?.scenarios ?? new Map<string, string>();
  const path = scenarios.get(scenario);
  if (!data && !path && scenario !== DEFAULT_SCENARIO)
    return { diagnostics: [problems.unknownScenario(scenario, template.name, scenarios.keys())] };
  const read = path && !data ? readSampleData(project.root, path) : {};
  if (read.diagnostic) return { diagnostics: [read.diagnostic] };
  const from = dataName ?? (data ? undefined : path ? `the scenario "${scenario}"` : undefined);
  return fillWith(template, data ?? read.data ?? {}, from);
}

/** The same for a template that is known to be one that can be filled in. */
export function fillWith(
  template: CompiledTemplate,
  data: Data,
  from?: string,
): { email?: Email; data?: Data; diagnostics: Diagnostic[] } {
  try {
    return { email: template.render(data), data, diagnostics: [] };
  } catch (error) {
    if (error instanceof MissingDataError)
      return { diagnostics: [problems.missingData(template.name, error.paths, from)] };
    if (error instanceof InvalidDataError)
      return { diagnostics: [problems.refusedData(template.name, error.violations, from)] };
    throw error;
  }
}
