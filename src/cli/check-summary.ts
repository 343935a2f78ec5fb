import type { Diagnostic, Severity } from '../model/diagnostic.js';
import type { CheckedTemplate, CheckResult } from '../tasks/check.js';
import type { Project } from '../tasks/project.js';
import type { Terminal } from './terminal.js';

/** Says what a check found: mistakes with their lines, then information, then a table of the templates. */
export function printCheck({ templates, diagnostics }: CheckResult, project: Project, terminal: Terminal): void {
  terminal.diagnostics(
    diagnostics.filter(({ severity }) => severity !== 'info'),
    project.root,
  );
  const notes = diagnostics.filter(({ severity }) => severity === 'info');
  for (const { place, message, code } of notes) {
    const where = place ? `${place.file}:${place.line}:${place.column}  ` : '';
    terminal.say(
      `${terminal.style('cyan', where)}${terminal.style('blue', 'info')}  ${message}  ${terminal.style('dim', code)}`,
    );
  }
  if (notes.length > 0) terminal.say('');
  for (const line of tableOf(templates, terminal)) terminal.say(line);
  const errors = count(diagnostics, 'error');
  const warnings = count(diagnostics, 'warning');
  const [one, other] = [plural(errors, 'error'), plural(warnings, 'warning')];
  terminal.say(
    `\n${plural(templates.length, 'template')} checked: ${one}, ${other}${notes.length ? `, ${notes.length} information` : ''}.`,
  );
}

function tableOf(templates: readonly CheckedTemplate[], { style }: Terminal): string[] {
  const width = Math.max(8, ...templates.map(({ name }) => name.length));
  const head = `  ${'template'.padEnd(width)}  scenarios       KB  errors  warnings  info`;
  const rows = templates.map(({ name, scenarios, bytes, diagnostics }) => {
    const [errors, warnings, infos] = (['error', 'warning', 'info'] as const).map((severity) =>
      count(diagnostics, severity),
    );
    const mark = errors ? style('red', '✗') : warnings ? style('yellow', '!') : style('green', '✓');
    const kilobytes = (bytes / 1024).toFixed(1).padStart(7);
    const cells = [String(scenarios.length).padStart(9), kilobytes, pad(errors, 6), pad(warnings, 8), pad(infos, 4)];
    return `${mark} ${name.padEnd(width)}  ${cells.join('  ')}`;
  });
  return [style('dim', head), ...rows];
}

function pad(number: number | undefined, width: number): string {
  return String(number ?? 0).padStart(width);
}

function count(diagnostics: readonly Diagnostic[], severity: Severity): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
