import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Data } from '../../model/config.js';
import { readSampleData } from '../../project/sample-data.js';
import { type BuildFormat, type BuildOptions, type BuildResult, buildProject } from '../../tasks/build.js';
import type { Layout, Project } from '../../tasks/project.js';
import { type Context, openForCommand } from '../context.js';
import { exitCodeOf, UsageError } from '../exit.js';
import { report } from '../report.js';
import type { Terminal } from '../terminal.js';

interface Options {
  out?: string;
  watch?: boolean;
  format?: BuildFormat[];
  merge?: string;
  minify?: boolean;
  pretty?: boolean;
  json?: boolean;
}

/** `jink build` */
export async function buildCommand(names: string[], options: Options, context: Context): Promise<number> {
  const { terminal } = context;
  const project = await openForCommand(context);
  const chosen: BuildOptions = {
    ...(names.length && { names }),
    ...(options.out && { out: resolve(options.out) }),
    ...(options.format && { formats: options.format }),
    ...layoutOf(options),
    ...mergeOf(options.merge, project, terminal),
  };
  if (options.watch) return (await import('./watch.js')).watchCommand(project, chosen, context);
  const result = await buildProject(project, chosen);
  if (options.json) terminal.output(`${JSON.stringify(toJson(result), null, 2)}\n`);
  else report(result, project, terminal);
  return exitCodeOf(result.diagnostics);
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
