import { relative, sep } from 'node:path';
import { mixinNames } from '../compile/pug.js';
import type { Diagnostic } from '../model/diagnostic.js';
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
  /** The config cannot be read: the project before goes on. */
  configDiagnostics?: Diagnostic[];
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
  /** Takes note of changes and tells what they concern. */
  take(changes: Changes, resultOf: (name: string) => LastResult | undefined): Promise<Consequence>;
}

/** @param options how the project was opened */
export function followProject(first: Project, options: ProjectOptions): FollowedProject {
  let project = first;
  let mixins = mixinsOf(project);
  let isConfigBroken = false;
  return {
    get project() {
      return project;
    },
    async take(changes, resultOf) {
      const nothing: Consequence = { names: [], isListed: false, isReopened: false };
      if (isConfigChanged(project, changes) || (isConfigBroken && [...changes.keys()].some(isCode))) {
        const reopened = await openProject(options);
        isConfigBroken = reopened.configDiagnostics.length > 0;
        if (isConfigBroken) return { ...nothing, configDiagnostics: reopened.configDiagnostics };
        project = reopened;
        mixins = mixinsOf(project);
        return { names: namesOf(project), isListed: true, isReopened: true };
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

function isConfigChanged({ root, configFile }: Project, changes: Changes): boolean {
  if (configFile) return changes.has(relative(root, configFile).split(sep).join('/'));
  return [...changes.keys()].some((file) => /^jink\.config\.(ts|js|mjs|json)$/.test(file));
}

/** What a config may import. */
function isCode(file: string): boolean {
  return /\.(ts|js|mjs|cjs|json)$/.test(file);
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
