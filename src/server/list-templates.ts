import type { Diagnostic } from '../model/diagnostic.js';
import type { ListedScenario, ListedTemplate } from '../model/protocol.js';
import { fileOf } from '../tasks/preview/read-scenario.js';
import { type Project, scenariosOf } from '../tasks/project.js';
import type { KeptEmail, KeptTemplate } from './kept-email.js';

/** A project's templates with what is known of them so far. */
export function listTemplates(project: Project, kept: ReadonlyMap<string, KeptTemplate>): ListedTemplate[] {
  return project.templates.map((files) => {
    const entry = kept.get(files.name);
    const scenarios = scenariosOf(files).map((name) => listed(name, entry, entry?.emails.get(name)));
    return { name: files.name, file: fileOf(project, files.name), scenarios };
  });
}

function listed(name: string, entry: KeptTemplate | undefined, email: KeptEmail | undefined): ListedScenario {
  const { subject = '', preheader = '' } = email?.made?.email ?? {};
  const told = new Map<string, Diagnostic>();
  if (entry && email)
    for (const each of diagnosticsOf(entry, name, email))
      told.set(`${each.code} ${each.message} ${each.place?.file}:${each.place?.line}:${each.place?.column}`, each);
  const count = (severity: string) => [...told.values()].filter((each) => each.severity === severity).length;
  return {
    name,
    subject,
    preheader,
    bytes: email?.bytes ?? 0,
    errors: count('error'),
    warnings: count('warning'),
    revision: email?.revision ?? 0,
    isBroken: email?.isBroken ?? false,
  };
}

/** Everything that there is to say of an email now: a check's findings stay until the next one is done. */
export function diagnosticsOf(entry: KeptTemplate, scenario: string, email: KeptEmail): Diagnostic[] {
  const own = [...email.diagnostics, ...entry.diagnostics];
  const { check } = entry;
  if (entry.isBroken || !check) return own;
  const found = check.diagnostics.get(scenario) ?? [];
  // A check knows of exceptions, and tells what the compiler told as well.
  return check.turn === entry.turn ? [...email.diagnostics, ...found] : [...own, ...found];
}
