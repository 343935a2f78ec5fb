import { relative, sep } from 'node:path';
import { mixinNames } from '../compile/pug.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { configFiles } from './config-files.js';
import { openProject, type Project, type ProjectOptions } from './project.js';
import type { Changes } from './watch-files.js';

/** What there is to do after files have changed. */
export interface Consequence {
  /** Templates to be compiled again. */
  names: string[];
  /** Files came or went, so that there may be other templates or scenarios. */
  isListed: boolean;
  /** The project was opened anew: nothing that was known of it holds. */
  isReopened: boolean;
  /** The config was read and is wrong: the project before goes on. */
  configFailed: boolean;
}

/** What was read for a template when it was compiled last. */
export interface LastResult {
  dependencies: readonly string[];
  diagnostics: readonly Diagnostic[];
}

/** A project whose files change. */
export interface FollowedProject {
  /** Another one after each change of the config. */
  readonly project: Project;
  /** What is wrong with the config as it is now. */
  readonly configDiagnostics: readonly Diagnostic[];
  /** Takes note of changes and tells what they concern. */
  take(changes: Changes, resultOf: (name: string) => LastResult | undefined): Promise<Consequence>;
}

/** @param options how the project was opened */
export function followProject(first: Project, options: ProjectOptions): FollowedProject {
  let project = first;
  let mixins = mixinsOf(project);
  let settings = settingsOf(project);
  let configDiagnostics: readonly Diagnostic[] = [];
  return {
    get project() {
      return project;
    },
    get configDiagnostics() {
      return configDiagnostics;
    },
    async take(changes, resultOf) {
      const nothing: Consequence = { names: [], isListed: false, isReopened: false, configFailed: false };
      if ([...changes.keys()].some((file) => settings.has(file) || isConfig(project, file))) {
        const reopened = await openProject(options);
        configDiagnostics = reopened.configDiagnostics;
        // What a broken one imports may be what mends it.
        settings = settingsOf(reopened);
        if (configDiagnostics.length > 0) return { ...nothing, configFailed: true };
        project = reopened;
        mixins = mixinsOf(project);
        return { ...nothing, names: namesOf(project), isListed: true, isReopened: true };
      }
      const before = new Set(namesOf(project));
      const isListed = [...changes.values()].includes('presence');
      if (isListed) project.reload();
      const otherMixins = mixinsOf(project);
      const isEverything = otherMixins !== mixins || changes.get('styles/email.scss') === 'presence';
      mixins = otherMixins;
      const isConcerned = (name: string) => {
        const result = resultOf(name);
        return !result || !before.has(name) || isUnfinished(result) || dependsOn(result, name, changes);
      };
      return { ...nothing, isListed, names: namesOf(project).filter((name) => isEverything || isConcerned(name)) };
    },
  };
}

function namesOf({ templates }: Project): string[] {
  return templates.map(({ name }) => name);
}

/** The config and what it imports, relative to the project. */
function settingsOf({ root, configFile }: Project): ReadonlySet<string> {
  const paths = configFile ? [configFile, ...configFiles(configFile).keys()] : [];
  return new Set(paths.map((path) => relative(root, path).split(sep).join('/')));
}

/** A config that comes to a project which has none. */
function isConfig({ configFile }: Project, file: string): boolean {
  return !configFile && /^jink\.config\.(ts|js|mjs|json)$/.test(file);
}

function dependsOn({ dependencies }: LastResult, name: string, changes: Changes): boolean {
  if (dependencies.some((file) => changes.has(file))) return true;
  // Data and styles of its own that came or went.
  return [...changes].some(([file, change]) => change === 'presence' && belongsTo(file, name));
}

/** A template that failed, or misses a file, may be mended by any change. */
function isUnfinished({ diagnostics }: LastResult): boolean {
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
