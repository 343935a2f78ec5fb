import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import type { Helper } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import type { Plugin } from '../model/plugin.js';

/** What each part of a plugin must be, in words for an error message, and whether a value is. */
const PARTS: { [Part in keyof Plugin]-?: { expected: string; accepts(value: unknown): boolean } } = {
  name: { expected: 'a text', accepts: (value) => typeof value === 'string' },
  rules: {
    expected: 'a list of rules, each with id, severity, summary, why, examples and a function "check"',
    accepts: isListOf(({ id, severity, summary, why, examples, check }) => {
      const isTold = [id, severity, summary, why].every((text) => typeof text === 'string' && text !== '');
      return isTold && isObject(examples) && typeof check === 'function';
    }),
  },
  lenses: {
    expected: 'a list of lenses, each with id, title, summary and a function "apply"',
    accepts: isListOf(({ id, title, summary, apply }) => {
      const isTold = [id, title, summary].every((text) => typeof text === 'string' && text !== '');
      return isTold && typeof apply === 'function';
    }),
  },
  formats: {
    expected: 'a list of formats, each with a name and a function "write"',
    accepts: isListOf(({ name, write }) => typeof name === 'string' && typeof write === 'function'),
  },
  transports: {
    expected: 'a list of transports, each with a name and a function "open"',
    accepts: isListOf(({ name, open }) => typeof name === 'string' && typeof open === 'function'),
  },
  helpers: {
    expected: 'an object of functions',
    accepts: (value) => isObject(value) && Object.values(value).every((helper) => typeof helper === 'function'),
  },
  mixins: {
    expected: 'the absolute path of a folder that exists',
    accepts: (value) => typeof value === 'string' && isAbsolute(value) && isFolder(value),
  },
};

/** What is wrong with the plugins of a config. */
export function checkPlugins(plugins: readonly Plugin[], place: Place): Diagnostic[] {
  return plugins.flatMap((plugin) =>
    Object.entries(plugin).flatMap(([part, value]) => {
      if (!Object.hasOwn(PARTS, part))
        return [problems.unknownPluginPart(plugin.name, part, Object.keys(PARTS), place)];
      const { expected, accepts } = PARTS[part as keyof Plugin];
      return value === undefined || accepts(value) ? [] : [problems.pluginPart(plugin.name, part, expected, place)];
    }),
  );
}

/** The helpers of all plugins; of two with one name the later wins. */
export function pluginHelpers(plugins: readonly Plugin[]): Record<string, Helper> {
  return Object.assign({}, ...plugins.map(({ helpers }) => helpers));
}

function isListOf(isPart: (part: Record<string, unknown>) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every((part) => isObject(part) && isPart(part));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
