import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import * as problems from '../diagnostics/problems.js';
import { readSource } from '../diagnostics/read-source.js';
import type { Config, ResolvedConfig } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { DEFAULTS, SETTINGS } from './defaults.js';
import type { DiskCache } from './disk-cache.js';
import { parseJson } from './json.js';
import { checkPlugins, pluginHelpers } from './plugins.js';

/** Gives a config its types; returns what it gets. */
export function defineConfig(config: Config): Config {
  return config;
}

const NAMES = ['jink.config.ts', 'jink.config.js', 'jink.config.mjs', 'jink.config.json'];

const EXPORT = 'Write: export default defineConfig({ … })';

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
  const refused = (diagnostic: Diagnostic) => ({ config: DEFAULTS, diagnostics: [diagnostic], file });
  if (!existsSync(file)) return refused(problems.missingConfig(shown, configsIn(root)));
  const read = readSource(file, shown);
  if ('diagnostic' in read) return refused(read.diagnostic);
  const source = read.text;
  const { value, diagnostic } = file.endsWith('.json')
    ? parseJson(source, shown)
    : await runConfig(file, shown, source, cache);
  if (diagnostic) return refused(diagnostic);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const what = file.endsWith('.json') ? 'The config must be one object.' : 'The config must export an object.';
    return refused(problems.configFailed(what, start, file.endsWith('.json') ? undefined : EXPORT));
  }
  const diagnostics = Object.entries(value).flatMap(([key, setting]) => checkSetting(key, setting, source, shown));
  const given = Object.fromEntries(Object.entries(value).filter(([, setting]) => setting !== undefined));
  const config: ResolvedConfig = { ...DEFAULTS, ...given };
  if (diagnostics.length > 0) return { config, diagnostics, file };
  const helpers = { ...pluginHelpers(config.plugins), ...config.helpers };
  return {
    config: { ...config, helpers },
    diagnostics: checkPlugins(config.plugins, placeOfKey('plugins', source, shown)),
    file,
  };
}

function checkSetting(key: string, value: unknown, source: string, file: string): Diagnostic[] {
  const setting = Object.hasOwn(SETTINGS, key) ? SETTINGS[key as keyof ResolvedConfig] : undefined;
  if (!setting) return [problems.unknownConfigKey(key, placeOfKey(key, source, file), Object.keys(SETTINGS))];
  if (value === undefined || setting.accepts(value)) return [];
  return [problems.configValue(key, setting.expected, placeOfKey(key, source, file))];
}

/** Where a key is written, as well as can be told from the text. */
export function placeOfKey(key: string, source: string, file: string): Place {
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
  const plain = readPlainConfig(source);
  if (plain !== undefined) return { value: plain };
  try {
    const { createJiti } = await import('jiti');
    const jink = fileURLToPath(new URL('../index.js', import.meta.url));
    // jiti keeps what it read as it is, other files that are imported too: passwords stay where their owner put them.
    const mayHoldSecrets = /smtp|dkim|pass|secret|['"]\.{1,2}\//i.test(source);
    const jiti = createJiti(file, { alias: { jink }, moduleCache: false, fsCache: !mayHoldSecrets && cache.folder });
    // Node would import what is no TypeScript by itself, and remember it however often it changes.
    const load = () => jiti.evalModule(source, { filename: file, async: true, forceTranspile: true });
    const loaded = (await (/\.m?js$/.test(file) ? load() : jiti.import(file))) as { default?: unknown };
    const isEmpty = typeof loaded.default === 'object' && Object.keys(loaded.default ?? {}).length === 0;
    if (!('default' in loaded) || (isEmpty && !/\bexports?\b/.test(source))) {
      const place = { file: shown, line: 1, column: 1 };
      return { diagnostic: problems.configFailed('The config exports nothing.', place, EXPORT) };
    }
    const value = loaded.default;
    const hasSecrets = typeof value === 'object' && value !== null && ('smtp' in value || 'dkim' in value);
    if (isSelfContained(source) && isPlainData(value) && !hasSecrets) cache.write(key, JSON.stringify(value));
    return { value };
  } catch (error) {
    return { diagnostic: explainConfigError(error, dirname(file), shown, source) };
  }
}

/**
 * Most configs are JavaScript whatever their extension, and need no TypeScript loader, which takes longer than a
 * template. Undefined for any other, and for one that fails: the loader tells better why.
 */
function readPlainConfig(source: string): object | undefined {
  if (!isSelfContained(source)) return undefined;
  const program = source
    .replace(/^import\s*\{\s*defineConfig\s*\}\s*from\s*(['"])jink\1;?/m, '')
    .replace(/^export default /m, 'return ');
  try {
    const value = compileFunction(`'use strict';${program}`, ['defineConfig'])(defineConfig);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
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

/** Says why a config, or a file that it imports, could not be run. */
function explainConfigError(error: unknown, folder: string, shown: string, source: string): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /^Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  if (missing) {
    const place = placeOfText(missing, source, shown);
    return problems.configFailed(`There is no module "${missing}" to import.`, place);
  }
  const [first = ''] = message.split('\n');
  const text = first.trim().replace(/^ParseError: /, '');
  const isSyntax = first.startsWith('ParseError');
  const place = placeInStack(`${message}\n${error instanceof Error ? error.stack : ''}`, folder, isSyntax ? 1 : 0);
  const said = isSyntax
    ? `This is not valid JavaScript: ${text.charAt(0).toLowerCase()}${text.slice(1)}`
    : `The config failed: ${text}`;
  const unknown = /^(\S+) is not defined$/.exec(text)?.[1];
  const at = unknown && (!place || place.file === shown) ? placeOfText(unknown, source, shown) : place;
  return problems.configFailed(/[.!?]$/.test(said) ? said : `${said}.`, at ?? { file: shown, line: 1, column: 1 });
}

/** The first place of a stack in a file beside the config or below. */
function placeInStack(stack: string, folder: string, firstColumn: number): Place | undefined {
  for (const [, path = '', line, column] of stack.matchAll(
    /((?:file:\/\/)?\/[^\s():]+|[A-Z]:[^\s():]+):(\d+):(\d+)/g,
  )) {
    const file = path.startsWith('file:') ? fileURLToPath(path) : path;
    if (!file.startsWith(folder + sep) || file.includes('node_modules')) continue;
    const way = relative(folder, file).split(sep).join('/');
    return { file: way, line: Number(line), column: Number(column) + firstColumn };
  }
  return undefined;
}

function placeOfText(text: string, source: string, file: string): Place {
  const before = source.slice(0, Math.max(0, source.indexOf(text))).split('\n');
  const column = before.at(-1)!.length + 1;
  return { file, line: before.length, column, endLine: before.length, endColumn: column + text.length };
}

/** What one could have meant by the name of a config file. */
function configsIn(root: string): string[] {
  return readdirSync(root).filter((name) => /\.(ts|js|mjs|json)$/.test(name));
}
