import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readData } from '../../project/sample-data.js';
import { DEFAULT_SCENARIO } from '../../project/templates.js';
import type { Project } from '../project.js';
import { refuseData } from '../send/inert-data.js';
import { CannotWrite, writeWhole } from '../write-files.js';

/** Why data cannot be used or saved, in words for a person. */
export interface Refused {
  status: 400 | 404 | 409;
  error: string;
  hint?: string;
}

/** Why a text is not data that a template can have; undefined for what is not JSON yet, which has diagnostics. */
export function refuseText(text: string): Refused | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const reason = refuseData(value);
  return reason === undefined ? undefined : { status: 400, error: `These data cannot be used: ${reason}.` };
}

/**
 * Writes the data of a scenario into its file.
 * @param create makes a scenario that there is not yet
 */
export function saveData(
  project: Project,
  name: string,
  scenario: string,
  text: string,
  create: boolean,
): { file: string } | Refused {
  const { root, templates } = project;
  const { diagnostic } = readData(text, 'data');
  if (diagnostic) return { status: 400, error: diagnostic.message, ...(diagnostic.hint && { hint: diagnostic.hint }) };
  const refused = refuseText(text);
  if (refused) return refused;
  const template = templates.find((each) => each.name === name);
  if (!template) return { status: 404, error: 'There is no such template.' };
  const known = template.scenarios.get(scenario);
  if (known && create) return { status: 409, error: `There is a scenario "${scenario}" already.` };
  if (!known && !create && scenario !== DEFAULT_SCENARIO)
    return { status: 404, error: `There is no scenario "${scenario}".` };
  // `schema` would be the file of the template's JSON Schema.
  if (!known && (!/^[\w-]{1,60}$/.test(scenario) || scenario === 'schema'))
    return { status: 400, error: 'This cannot be the name of a scenario.', hint: 'Use letters, digits, - and _.' };
  const path = known ?? newFile(template.path, scenario);
  if (!isInProject(root, path)) return { status: 409, error: 'This file lies outside of the project.' };
  try {
    writeWhole(path, Buffer.from(text.endsWith('\n') ? text : `${text}\n`));
  } catch (error) {
    if (!(error instanceof CannotWrite)) throw error;
    return { status: 409, error: 'This file cannot be written.' };
  }
  return { file: relative(root, path).split(sep).join('/') };
}

function newFile(template: string, scenario: string): string {
  const base = template.replace(/\.\w+$/, '');
  return scenario === DEFAULT_SCENARIO ? `${base}.json` : `${base}.${scenario}.json`;
}

/** Neither the file nor its folder is a link that leads out. */
function isInProject(root: string, path: string): boolean {
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), 'new');
  return real.startsWith(root + sep);
}
