import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { checkSettings } from '../check/settings.js';
import { positionAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import type { Rule } from '../model/rule.js';
import { knownClients } from '../rules/clients/support.js';
import { MERGE_TAG_LANGUAGES } from '../rules/unresolved-merge-tag.js';
import type { Project } from './project.js';
import { findTakenNames } from './taken-names.js';

/** What is wrong with the project's settings for checks: names of rules, clients, templates and the like. */
export function refuseSettings(project: Project, rules: readonly Rule[]): Diagnostic[] {
  const { config, configFile, root } = project;
  if (!configFile) return [];
  const source = readFileSync(configFile, 'utf8').replace(/^\uFEFF/, '');
  const file = relative(root, configFile).split(sep).join('/');
  const known = {
    rules,
    clients: knownClients(),
    mergeTags: Object.keys(MERGE_TAG_LANGUAGES),
    templates: project.templates.map(({ name }) => name),
  };
  const settings = checkSettings(config, known, (name) => placeOfName(name, source, file));
  return [...settings, ...findTakenNames(project)];
}

/** Where a name is written, as well as can be told from the text. */
function placeOfName(name: string, source: string, file: string): Place {
  const found = new RegExp(`(?<![\\w$./-])${name.replace(/[^\w]/g, '\\$&')}(?![\\w/-])`).exec(source);
  if (!found) return { file, line: 1, column: 1 };
  const { line, column } = positionAt(source, found.index);
  return { file, line, column, endLine: line, endColumn: column + name.length };
}
