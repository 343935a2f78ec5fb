import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
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
}

/** The scenario whose file bears the template's own name. */
export const DEFAULT_SCENARIO = 'default';

const ENGINES = ['.pug', '.html'];

/** Lists the templates of a project, by name. */
export function listTemplates(root: string): { templates: TemplateFiles[]; diagnostics: Diagnostic[] } {
  const folder = join(root, 'templates');
  const diagnostics: Diagnostic[] = [];
  const templates = new Map<string, TemplateFiles>();
  const files = existsSync(folder) ? listFiles(folder) : [];
  for (const file of files) {
    const engine = ENGINES.find((extension) => file.endsWith(extension));
    if (!engine) continue;
    const place = { file: `templates/${file}`, line: 1, column: 1 };
    const name = file.slice(0, -engine.length);
    if (name.split('/').at(-1)!.includes('.')) diagnostics.push(problems.templateName(`templates/${file}`, place));
    else if (leadsOutside(root, join(folder, file))) diagnostics.push(problems.outsideProject(place.file, place));
    else if (templates.has(name)) {
      const other = relative(root, templates.get(name)!.path).split(sep).join('/');
      diagnostics.push(problems.duplicateTemplate(name, place, other));
    } else {
      const styles = join(folder, `${name}.scss`);
      templates.set(name, {
        name,
        path: join(folder, file),
        scenarios: new Map(),
        ...(files.includes(`${name}.scss`) && { styles }),
      });
    }
  }
  for (const file of files) {
    if (!file.endsWith('.json') || file.endsWith('.schema.json')) continue;
    const slash = file.lastIndexOf('/') + 1;
    const [base = '', ...scenario] = file.slice(slash, -'.json'.length).split('.');
    const name = file.slice(0, slash) + base;
    const template = templates.get(name);
    if (template) template.scenarios.set(scenario.join('.') || DEFAULT_SCENARIO, join(folder, file));
    else
      diagnostics.push(problems.orphanData({ file: `templates/${file}`, line: 1, column: 1 }, name, templates.keys()));
  }
  return { templates: [...templates.values()], diagnostics };
}

/** Every file below a folder, with slashes; what starts with `_` or a dot is not looked at. */
function listFiles(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (/^[_.]/.test(entry.name)) return [];
      const path = below ? `${below}/${entry.name}` : entry.name;
      return isFolder(join(folder, path)) ? listFiles(folder, path) : [path];
    });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // a link to nowhere
  }
}

function leadsOutside(root: string, path: string): boolean {
  try {
    return !realpathSync(path).startsWith(realpathSync(root) + sep);
  } catch {
    return true;
  }
}
