import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { ResolvedConfig } from '../model/config.js';
import { buildHelpers } from '../render/build-helpers.js';
import { createMarkedFiles, type MarkedFiles } from './marks.js';
import { OWN_MIXINS, PACKAGE_ROOT } from './mixins.js';
import type { KnownExpressions } from './pug-code.js';
import { createMergeTagTokens, type MergeTagTokens } from './pug-marks.js';

/** What the templates of one project share while they are compiled: settings, and files read and parsed once. */
export interface Session {
  /** Absolute, without symbolic links. */
  root: string;
  config: ResolvedConfig;
  /** What templates can call: Jink's formatting helpers, and the config's. */
  helpers: ReturnType<typeof buildHelpers>;
  files: MarkedFiles;
  mergeTags: MergeTagTokens;
  expressions: KnownExpressions;
  /** Parsed Pug by absolute path; valid while the source is the same text. */
  trees: Map<string, { source: string; tree: unknown }>;
  /** The build of a whole project that is going on: what it has found unchanged is not looked at again. */
  build?: object;
  /** What outlives the process, when there is a place for it. */
  cache?: Cache;
}

/** Texts by key. A cache may forget at any time. */
export interface Cache {
  read(key: string): string | undefined;
  write(key: string, text: string): void;
}

export function createSession(root: string, config: ResolvedConfig, cache?: Cache): Session {
  return {
    root: realpathSync(root),
    config,
    helpers: buildHelpers(config),
    files: createMarkedFiles(),
    mergeTags: createMergeTagTokens(),
    expressions: { constants: new Map(), attributes: new Map() },
    trees: new Map(),
    ...(cache && { cache }),
  };
}

/** How a file is called in diagnostics: relative to the project, with slashes; Jink's own begin with `jink:`. */
export function nameOf(session: Pick<Session, 'root'>, path: string): string {
  if (isOwn(path)) return `jink:${relative(PACKAGE_ROOT, path).split(sep).join('/')}`;
  return relative(session.root, path).split(sep).join('/');
}

/** Whether a file ships with Jink. The examples of Jink's own repository do not. */
export function isOwn(path: string): boolean {
  return isInside(path, OWN_MIXINS) || isInside(path, join(PACKAGE_ROOT, 'styles')) || OWN_LAYOUT_FILES.has(path);
}

export const OWN_LAYOUT = join(PACKAGE_ROOT, 'templates', 'layout.pug');

/** What templates can extend besides files of the project. */
export const OWN_LAYOUTS: Record<string, string> = {
  'jink/layout': OWN_LAYOUT,
  'jink/foundation': join(PACKAGE_ROOT, 'templates', 'foundation.pug'),
  'jink/mjml': join(PACKAGE_ROOT, 'templates', 'mjml.pug'),
};

const OWN_LAYOUT_FILES: ReadonlySet<string> = new Set([
  ...Object.values(OWN_LAYOUTS),
  join(PACKAGE_ROOT, 'templates', 'foundation.css'),
  join(PACKAGE_ROOT, 'templates', 'mjml.css'),
]);

export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The real path of a file when it exists. */
export function realFile(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? realpathSync.native(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Every file below a folder, absolute, but for what is made or installed there. */
export function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (/^(\.|node_modules$|dist$)/.test(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
  } catch {
    return [];
  }
}

/** A file's text, without a byte order mark. */
export function readText(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}
