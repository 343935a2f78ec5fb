import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { compileTemplate } from '../compile/compile.js';
import type { Layout } from '../compile/lay-out.js';
import { createSession, isInside, readText, realFile, type Session } from '../compile/session.js';
import * as problems from '../diagnostics/problems.js';
import { readSource } from '../diagnostics/read-source.js';
import { formats } from '../formats/index.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Data, ResolvedConfig } from '../model/config.js';
import { fieldsOf } from '../model/data-type.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { loadConfig, placeOfKey } from '../project/config.js';
import { readDataContract } from '../project/data-contract.js';
import { openDiskCache } from '../project/disk-cache.js';
import { readSampleData } from '../project/sample-data.js';
import { DEFAULT_SCENARIO, listTemplates, type TemplateFiles } from '../project/templates.js';
import { VERSION } from '../project/version.js';
import { helperNamesOf, RESERVED_NAMES } from '../render/known-names.js';
import { TRANSPORT_NAMES } from '../transports/names.js';
import { createFinished, createRender } from './create-render.js';
import { diagnoseTags } from './diagnose-tags.js';
import { fillHandWritten, handWrittenUses } from './hand-written-tags.js';
import { warmUp } from './warm-up.js';

/** Which data a template is compiled with. Without any, the scenario `default` if there is one. */
export interface CompileOptions {
  scenario?: string;
  /** Instead of a scenario. */
  data?: Data;
  /** How the HTML is laid out in lines; `lines` without. */
  layout?: Layout;
  /** Only Handlebars that SendGrid, Amazon SES, Mailgun and Mandrill understand. */
  portable?: boolean;
  /** Leaves declarations in that change nothing, to see what rules were inlined. */
  verbose?: boolean;
  /** Tells the places of texts and of styles, too; takes longer. */
  exact?: boolean;
}

export type { Layout };

const IMAGE = /\.(png|jpe?g|gif|webp|svg|ico|avif|bmp)$/i;

/** The scenarios of a template, the default one first: a template without sample data has it too. */
export function scenariosOf({ scenarios }: Pick<TemplateFiles, 'scenarios'>): string[] {
  return [DEFAULT_SCENARIO, ...[...scenarios.keys()].filter((name) => name !== DEFAULT_SCENARIO)];
}

/** A project that was opened: its settings and templates. */
export interface Project {
  /** Absolute, without symbolic links. */
  root: string;
  config: ResolvedConfig;
  /** The config's absolute path, when there is one. */
  configFile?: string;
  /** What is wrong with the config. */
  configDiagnostics: Diagnostic[];
  /** What is wrong with the project as a whole, beside its templates: files that are no template's. */
  diagnostics: Diagnostic[];
  /** By name. Read again by `reload`. */
  templates: TemplateFiles[];
  /**
   * Compiles one template. Nothing is thrown for an author's mistakes: they are in the result's `diagnostics`.
   * @param name `billing/receipt`
   */
  compile(name: string, options?: CompileOptions): Promise<CompiledTemplate>;
  /** Looks anew at which files there are. */
  reload(): void;
  /** The absolute path of an image as the HTML names it, such as `assets/logo.png`; nothing outside of the project. */
  imageFile(path: string): string | undefined;
  session: Session;
}

export interface ProjectOptions {
  /** The project's folder; the current one without. */
  root?: string;
  /** Another config file than `jink.config.*`, relative to the root. */
  config?: string;
}

/** Opens a project: reads its config and lists its templates. */
export async function openProject(options: ProjectOptions = {}): Promise<Project> {
  const root = realpathSync(resolve(options.root ?? '.'));
  const cache = openDiskCache(root, VERSION);
  warmUp(root);
  const { config, diagnostics, file } = await loadConfig(root, options.config, cache);
  if (file) diagnostics.push(...checkTakenNames(root, file, config));
  const session = createSession(root, config, cache);
  const project: Project = {
    root,
    config,
    ...(file && { configFile: file }),
    configDiagnostics: diagnostics,
    diagnostics: [],
    templates: [],
    session,
    reload() {
      const listed = listTemplates(root);
      project.templates = listed.templates;
      project.diagnostics = listed.diagnostics;
    },
    imageFile(path) {
      if (!IMAGE.test(path)) return undefined;
      const files = [join(root, path), join(root, path.replace(/^assets\//, ''))].map(realFile);
      return files.find((candidate) => candidate !== undefined && isInside(candidate, root));
    },
    compile(name, compileOptions = {}) {
      const template = project.templates.find((candidate) => candidate.name === name);
      if (!template) return Promise.resolve(failed(name, '', [problems.unknownTemplate(name, namesOf(project))]));
      return compileInProject(project, template, compileOptions);
    },
  };
  project.reload();
  return project;
}

/**
 * Compiles one file that need not stand in a project's `templates/`. The folder above `templates/` is its project,
 * or its own folder.
 */
export async function compileFile(path: string, options: CompileOptions = {}): Promise<CompiledTemplate> {
  const file = resolve(path);
  const folder = dirname(file);
  const above = file.split(sep).lastIndexOf('templates');
  const root = above > 0 ? file.split(sep).slice(0, above).join(sep) : folder;
  if (!existsSync(file) || !statSync(file).isFile())
    return failed(basename(path), path, [problems.unknownTemplate(path, [])]);
  const project = await openProject({ root });
  const real = realpathSync(file);
  const listed = project.templates.find((template) => template.path === real);
  const name = basename(file).replace(/(\.mjml)?\.\w+$/, '');
  return compileInProject(project, listed ?? { name, path: real, scenarios: new Map() }, options);
}

/** Names in a config that are taken: by what compiled templates call, or by Jink's own formats and transports. */
function checkTakenNames(root: string, file: string, { helpers, plugins }: ResolvedConfig): Diagnostic[] {
  const reserved = Object.keys(helpers).filter((name) => RESERVED_NAMES.has(name));
  const taken = plugins.flatMap(({ name, formats: written = [], transports = [] }) => [
    ...written.filter((one) => Object.hasOwn(formats, one.name)).map((one) => ({ name, what: 'format' as const, one })),
    ...transports
      .filter((one) => TRANSPORT_NAMES.some((own) => own === one.name))
      .map((one) => ({ name, what: 'transport' as const, one })),
  ]);
  if (reserved.length + taken.length === 0) return [];
  const shown = relative(root, file).split(sep).join('/');
  const source = readSource(file, shown);
  const text = 'text' in source ? source.text : '';
  return [
    ...reserved.map((name) => problems.reservedHelper(name, placeOfKey(name, text, shown))),
    ...taken.map(({ name, what, one }) =>
      problems.takenByPlugin(name, what, one.name, placeOfKey('plugins', text, shown)),
    ),
  ];
}

function namesOf({ templates }: Project): string[] {
  return templates.map(({ name }) => name);
}

async function compileInProject(
  project: Project,
  template: TemplateFiles,
  { scenario, data, layout, portable, verbose, exact }: CompileOptions,
): Promise<CompiledTemplate> {
  const { root, session } = project;
  const shown = (path: string) => relative(root, path).split(sep).join('/');
  const wanted = scenario ?? DEFAULT_SCENARIO;
  const dataPath = template.scenarios.get(wanted);
  const file = shown(template.path);
  if (scenario !== undefined && data === undefined && !dataPath)
    return failed(template.name, file, [problems.unknownScenario(scenario, template.name, template.scenarios.keys())]);

  let values = data;
  const read: string[] = [];
  const diagnostics: Diagnostic[] = [];
  // Scenarios that are not built: only their names are missed.
  const warnings: Diagnostic[] = [];
  const names = new Set<string>();
  const samples = new Map<string, Data>();
  for (const [other, path] of template.scenarios) {
    const isWanted = data === undefined && other === wanted;
    read.push(shown(path));
    const sample = readSampleData(root, path);
    if (isWanted && sample.diagnostic) diagnostics.push(sample.diagnostic);
    else if (sample.diagnostic) warnings.push({ ...sample.diagnostic, severity: 'warning' });
    if (isWanted) values = sample.data;
    for (const name of Object.keys(sample.data ?? {})) names.add(name);
    if (sample.data) samples.set(other, sample.data);
  }
  const contract = readDataContract(root, template, samples, helperNamesOf(project.config));
  diagnostics.push(...contract.diagnostics);
  read.push(...contract.files);
  for (const name of fieldsOf(contract.type).keys()) names.add(name);
  const source = readSource(template.path, file);
  if ('diagnostic' in source) diagnostics.push(source.diagnostic);
  if ('diagnostic' in source || diagnostics.length) return failed(template.name, file, diagnostics, [file, ...read]);

  const isFinished = scenario !== undefined || data !== undefined;
  const later = { data: {}, later: contract.type, samples };
  const input = {
    name: template.name,
    path: template.path,
    source: source.text,
    ...(isFinished ? { data: values ?? {} } : later),
    names: [...names],
    dataFile: shown(dataPath ?? template.path.replace(/(\.mjml)?\.\w+$/, '.json')),
    ...(template.styles && { styles: template.styles }),
    ...(layout && { layout }),
    ...(portable && { portable }),
    ...(verbose && { verbose }),
    ...(exact && { exact }),
  };
  let compiled = await compileTemplate(session, input);
  // What MJML includes beside Pug has tags written by hand, which data printed by Pug must never be taken for.
  if (isFinished && compiled.hasOwnTags && template.path.endsWith('.mjml.pug')) {
    const unfilled = await compileTemplate(session, { ...input, ...later });
    if (unfilled.html) compiled = unfilled;
  }
  compiled.diagnostics.push(...warnings);
  compiled.dependencies = [
    ...new Set([...compiled.dependencies, ...read, ...(project.configFile ? [shown(project.configFile)] : [])]),
  ];
  const { type: dataType, schema } = contract;
  if (!isFinished && compiled.hasOwnTags) compiled.diagnostics.push(...diagnoseTags(compiled, project.config));
  // In Pug, tags written by hand are for whoever fills in the rest; elsewhere there is no other way to write them.
  const isWritten = compiled.hasOwnTags && compiled.html !== '' && !/(?<!\.mjml)\.pug$/.test(template.path);
  if (isWritten && !project.config.mergeTags.includes('handlebars')) {
    if (!isFinished) {
      const lines = new Map<string, string[]>();
      const linesOf = (path: string) => {
        const known = lines.get(path) ?? linesIn(join(root, path));
        lines.set(path, known);
        return known;
      };
      const uses = handWrittenUses(compiled, dataType, linesOf, session.files);
      const known = new Set(compiled.variables.map(({ path }) => path));
      compiled.variables.push(...uses.variables.filter(({ path }) => !known.has(path)));
      if (!template.path.endsWith('.pug')) compiled.diagnostics.push(...uses.diagnostics);
    } else if (values && (scenario !== undefined || Object.keys(values).length > 0)) {
      const from = scenario === undefined ? 'the data' : `the scenario "${scenario}"`;
      const filled = fillHandWritten(compiled, session, values, from);
      return { ...filled, dataType, render: createFinished(filled) };
    }
  }
  const render = isFinished ? createFinished(compiled) : createRender(compiled, project.config, schema);
  return { ...compiled, dataType, render };
}

function linesIn(path: string): string[] {
  return existsSync(path) ? readText(path).split(/\r\n|\r|\n/) : [''];
}

function failed(name: string, file: string, diagnostics: Diagnostic[], dependencies: string[] = []): CompiledTemplate {
  return {
    name,
    file,
    subject: '',
    preheader: '',
    html: '',
    text: '',
    diagnostics,
    dependencies,
    assets: [],
    hasOwnTags: false,
    variables: [],
    placeAt: () => undefined,
    sourceAt: () => undefined,
    markedHtml: () => '',
    dataType: { kind: 'unknown' },
    render: createRender({ name, subject: '', preheader: '', html: '', text: '' }),
  };
}
