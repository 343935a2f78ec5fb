import { type CheckedProject, countOf } from './report.js';

/** For programs: everything that was found, and how much of it. */
export function writeJson({ diagnostics, templates }: CheckedProject): string {
  const summary = {
    templates: templates.length,
    errors: countOf(diagnostics, 'error'),
    warnings: countOf(diagnostics, 'warning'),
    infos: countOf(diagnostics, 'info'),
  };
  return `${JSON.stringify({ diagnostics, summary }, null, 2)}\n`;
}
