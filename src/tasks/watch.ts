import { join, relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { mixinNames } from '../compile/pug.js';
import type { CompiledTemplate } from '../model/compiled-template.js';
import { type BuildOptions, type BuildResult, buildProject } from './build.js';
import { openProject, type Project, type ProjectOptions } from './project.js';

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

/** Changes that come this close together, in ms, are built together: editors write in several steps. */
const TOGETHER = 40;

/**
 * Builds a project at once and then, after each change, those templates that depend on what changed.
 * `report` hears of each build; builds never overlap.
 */
export async function watchProject(
  first: Project,
  projectOptions: ProjectOptions,
  buildOptions: BuildOptions,
  report: (event: WatchEvent) => void | Promise<void>,
): Promise<Watcher> {
  let project = first;
  const results = new Map<string, CompiledTemplate>();
  let changes = new Map<string, 'change' | 'presence'>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let mixins = mixinsOf(project);

  const build = async (names: string[] | undefined, changed: string[]) => {
    const result = await buildProject(project, { ...buildOptions, ...(names && { names }) });
    for (const template of result.templates) results.set(template.name, template);
    await report({ project, result, changed, configFailed: false });
  };

  const rebuild = async () => {
    const taken = changes;
    changes = new Map();
    const changed = [...taken.keys()].sort();
    if (project.configFile ? taken.has(shown(project, project.configFile)) : changed.some(isConfig)) {
      const reopened = await openProject(projectOptions);
      if (reopened.configDiagnostics.length > 0) {
        const result = {
          templates: [],
          diagnostics: reopened.configDiagnostics,
          written: [],
          isOuterWorldAsked: false,
        };
        await report({ project, result, changed, configFailed: true });
        return;
      }
      project = reopened;
      mixins = mixinsOf(project);
      results.clear();
      return build(undefined, changed);
    }
    const before = mixins;
    mixins = mixinsOf(project);
    const names = affected(project, taken, results, mixins !== before, buildOptions.names);
    if (names.length > 0 || [...taken.values()].includes('presence')) await build(names, changed);
  };

  const out = buildOptions.out ?? join(project.root, 'dist');
  // Before the first build, so that no change during it is lost.
  const watcher = watch(project.root, {
    ignoreInitial: true,
    ignored: (path) =>
      path === out ||
      /[\\/](node_modules|\.git|\.jink|\.DS_Store)($|[\\/])|\.tmp$|~$|\.sw[a-z]$/.test(path.slice(project.root.length)),
  });
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    changes.set(shown(project, path), event === 'change' ? 'change' : 'presence');
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(rebuild);
    }, TOGETHER);
  });
  const close = async () => {
    clearTimeout(timer);
    await watcher.close();
    await running;
  };
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  const firstBuild = build(buildOptions.names?.length ? [...buildOptions.names] : undefined, []);
  running = firstBuild.catch(() => {});
  try {
    await firstBuild;
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

function shown(project: Project, path: string): string {
  return relative(project.root, path).split(sep).join('/');
}

function isConfig(file: string): boolean {
  return /^jink\.config\.(ts|js|mjs|json)$/.test(file);
}

/** The templates that these changes touch. */
function affected(
  project: Project,
  changes: ReadonlyMap<string, 'change' | 'presence'>,
  results: Map<string, CompiledTemplate>,
  otherMixins: boolean,
  only: readonly string[] | undefined,
): string[] {
  const known = new Set(project.templates.map(({ name }) => name));
  project.reload();
  const all = project.templates.map(({ name }) => name).filter((name) => !only?.length || only.includes(name));
  for (const name of results.keys()) if (!all.includes(name)) results.delete(name);
  if (otherMixins || changes.get('styles/email.scss') === 'presence') return all;
  return all.filter((name) => {
    const result = results.get(name);
    if (!result || !known.has(name) || isUnfinished(result)) return true;
    if (result.dependencies.some((file) => changes.has(file))) return true;
    // Data and styles of its own that came or went.
    return [...changes].some(([file, kind]) => kind === 'presence' && belongsTo(file, name));
  });
}

/** A template that failed, or misses a file, may be mended by any change. */
function isUnfinished({ diagnostics }: CompiledTemplate): boolean {
  return diagnostics.some(({ severity, code }) => severity === 'error' || code.startsWith('missing-'));
}

function belongsTo(file: string, name: string): boolean {
  const rest = file.startsWith(`templates/${name}.`) ? file.slice(`templates/${name}.`.length) : undefined;
  return rest !== undefined && /(^|\.)(json|scss)$/.test(rest);
}

/** The names of all mixins; when they are others than before, every template may differ. */
function mixinsOf(project: Project): string {
  return mixinNames(project.session).join();
}
