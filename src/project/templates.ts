import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import type { Diagnostic } from '../model/diagnostic.js';

/** A template of a project and the files that go with it. */
export interface TemplateFiles {
  /** `billing/receipt` for `templates/billing/receipt.pug`. */
  name: string;
  /** Absolute path. */
  path: string;
  /** Sample data by scenario, absolute paths; `default` stands in `<name>.json`. */
  scenarios: Map<string, string>;
  /** Absolute path of `<name>.scss`, when there is one. */
  styles?: string;
  /** Absolute path of `<name>.schema.json`, when there is one. */
  schema?: string;
}

/** The scenario whose file bears the template's own name. */
export const DEFAULT_SCENARIO = 'default';

/** The longer one first: `welcome.mjml.pug` is called `welcome`. */
const ENGINES = ['.mjml.pug', '.pug', '.html', '.mjml'];

/** Lists the templates of a project, by name. */
export function listTemplates(root: string): { templates: TemplateFiles[]; diagnostics: Diagnostic[] } {
  const folder = join(root, 'templates');
  const diagnostics: Diagnostic[] = [];
  const templates = new Map<string, TemplateFiles>();
  const refused = new Set<string>();
  const files = listFiles(folder);
  const known = new Set(files);
  for (const file of files) {
    const engine = ENGINES.find((extension) => file.endsWith(extension));
    if (!engine) continue;
    const name = file.slice(0, -engine.length);
    const path = join(folder, file);
    const problem = problemOf(root, path, name, templates.get(name));
    if (problem) {
      diagnostics.push(problem);
      refused.add(name);
      continue;
    }
    const styles = join(folder, `${name}.scss`);
    const schema = join(folder, `${name}.schema.json`);
    templates.set(name, {
      name,
      path,
      scenarios: new Map(),
      ...(known.has(`${name}.scss`) && { styles }),
      ...(known.has(`${name}.schema.json`) && { schema }),
    });
  }
  for (const name of refused) templates.delete(name);
  for (const file of files) {
    if (!file.endsWith('.json') || file.endsWith('.schema.json')) continue;
    const slash = file.lastIndexOf('/') + 1;
    const [base = '', ...scenario] = file.slice(slash, -'.json'.length).split('.');
    const name = file.slice(0, slash) + base;
    const template = templates.get(name);
    if (template) template.scenarios.set(scenario.join('.') || DEFAULT_SCENARIO, join(folder, file));
    else if (![...refused].some((other) => other === name || other.startsWith(`${name}.`)))
      diagnostics.push(problems.orphanData({ file: `templates/${file}`, line: 1, column: 1 }, name, templates.keys()));
  }
  return { templates: [...templates.values()], diagnostics };
}

/** Why a file cannot be the template it looks like. */
function problemOf(root: string, path: string, name: string, other: TemplateFiles | undefined): Diagnostic | undefined {
  const file = relative(root, path).split(sep).join('/');
  const place = { file, line: 1, column: 1 };
  const kind = kindOf(path);
  if (kind === 'nothing') return problems.unreadableFile('it is a link to nowhere', place);
  if (kind === 'folder') return problems.unreadableFile('it is a folder', place, 'Rename the folder.');
  if (name.includes('.')) return problems.templateName(file, place);
  if (leadsOutside(root, path)) return problems.outsideProject(file, place);
  return other && problems.duplicateTemplate(name, place, relative(root, other.path).split(sep).join('/'));
}

/** Every file below a folder, with slashes; what starts with `_` or a dot is not looked at. */
function listFiles(folder: string, below = '', above: readonly string[] = []): string[] {
  const here = join(folder, below);
  if (kindOf(here) !== 'folder') return [];
  const real = realpathSync(here);
  if (above.includes(real)) return []; // a link to a folder around it
  return readdirSync(here)
    .sort()
    .flatMap((name) => {
      if (/^[_.]/.test(name)) return [];
      const path = below ? `${below}/${name}` : name;
      const isTemplate = ENGINES.some((extension) => name.endsWith(extension));
      return kindOf(join(folder, path)) === 'folder' && !isTemplate
        ? listFiles(folder, path, [...above, real])
        : [path];
    });
}

function kindOf(path: string): 'file' | 'folder' | 'nothing' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing'; // also a link to nowhere
  }
}

function leadsOutside(root: string, path: string): boolean {
  return !realpathSync(path).startsWith(realpathSync(root) + sep);
}
