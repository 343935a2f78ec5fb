import { join } from 'node:path';
import type { CompiledTemplate } from '../model/compiled-template.js';
import { type BuildOptions, type BuildResult, buildProject } from './build.js';
import { followProject } from './follow-project.js';
import type { Project, ProjectOptions } from './project.js';
import { type Change, type Changes, type WatchOptions, watchFiles } from './watch-files.js';

/** What a watched project tells after each build. */
export interface WatchEvent {
  project: Project;
  result: BuildResult;
  /** What changed, relative to the project; empty for the first build. */
  changed: string[];
  /** The config could not be read: nothing was built, the project before goes on. */
  configFailed: boolean;
}

export interface Watcher {
  close(): Promise<void>;
}

/**
 * Builds a project at once and then, after each change, those templates that depend on what changed.
 * `report` hears of each build; builds never overlap.
 */
export async function watchProject(
  first: Project,
  projectOptions: ProjectOptions,
  buildOptions: BuildOptions,
  report: (event: WatchEvent) => void | Promise<void>,
  refused?: WatchOptions['refused'],
): Promise<Watcher> {
  const followed = followProject(first, projectOptions);
  const only = buildOptions.names?.length ? buildOptions.names : undefined;
  const results = new Map<string, CompiledTemplate>();
  let changes = new Map<string, Change>();
  let running = Promise.resolve();

  const build = async (names: readonly string[] | undefined, changed: string[]) => {
    const { project } = followed;
    const result = await buildProject(project, { ...buildOptions, ...(names && { names }) });
    for (const template of result.templates) results.set(template.name, template);
    await report({ project, result, changed, configFailed: false });
  };

  const rebuild = async () => {
    if (changes.size === 0) return;
    const taken = changes;
    changes = new Map();
    const changed = [...taken.keys()].sort();
    const concerned = await followed.take(taken, (name) => results.get(name));
    const { project } = followed;
    if (concerned.configFailed) {
      const result = {
        templates: [],
        diagnostics: [...followed.configDiagnostics],
        written: [],
        isOuterWorldAsked: false,
      };
      await report({ project, result, changed, configFailed: true });
      return;
    }
    const known = new Set(project.templates.map(({ name }) => name));
    for (const name of results.keys()) if (concerned.isReopened || !known.has(name)) results.delete(name);
    const names = concerned.names.filter((name) => !only || only.includes(name));
    if (concerned.isReopened) await build(only, changed);
    else if (names.length > 0 || concerned.isListed) await build(names, changed);
  };

  // Before the first build, so that no change during it is lost.
  const hear = (heard: Changes) => {
    for (const [file, change] of heard) if (changes.get(file) !== 'presence') changes.set(file, change);
    running = running.then(rebuild);
  };
  const out = buildOptions.out ?? join(first.root, 'dist');
  const watcher = await watchFiles(first.root, out, hear, { ...(refused && { refused }) });
  const close = async () => {
    await watcher.close();
    await running;
  };
  const firstBuild = build(only, []);
  running = firstBuild.catch(() => {});
  try {
    await firstBuild;
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}
