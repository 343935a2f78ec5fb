import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDiskCache } from '../project/disk-cache.js';
import { VERSION } from '../project/version.js';
import type { CheckedTemplate, CheckOptions } from './check.js';
import { configFiles } from './config-files.js';
import type { Project } from './project.js';

/** What earlier checks found, kept in `.jink/cache`. */
export interface CheckMemory {
  /** What was found in a template, if nothing has changed since on which it depends. */
  recall(name: string): CheckedTemplate | undefined;
  /** @param since when the check began: what was written after that is not remembered */
  keep(template: CheckedTemplate, since: number): void;
}

interface Kept {
  hash: string;
  template: CheckedTemplate;
}

/** Findings that a file which is not there yet would change: nothing tells when it comes. */
const OPEN_ENDED = /^(missing-|image-missing|unknown-|sass)/;

export function openCheckMemory(project: Project, { rules, scenario, fresh, perScenario }: CheckOptions): CheckMemory {
  const { root } = project;
  const cache = openDiskCache(root, VERSION);
  const hashes = new Map<string, string>();
  const hashOf = (file: string) => {
    const hash = hashes.get(file) ?? hashFile(join(root, file));
    hashes.set(file, hash);
    return hash;
  };
  // A plugin's code may lie anywhere.
  const hasPluginRules = project.config.plugins.some(({ rules }) => rules?.length);
  const common = digest([
    settingsOf(project),
    rules.map(({ id }) => id),
    scenario ?? '',
    listOf(join(root, 'mixins')),
    listOf(join(root, 'styles')),
  ]);
  const hash = (name: string, dependencies: readonly string[]) => {
    const files = project.templates.find((template) => template.name === name);
    return digest([
      common,
      name,
      files && [...files.scenarios.keys()],
      files?.styles,
      files?.schema,
      dependencies.map(hashOf),
    ]);
  };
  const keyOf = (name: string) => `check-${digest([name, scenario ?? '', perScenario]).slice(0, 24)}`;
  return {
    recall(name) {
      const text = fresh || hasPluginRules ? undefined : cache.read(keyOf(name));
      if (!text) return undefined;
      const kept = parse(text);
      return kept && hash(name, kept.template.dependencies) === kept.hash ? kept.template : undefined;
    },
    keep(template, since) {
      const { name, dependencies, diagnostics } = template;
      if (diagnostics.some(({ code }) => OPEN_ENDED.test(code))) return;
      if (dependencies.some((file) => changedAt(join(root, file)) >= since)) return;
      cache.write(keyOf(name), JSON.stringify({ hash: hash(name, dependencies), template } satisfies Kept));
    },
  };
}

/** Undefined for a file that was damaged, or that somebody else has written. */
function parse(text: string): Kept | undefined {
  try {
    const kept = JSON.parse(text) as Partial<Kept> | null;
    const { dependencies, diagnostics, scenarios } = kept?.template ?? {};
    return [dependencies, diagnostics, scenarios].every(Array.isArray) ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** The settings with the code of their functions, and the files that a config imports. */
function settingsOf({ config, configFile }: Project): unknown {
  const settings = JSON.stringify(config, (_, value: unknown) => (typeof value === 'function' ? String(value) : value));
  return [settings, configFile ? [...configFiles(configFile).values()] : []];
}

/** The files below a folder: a new mixin may win over one of Jink's. */
function listOf(folder: string): string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files.sort();
  } catch {
    return [];
  }
}

function hashFile(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'gone';
  }
}

/** When a file was last written, 0 when it is not there. */
function changedAt(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.mtimeMs : 0;
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
