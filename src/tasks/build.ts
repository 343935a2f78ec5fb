import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Layout } from '../compile/lay-out.js';
import * as problems from '../diagnostics/problems.js';
import { reasonOf } from '../diagnostics/read-source.js';
import { formats as ownFormats } from '../formats/index.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Data, ResolvedConfig } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Email } from '../model/email.js';
import type { Format, FormatSource } from '../model/format.js';
import type { Message } from '../model/message.js';
import { compileAll } from './compile-all.js';
import { draftOf } from './compose-message.js';
import { diagnoseFilling, withoutTags } from './diagnose-tags.js';
import {
  assetPath,
  forgetGone,
  type Manifest,
  type ManifestEntry,
  readManifest,
  removeLeftovers,
  variablesOf,
} from './manifest.js';
import type { Project } from './project.js';
import { fillIn } from './render.js';
import { CannotWrite, copyWhole, writeWhole } from './write-files.js';

export interface BuildOptions {
  /** Only these templates; all without. */
  names?: readonly string[];
  /** Absolute; `dist` in the project without. */
  out?: string;
  /** Names of formats: Jink's own, and those of plugins; `html` and `text` without. */
  formats?: readonly string[];
  layout?: Layout;
  /** Only Handlebars that every sending service understands. */
  portable?: boolean;
  /** The scenario whose data is merged in; without it and `data`, emails stay templates. */
  scenario?: string;
  /** Data to merge in instead of a scenario. */
  data?: Data;
  /**
   * How many threads may compile where there are hundreds of templates; one without. Only what this thread compiled
   * has its `placeAt`.
   */
  threads?: number;
}

export interface BuildResult {
  templates: CompiledTemplate[];
  /** Of the project as a whole, and of every template. */
  diagnostics: Diagnostic[];
  /** Absolute paths of what was written. */
  written: string[];
  /** Whether an author's code in another thread asked for the time, chance or the environment. */
  isOuterWorldAsked: boolean;
}

/** What is written when nothing else is asked for. */
const FORMATS = ['html', 'text'];

/** Every format that a project can be written in, by name. */
export function formatsOf({ plugins }: Pick<ResolvedConfig, 'plugins'>): ReadonlyMap<string, Format> {
  const all = [...Object.values(ownFormats), ...plugins.flatMap(({ formats = [] }) => formats)];
  return new Map(all.map((format) => [format.name, format]));
}

/**
 * Compiles templates and writes what came out. A template with errors leaves what an earlier build wrote of it; a
 * file is there whole or not at all.
 */
export async function buildProject(project: Project, options: BuildOptions = {}): Promise<BuildResult> {
  const out = options.out ?? join(project.root, 'dist');
  const names = options.names ?? project.templates.map(({ name }) => name);
  const diagnostics = [...project.diagnostics];
  // Files that cannot be templates have been told already.
  const found = project.templates.length > 0 || hasErrors(diagnostics);
  if (!options.names && !found) diagnostics.push(problems.noTemplates(existsSync(join(project.root, 'templates'))));
  const templates: CompiledTemplate[] = [];
  const written: string[] = [];
  const manifest = readManifest(out);
  const before = structuredClone(manifest);
  const formats = wantedFormats(project, options);
  const write = async (put: () => string[] | Promise<string[]>): Promise<Diagnostic | undefined> => {
    try {
      written.push(...(await put()));
      return undefined;
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error;
      const refused = problems.cannotWrite(relative(project.root, error.path), reasonOf(error.cause));
      diagnostics.push(refused);
      return refused;
    }
  };
  const { layout, portable, scenario, data } = options;
  // What merges data in holds them against the template's schema, which does not leave its thread.
  const threads = scenario !== undefined || data ? 1 : (options.threads ?? 1);
  const compileOptions = { ...(layout && { layout }), ...(portable && { portable }) };
  let isOuterWorldAsked = false;
  project.session.build = {};
  for await (const { template: compiled, ...more } of compileAll(project, names, compileOptions, threads)) {
    isOuterWorldAsked ||= more.isOuterWorldAsked === true;
    const {
      email,
      message,
      diagnostics: unfilled,
    }: Filled = compiled.html ? fill(project, compiled, options) : { diagnostics: [] };
    diagnostics.push(...(hasErrors(unfilled) ? withoutTags(compiled.diagnostics) : compiled.diagnostics), ...unfilled);
    const isReady = compiled.html !== '' && !hasErrors(unfilled);
    const built = { ...compiled, ...email };
    const source = { template: compiled, config: project.config, ...(email && { email }), ...(message && { message }) };
    const refused = isReady ? await write(() => writeTemplate(project, source, out, formats, manifest)) : undefined;
    templates.push(isReady && !refused ? built : { ...compiled, html: '', text: '' });
  }
  delete project.session.build;
  // A template that was refused is not gone.
  if (!hasErrors(project.diagnostics)) forgetGone(project, manifest);
  removeLeftovers(project, out, before, manifest);
  if (JSON.stringify(manifest) !== JSON.stringify(before))
    await write(() => [writeWhole(join(out, 'manifest.json'), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))]);
  return { templates, diagnostics: distinct(diagnostics), written, isOuterWorldAsked };
}

/** @throws {Error} for a name that is none of them */
function wantedFormats({ config }: Project, { formats: names = FORMATS }: BuildOptions): Format[] {
  const known = formatsOf(config);
  return names.map((name) => {
    const format = known.get(name);
    if (!format) throw new Error(`There is no format "${name}".`);
    return format;
  });
}

interface Filled {
  email?: Email;
  message?: Message;
  diagnostics: Diagnostic[];
}

/** Merges data in where that is asked for; what keeps a template from being filled in is in the diagnostics. */
function fill(project: Project, template: CompiledTemplate, options: BuildOptions): Filled {
  const { scenario, data } = options;
  const formats = wantedFormats(project, options);
  const source = { ...(scenario !== undefined && { scenario }), ...(data && { data }) };
  const isMerged = data !== undefined || scenario !== undefined;
  const isMessage = formats.some((format) => format.isMessage);
  if (!isMerged && !isMessage) {
    const needed = formats.some((format) => format.fillsIn);
    return { diagnostics: needed ? diagnoseFilling(template, project.config) : [] };
  }
  const filled = fillIn(project, template, source);
  const drafted = isMessage && filled.email ? draftOf(project, template, filled.email, filled.data ?? {}) : undefined;
  return {
    ...(isMerged && filled.email && { email: filled.email }),
    ...(drafted?.message && { message: drafted.message }),
    diagnostics: [...filled.diagnostics, ...(drafted?.diagnostics ?? [])],
  };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** A mistake in a file that several templates share is told once. */
function distinct(diagnostics: Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

async function writeTemplate(
  project: Project,
  source: FormatSource,
  out: string,
  formats: readonly Format[],
  manifest: Manifest,
): Promise<string[]> {
  const { template, email } = source;
  const written: string[] = [];
  const { subject, preheader, html } = email ?? template;
  const hash = createHash('sha256').update(html).digest('hex');
  const known = manifest.templates[template.name];
  // Another format that an earlier build wrote stays as long as it says the same.
  const outputs: ManifestEntry['outputs'] = known?.hash === hash ? { ...known.outputs } : {};
  for (const format of formats) {
    const files = await format.write(source);
    for (const { kind, extension, content } of files) {
      const path = `${template.name}${extension}`;
      outputs[kind] = path;
      written.push(writeWhole(join(out, path), Buffer.from(content)));
    }
  }
  for (const { file } of project.config.baseUrl ? [] : template.assets)
    written.push(copyWhole(join(project.root, file), join(out, assetPath(file))));
  manifest.templates[template.name] = {
    file: template.file,
    subject,
    preheader,
    outputs,
    variables: email ? [] : variablesOf(template),
    bytes: Buffer.byteLength(html),
    hash,
    assets: template.assets.map(({ file }) => file),
  };
  return written;
}
