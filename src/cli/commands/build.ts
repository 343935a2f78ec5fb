import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import type { Data } from '../../model/config.js';
import { readSampleData } from '../../project/sample-data.js';
import { type BuildOptions, type BuildResult, buildProject, formatsOf } from '../../tasks/build.js';
import { type GalleryResult, isFreeForGallery, writeGallery } from '../../tasks/gallery.js';
import { outputsOf } from '../../tasks/manifest.js';
import type { Layout, Project } from '../../tasks/project.js';
import { type Context, type FinishedBuild, openForCommand, refuseConfig } from '../context.js';
import { exitCodeOf, UsageError } from '../exit.js';
import { refuseChoice } from '../refuse-choice.js';
import { refuseUnknown } from '../refuse-unknown.js';
import { report } from '../report.js';
import type { Terminal } from '../terminal.js';

interface Options {
  out?: string;
  watch?: boolean;
  format?: string[];
  merge?: string;
  handlebars?: 'full' | 'portable';
  minify?: boolean;
  pretty?: boolean;
  gallery?: string;
  json?: boolean;
}

/** `jink build` */
export async function buildCommand(names: string[], options: Options, context: Context): Promise<number> {
  const { terminal } = context;
  const project = await openForCommand(context);
  const wrong = options.format && refuseChoice(options.format, [...formatsOf(project.config).keys()]);
  if (wrong) throw new UsageError(`--format: ${wrong}`);
  refuseUnknown(names, project, terminal, 'Nothing was built.');
  const out = resolve(options.out ?? 'dist');
  if (options.out && `${out}${sep}`.startsWith(join(project.root, 'templates') + sep))
    throw new UsageError('The output cannot go into templates/, where it would be taken for templates.');
  const gallery = galleryFolder(options.gallery, project, out);
  const chosen: BuildOptions = {
    ...(names.length && { names }),
    ...(options.out && { out }),
    ...(options.format && { formats: options.format }),
    ...layoutOf(options),
    ...(options.handlebars === 'portable' && { portable: true }),
    ...mergeOf(options.merge, project, terminal),
  };
  if (options.watch) return (await import('./watch.js')).watchCommand(project, chosen, context);
  const result = await buildProject(project, { ...chosen, threads: availableParallelism() });
  const shown = gallery === undefined ? undefined : await buildGallery(project, gallery, names, terminal);
  result.diagnostics.push(...(shown?.diagnostics ?? []));
  result.written.push(...(shown?.files ?? []));
  if (options.json) terminal.output(`${JSON.stringify(toJson(result), null, 2)}\n`);
  else {
    report(result, project, terminal);
    if (shown?.files[0]) terminal.say(`The gallery is ${relative(process.cwd(), shown.files[0])}`);
  }
  const build = finished(result, project, chosen, options);
  context.onBuilt?.({ ...build, outputs: [...build.outputs, ...(shown?.files ?? [])] });
  return exitCodeOf(result.diagnostics);
}

/** The folder of the gallery: one that holds nothing that the gallery would spoil, and that nobody takes for templates. */
function galleryFolder(asked: string | undefined, project: Project, out: string): string | undefined {
  if (asked === undefined) return undefined;
  const folder = resolve(asked);
  const within = relative(project.root, folder);
  if (within === '' || /^(templates|mixins|styles|assets)([\\/]|$)/.test(within))
    throw new UsageError(`The gallery cannot go into ${within === '' ? "the project's own folder" : within}.`);
  if (folder === out) throw new UsageError('The gallery cannot go where the emails themselves are written.');
  if (!isFreeForGallery(folder))
    throw new UsageError(
      `In ${asked} is an index.html that is no gallery's.`,
      'Choose a folder of its own with --gallery.',
    );
  return folder;
}

async function buildGallery(
  project: Project,
  folder: string,
  names: readonly string[],
  terminal: Terminal,
): Promise<GalleryResult> {
  const { findTakenNames } = await import('../../tasks/taken-names.js');
  refuseConfig(findTakenNames(project), project, terminal);
  const { lensesOf, rulesOf } = await import('../../builtin.js');
  const { config } = project;
  const parts = { rules: rulesOf(config), lenses: lensesOf(config) };
  return writeGallery(project, folder, { ...(names.length && { names }), ...parts });
}

function finished(result: BuildResult, project: Project, chosen: BuildOptions, options: Options): FinishedBuild {
  const { root, config, configFile } = project;
  const out = chosen.out ?? join(root, 'dist');
  const read = result.templates.flatMap(({ dependencies }) => dependencies);
  const isRefused = result.diagnostics.some(({ code }) => code === 'cannot-write');
  // The manifest is only written, and told as JSON, when it changed.
  const tellsOfManifest = options.json === true && result.written.includes(join(out, 'manifest.json'));
  return {
    root,
    out,
    read: [
      ...new Set(read.map((file) => join(root, file))),
      ...(configFile ? [configFile] : []),
      ...(chosen.data && options.merge ? [resolve(options.merge)] : []),
    ],
    outputs: outputsOf(out, !config.baseUrl),
    isRepeatable: !isRefused && !tellsOfManifest && !result.isOuterWorldAsked,
  };
}

function layoutOf({ minify, pretty }: Options): { layout?: Layout } {
  if (minify) return { layout: 'minify' };
  return pretty ? { layout: 'pretty' } : {};
}

/** `--merge` takes a scenario's name or a file. */
function mergeOf(merge: string | undefined, project: Project, terminal: Terminal): { scenario?: string; data?: Data } {
  if (merge === undefined) return {};
  if (!merge.endsWith('.json')) return { scenario: merge };
  const path = resolve(merge);
  if (!existsSync(path)) throw new UsageError(`There is no file "${merge}" to merge in.`);
  const { data, diagnostic } = readSampleData(project.root, path);
  if (data) return { data };
  terminal.diagnostics([diagnostic!], project.root);
  throw new UsageError(`"${merge}" cannot be merged in.`);
}

function toJson({ templates, diagnostics, written }: BuildResult) {
  return {
    templates: templates.map(({ name, file, subject, preheader, html, dependencies }) => ({
      name,
      file,
      subject,
      preheader,
      bytes: Buffer.byteLength(html),
      built: html !== '',
      dependencies,
    })),
    diagnostics,
    written,
  };
}
