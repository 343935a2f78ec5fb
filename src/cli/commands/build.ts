import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Layout } from '../../compile/lay-out.js';
import type { Data } from '../../model/config.js';
import { readSampleData } from '../../project/sample-data.js';
import { type BuildFormat, type BuildOptions, type BuildResult, buildProject } from '../../tasks/build.js';
import type { Project } from '../../tasks/project.js';
import { type Context, openForCommand } from '../context.js';
import { exitCodeOf, UsageError } from '../exit.js';
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
    names,
    ...(options.out && { out: resolve(options.out) }),
    ...(options.format && { formats: options.format }),
    ...layoutOf(options),
    ...mergeOf(options.merge, project, terminal),
  };
  if (options.watch) {


  }
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

export function report(result: BuildResult, project: Project, terminal: Terminal): void {
  terminal.diagnostics(result.diagnostics, project.root);
  const built = result.templates.filter(({ html }) => html);
  const failed = result.templates.length - built.length;
  for (const { name, html } of built) terminal.say(`${terminal.style('green', '✓')} ${name}  ${size(html)}`);
  for (const { name, html } of result.templates)
    if (!html) terminal.say(`${terminal.style('red', '✗')} ${name}`);
  if (failed) terminal.say(`\n${count(built.length, 'template')} built, ${failed} failed.`);
}

function size(html: string): string {
  return `${(Buffer.byteLength(html) / 1024).toFixed(1)} KB`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
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

