import { relative, sep } from 'node:path';
import { readOr } from '../checked-email.js';
import type { Project } from '../project.js';

/** The data of a scenario as they are written; empty without a file. */
export function readScenario(
  { root, templates }: Project,
  name: string,
  scenario: string,
): { data: string; dataFile?: string } {
  const path = templates.find((template) => template.name === name)?.scenarios.get(scenario);
  if (path === undefined) return { data: '' };
  return { data: readOr(path, ''), dataFile: relative(root, path).split(sep).join('/') };
}

/** A template's file, relative to the project; empty for one that is not there. */
export function fileOf({ root, templates }: Project, name: string): string {
  const path = templates.find((template) => template.name === name)?.path;
  return path === undefined ? '' : relative(root, path).split(sep).join('/');
}
