import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as problems from '../diagnostics/problems.js';
import type { Config, ResolvedConfig } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { DEFAULTS, SETTINGS } from './defaults.js';
import type { DiskCache } from './disk-cache.js';
import { parseJson } from './json.js';

/** Gives a config its types; returns what it gets. */
export function defineConfig(config: Config): Config {
  return config;
}

const NAMES = ['jink.config.ts', 'jink.config.js', 'jink.config.mjs', 'jink.config.json'];

export interface LoadedConfig {
  config: ResolvedConfig;
  /** Errors here are wrong configuration: nothing can be built. */
  diagnostics: Diagnostic[];
  /** The config's absolute path, when there is one. */
  file?: string;
}

/**
 * Reads the project's config; without a file every setting has its default.
 * @param root absolute path of the project
 * @param name a config file, relative to `root`, instead of the usual names
 */
export async function loadConfig(root: string, name: string | undefined, cache: DiskCache): Promise<LoadedConfig> {
  const file = name ? resolve(root, name) : NAMES.map((candidate) => join(root, candidate)).find(existsSync);
  if (!file) return { config: DEFAULTS, diagnostics: [] };
  const shown = relative(root, file).split(sep).join('/');
  const start: Place = { file: shown, line: 1, column: 1 };
  if (!existsSync(file)) {
    const diagnostics = [problems.configFailed('there is no such file.', start)];
    return { config: DEFAULTS, diagnostics, file };
  }
  const source = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const read = file.endsWith('.json') ? parseJson(source, shown) : await runConfig(file, shown, source, cache);
  if (read.diagnostic) return { config: DEFAULTS, diagnostics: [read.diagnostic], file };
  const { value } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const diagnostics = [problems.configFailed('it must export an object: export default defineConfig({ … }).', start)];
    return { config: DEFAULTS, diagnostics, file };
  }
  const diagnostics = Object.entries(value).flatMap(([key, setting]) => checkSetting(key, setting, source, shown));
  const given = Object.fromEntries(Object.entries(value).filter(([, setting]) => setting !== undefined));
  return { config: { ...DEFAULTS, ...given }, diagnostics, file };
}

function checkSetting(key: string, value: unknown, source: string, file: string): Diagnostic[] {
  const setting = Object.hasOwn(SETTINGS, key) ? SETTINGS[key as keyof ResolvedConfig] : undefined;
  if (!setting) return [problems.unknownConfigKey(key, placeOfKey(key, source, file), Object.keys(SETTINGS))];
  if (value === undefined || setting.accepts(value)) return [];
  return [problems.configValue(key, setting.expected, placeOfKey(key, source, file))];
}

/** Where a key is written, as well as can be told from the text. */
function placeOfKey(key: string, source: string, file: string): Place {
  const found = new RegExp(`(?<![\\w$.])['"]?${key.replace(/[^\w]/g, '\\$&')}['"]?\\s*[:,(}]`).exec(source);
  if (!found) return { file, line: 1, column: 1 };
  const before = source.slice(0, found.index).split('\n');
  const line = before.length;
  const column = before.at(-1)!.length + 1 + (/^['"]/.test(found[0]) ? 1 : 0);
  return { file, line, column, endLine: line, endColumn: column + key.length };
}

interface Read {
  value?: unknown;
  diagnostic?: Diagnostic;
}

/**
 * Runs a config file; `import … from 'jink'` in it is the Jink that runs. What it exports is remembered as long as
 * its text stays the same, if it is plain data and depends on nothing but Jink: loading TypeScript takes a while.
 */
async function runConfig(file: string, shown: string, source: string, cache: DiskCache): Promise<Read> {
  const key = `config-${createHash('sha256').update(`${shown}\0${source}`).digest('hex').slice(0, 24)}`;
  const remembered = cache.read(key);
  if (remembered !== undefined) return { value: JSON.parse(remembered) };
  try {
    const { createJiti } = await import('jiti');
    const jink = fileURLToPath(new URL('../index.js', import.meta.url));
    const jiti = createJiti(file, { alias: { jink }, moduleCache: false, fsCache: cache.folder });
    const value = await jiti.import(file, { default: true });
    if (isSelfContained(source) && isPlainData(value)) cache.write(key, JSON.stringify(value));
    return { value };
  } catch (error) {
    return { diagnostic: problems.configFailed(...explainConfigError(error, file, shown, source)) };
  }
}

function isSelfContained(source: string): boolean {
  const imports = [...source.matchAll(/\b(?:from|import|require)\b[\s(]*(['"])(.+?)\1/g)].map(([, , name]) => name);
  return (
    imports.every((name) => name === 'jink') && !/\b(process|Date|Math\.random|import\.meta|globalThis)\b/.test(source)
  );
}

function isPlainData(value: unknown): boolean {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlainData);
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value as object).every(isPlainData)
  );
}

function explainConfigError(error: unknown, file: string, shown: string, source: string): [string, Place] {
  const message = error instanceof Error ? error.message : String(error);
  const plain = message
    .split('\n')[0]!
    .replaceAll(file, shown)
    .replace(/^.*?Error: /, '')
    .replace(/\s*\(\d+:\d+\)$/, '');
  const stack = error instanceof Error ? `${message}\n${error.stack}` : message;
  const position = /\((\d+):(\d+)\)/.exec(message) ?? new RegExp(`${escapePattern(file)}:(\\d+):(\\d+)`).exec(stack);
  const line = Math.min(Number(position?.[1] ?? 1), source.split('\n').length);
  const column = Number(position?.[2] ?? 1) + (/\(\d+:\d+\)/.test(message) ? 1 : 0);
  return [/[.!?]$/.test(plain) ? plain : `${plain}.`, { file: shown, line, column }];
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
