import type { Asset } from '../../model/compiled-template.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Email } from '../../model/email.js';
import { type CheckOptions, checkProject } from '../check.js';
import { makeEmail } from '../preview/make-email.js';
import { type Project, scenariosOf } from '../project.js';

/** One template in one scenario, as a gallery shows it. */
export interface GalleryEmail {
  name: string;
  /** Relative to the project. */
  file: string;
  scenario: string;
  /** None where it does not compile, or cannot be filled in. */
  email?: Email;
  assets: readonly Asset[];
  /** Of compiling, filling in and checking. */
  diagnostics: Diagnostic[];
}

/** Compiles, fills in and checks templates in every scenario, by name and in the order of their scenarios. */
export async function collectEmails(
  project: Project,
  names: readonly string[],
  rules: CheckOptions['rules'],
): Promise<GalleryEmail[]> {
  const emails: GalleryEmail[] = [];
  for (const name of [...names].sort()) {
    const files = project.templates.find((template) => template.name === name);
    if (!files) continue;
    const compiled = await project.compile(name);
    const isBroken = compiled.html === '';
    const checked = isBroken ? undefined : await checkProject(project, { names: [name], rules, perScenario: true });
    const found = checked?.templates[0]?.diagnostics ?? compiled.diagnostics.map((each) => ({ ...each, scenario: '' }));
    for (const scenario of scenariosOf(files)) {
      const made = isBroken ? undefined : await makeEmail(project, compiled, scenario);
      const own = found.filter((each) => isBroken || each.scenario === scenario);
      emails.push({
        name,
        file: compiled.file,
        scenario,
        ...(made?.email && { email: made.email }),
        assets: made?.assets ?? [],
        diagnostics: distinct([...(made?.diagnostics ?? []), ...own]),
      });
    }
  }
  return emails;
}

function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const told = new Map<string, Diagnostic>();
  for (const { code, severity, message, hint, place } of diagnostics)
    told.set(`${code} ${message} ${JSON.stringify(place)}`, {
      code,
      severity,
      message,
      ...(hint && { hint }),
      ...(place && { place }),
    });
  return [...told.values()];
}
