import { relative, sep } from 'node:path';
import { checkEmail } from '../check/check.js';
import { applyExceptions, type Exception, readExceptions } from '../check/exceptions.js';
import { warmUpHtml } from '../check/html.js';
import type { RuleSettings } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Rule } from '../model/rule.js';
import { DEFAULT_SCENARIO } from '../project/templates.js';
import { resolveClients } from '../rules/clients/support.js';
import { type CheckMemory, openCheckMemory } from './check-memory.js';
import { emailOf, readOr } from './checked-email.js';
import type { Project } from './project.js';

export interface CheckOptions {
  /** Only these templates; all without. */
  names?: readonly string[];
  /** Only this scenario; all without. */
  scenario?: string;
  rules: readonly Rule[];
  /** Does not answer from what earlier checks found. */
  fresh?: boolean;
  /** Tells the same mistake in each scenario, and not only in the first. */
  perScenario?: boolean;
  /** Awaited between one email and the next; a check ends when it rejects. */
  between?: () => Promise<void>;
}

/** Something to tell of one template in one scenario, the first in which it occurs. */
export interface CheckedDiagnostic extends Diagnostic {
  template?: string;
  scenario?: string;
}

/** What a check has to say of one template. */
export interface CheckedTemplate {
  name: string;
  /** Relative to the project. */
  file: string;
  scenarios: readonly string[];
  /** Of the largest scenario, in UTF-8. */
  bytes: number;
  diagnostics: CheckedDiagnostic[];
  /** Every file that was read, relative to the project. */
  dependencies: string[];
}

export interface CheckResult {
  templates: CheckedTemplate[];
  /** Of the project as a whole and of every template; a mistake in a file that several templates share is told once. */
  diagnostics: CheckedDiagnostic[];
}

/**
 * Checks templates in each of their scenarios. Nothing is written but the cache, from which templates are answered
 * whose files, settings and Jink are what they were.
 */
export async function checkProject(project: Project, options: CheckOptions): Promise<CheckResult> {
  const { names = namesWith(project, options.scenario), rules } = options;
  const memory = openCheckMemory(project, options);
  const checked: CheckedTemplate[] = [];
  for (const name of names) checked.push(await recallOrCheck(project, name, options, memory));

  const files = new Set(checked.flatMap(({ dependencies }) => dependencies));
  const exceptions = [...files].flatMap((file) => exceptionsIn(project.root, file));
  const own = new Set(project.templates.map(({ path }) => path));
  // Of a file that several templates share, only a check of all of them can tell.
  const isComplete = (file: string) =>
    options.scenario === undefined && (options.names === undefined || own.has(`${project.root}/${file}`));
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const ids = [...rules.map(({ id }) => id), ...new Set(all.map(({ code }) => code))];
  const excepted = applyExceptions(all, exceptions, ids, isComplete);
  const left = new Set(excepted.diagnostics);
  const templates = checked.map((template) => ({
    ...template,
    diagnostics: distinct(
      template.diagnostics.filter((diagnostic) => left.has(diagnostic)),
      rules,
      ({ scenario }) => options.perScenario && scenario,
    ),
  }));
  // What is wrong with an exception is told with the first template that reads it.
  for (const problem of excepted.problems) {
    const reader = templates.find(({ dependencies }) => dependencies.includes(problem.place!.file))!;
    reader.diagnostics.push({ ...problem, template: reader.name, scenario: reader.scenarios[0]! });
  }
  const diagnostics = [...project.diagnostics, ...templates.flatMap((template) => template.diagnostics)];
  return { templates, diagnostics: distinct(diagnostics, rules) };
}

/** The templates that have a scenario; all of them when none has, so that somebody says so. */
function namesWith({ templates }: Project, scenario: string | undefined): string[] {
  const having = templates.filter((template) => scenario === undefined || scenariosOf(template).includes(scenario));
  return (having.length ? having : templates).map(({ name }) => name);
}

/** The scenarios that there is data for, or the one without data. */
function scenariosOf(template: { scenarios: ReadonlyMap<string, string> } | undefined): string[] {
  return template?.scenarios.size ? [...template.scenarios.keys()] : [DEFAULT_SCENARIO];
}

function exceptionsIn(root: string, file: string): Exception[] {
  if (!/\.(pug|html?|mjml|s[ac]ss|css)$/.test(file)) return [];
  const source = readOr(`${root}/${file}`, '');
  return source.includes('jink-disable-next-line') ? readExceptions(source, file) : [];
}

async function recallOrCheck(
  project: Project,
  name: string,
  options: CheckOptions,
  memory: CheckMemory,
): Promise<CheckedTemplate> {
  const known = memory.recall(name);
  if (known) return known;
  warmUpHtml();
  const since = Date.now();
  const template = await checkTemplate(project, name, options);
  memory.keep(template, since);
  return template;
}

async function checkTemplate(
  project: Project,
  name: string,
  { scenario, rules, perScenario, between }: CheckOptions,
): Promise<CheckedTemplate> {
  const { root, config } = project;
  const files = project.templates.find((template) => template.name === name);
  const scenarios = scenario === undefined ? scenariosOf(files) : [scenario];
  const settings: RuleSettings = { ...config.rules, ...config.templates[name]?.rules };
  const context = { root, config, settings, clients: resolveClients(config.clients), template: name };
  const checked: CheckedTemplate = { name, file: '', scenarios, bytes: 0, diagnostics: [], dependencies: [] };
  const unfilled = await project.compile(name, { exact: true });
  const dependencies = new Set(unfilled.dependencies);
  const dataFiles = [...(files?.scenarios.values() ?? [])].map((path) => relative(root, path).split(sep).join('/'));
  for (const [i, each] of scenarios.entries()) {
    await between?.();
    const isFile = files?.scenarios.has(each) || each !== DEFAULT_SCENARIO;
    const compiled = await project.compile(name, { exact: true, ...(isFile ? { scenario: each } : { data: {} }) });
    await between?.();
    checked.file = compiled.file;
    checked.bytes = Math.max(checked.bytes, Buffer.byteLength(compiled.html));
    for (const file of compiled.dependencies) dependencies.add(file);
    const found = compiled.html
      ? checkEmail(
          await emailOf(compiled, { ...context, scenario: each, dataFiles, ...(i === 0 && { unfilled }) }),
          rules,
          settings,
        )
      : [...(i === 0 ? unfilled.diagnostics : []), ...compiled.diagnostics];
    checked.diagnostics.push(...found.map((diagnostic) => ({ ...diagnostic, template: name, scenario: each })));
  }
  checked.dependencies = [...dependencies];
  // An exception may stand at one of the calls that lead to a place: they are told apart until then.
  checked.diagnostics = distinct(checked.diagnostics, rules, (each) => [each.trail, perScenario && each.scenario]);
  return checked;
}

/** One mistake in several scenarios, or in a file that several templates share, is told once. */
function distinct(
  diagnostics: readonly CheckedDiagnostic[],
  rules: readonly Rule[],
  also: (diagnostic: CheckedDiagnostic) => unknown = () => undefined,
): CheckedDiagnostic[] {
  const known = new Set<string>();
  const oncePerPlace = new Set(rules.filter((rule) => rule.oncePerPlace).map(({ id }) => id));
  return diagnostics.filter((diagnostic) => {
    const { code, severity, message, place } = diagnostic;
    const key = JSON.stringify([code, oncePerPlace.has(code) ? severity : message, place, also(diagnostic)]);
    return !known.has(key) && known.add(key);
  });
}
