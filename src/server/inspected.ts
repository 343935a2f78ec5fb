import type { AppliedStyle } from '../model/compiled-template.js';
import { type InspectedEmail, inspectEmail } from '../tasks/preview/inspect-email.js';
import type { MadeEmail } from '../tasks/preview/make-email.js';
import { openSources } from '../tasks/preview/show-diagnostics.js';
import type { Project } from '../tasks/project.js';

const known = new WeakMap<MadeEmail, { styles: readonly AppliedStyle[]; inspection: InspectedEmail }>();

/** Who wrote what of an email; remembered as long as it is shown. */
export function inspected(
  project: Project,
  made: MadeEmail | undefined,
  styles: readonly AppliedStyle[],
): InspectedEmail {
  if (!made?.email) return { elements: [], styles: [] };
  const before = known.get(made);
  // Elements are the same with and without styles.
  if (before && (styles.length === 0 || before.styles === styles)) return before.inspection;
  const sources = openSources(project.root);
  const inspection = inspectEmail(made.email.html, made.marked(), styles, project.session.files, sources.line);
  known.set(made, { styles, inspection });
  return inspection;
}
