import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { rulesOf } from '../../builtin.js';
import * as problems from '../../diagnostics/problems.js';
import { reasonOf } from '../../diagnostics/read-source.js';
import { lineAt } from '../../document/positions.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { VERSION } from '../../project/version.js';
import { REPORTS, type ReportFormat } from '../../reports/index.js';
import type { CheckedProject } from '../../reports/report.js';
import { type CheckResult, checkProject } from '../../tasks/check.js';
import { refuseSettings } from '../../tasks/check-settings.js';
import type { Project } from '../../tasks/project.js';
import { printCheck } from '../check-summary.js';
import { type Context, openForCommand, refuseConfig } from '../context.js';
import { EXIT, UsageError } from '../exit.js';
import { refuseUnknown } from '../refuse-unknown.js';
import type { Terminal } from '../terminal.js';

/** One of `--format`: `stylish`, or a report and the file it goes to. */
export interface WantedReport {
  format: 'stylish' | ReportFormat;
  file?: string;
}

interface Options {
  format: WantedReport[];
  output?: string;
  maxWarnings?: number;
  scenario?: string;
  cache: boolean;
}

/** `jink check` */
export async function checkCommand(names: string[], options: Options, context: Context): Promise<number> {
  const { terminal } = context;
  const reports = reportsOf(options);
  const project = await openForCommand(context);
  const rules = rulesOf(project.config);
  const wrong = refuseSettings(project, rules);
  refuseConfig(wrong, project, terminal);
  refuseUnknown(names, project, terminal, 'Nothing was checked.');
  refuseNothing(project, terminal);
  const { scenario, cache, maxWarnings } = options;
  const result = await checkProject(project, {
    rules,
    ...(names.length && { names }),
    ...(scenario !== undefined && { scenario }),
    ...(!cache && { fresh: true }),
  });
  const toStdout = reports.some(({ format, file }) => format !== 'stylish' && file === undefined);
  if (!toStdout) printCheck(result, project, terminal);
  for (const { format, file } of reports) if (format !== 'stylish') write(format, file, result, project, terminal);
  return exitCode(result, maxWarnings, terminal);
}

/** Only one report can have stdout, and `--output` is for the only one without a file. */
function reportsOf({ format: reports, output }: Options): WantedReport[] {
  const open = reports.filter(({ format, file }) => format !== 'stylish' && file === undefined);
  if (open.length > 1)
    throw new UsageError(
      'Only one report can be printed.',
      `Give the others files: --format ${open[0]!.format},${open[1]!.format}=report.${open[1]!.format}`,
    );
  if (output === undefined) return reports;
  if (open.length === 0)
    throw new UsageError('--output is for a report: add --format json, junit, sarif, github or checkstyle.');
  return reports.map((report) => (report === open[0] ? { ...report, file: output } : report));
}

function refuseNothing(project: Project, terminal: Terminal): void {
  if (project.templates.length > 0 || project.diagnostics.some(({ severity }) => severity === 'error')) return;
  terminal.diagnostics([problems.noTemplates(true)], project.root);
  throw new UsageError('Nothing was checked.');
}

function write(
  format: ReportFormat,
  file: string | undefined,
  { templates, diagnostics }: CheckResult,
  project: Project,
  terminal: Terminal,
): void {
  // What reads these reports looks for files from where it was started; `json` stays as the project sees them.
  const prefix = format === 'json' ? '' : relative(resolve('.'), project.root).split(sep).join('/');
  const under = <Found extends Diagnostic>(found: Found): Found => (prefix ? moveUnder(prefix, found) : found);
  const checked: CheckedProject = {
    diagnostics: diagnostics.map(under),
    templates: templates.map((template) => ({ ...template, diagnostics: template.diagnostics.map(under) })),
    version: VERSION,
    rules: rulesOf(project.config),
  };
  const text = REPORTS[format](checked, (path, line) =>
    lineOf(resolve('.'), prefix ? path : join(project.root, path), line),
  );
  if (file === undefined) {
    terminal.output(text);
    return;
  }
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(resolve(file), text);
  } catch (error) {
    throw new UsageError(`"${file}" cannot be written: ${reasonOf(error)}.`);
  }
}

function moveUnder<Found extends Diagnostic>(prefix: string, diagnostic: Found): Found {
  const move = <At extends { file: string }>(place: At): At => ({ ...place, file: `${prefix}/${place.file}` });
  const { place, trail } = diagnostic;
  return { ...diagnostic, ...(place && { place: move(place) }), ...(trail && { trail: trail.map(move) }) };
}

function lineOf(folder: string, path: string, line: number): string {
  try {
    return lineAt(readFileSync(resolve(folder, path), 'utf8'), line);
  } catch {
    return '';
  }
}

/** What cannot be read, and rules that do not exist, are no findings: the check itself is wrong. */
const NOT_CHECKED = new Set(['unreadable-file', 'wrong-encoding', 'unknown-rule', 'unknown-scenario']);

function exitCode({ diagnostics }: CheckResult, maxWarnings: number | undefined, terminal: Terminal): number {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.some(({ code }) => NOT_CHECKED.has(code))) return EXIT.usage;
  if (errors.length > 0) return EXIT.errors;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  if (maxWarnings === undefined || warnings <= maxWarnings) return EXIT.fine;
  terminal.complain(`There are ${warnings} warnings, and --max-warnings allows ${maxWarnings}.`);
  return EXIT.errors;
}
