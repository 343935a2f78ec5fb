import type { CompiledTemplate } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { type Project, scenariosOf } from '../tasks/project.js';

/** The newest results of a project, ready to be shown: a request never compiles. */
export interface Emails {
  /** Compiles every scenario of these templates, or of all. */
  refresh(project: Project, names?: readonly string[]): Promise<void>;
  /** Without a scenario, the default one. */
  find(name: string, scenario?: string): CompiledTemplate | undefined;
  list(): ListedTemplate[];
  image(path: string): string | undefined;
}

export interface ListedTemplate {
  name: string;
  scenarios: { name: string; subject: string; preheader: string; bytes: number; diagnostics: Diagnostic[] }[];
}

export function createEmails(): Emails {
  let templates: Project['templates'] = [];
  let image: Emails['image'] = () => undefined;
  const results = new Map<string, CompiledTemplate>();
  const key = (name: string, scenario: string) => `${name}\0${scenario}`;
  return {
    async refresh(project, names) {
      templates = project.templates;
      image = project.imageFile;
      for (const template of templates) {
        if (names && !names.includes(template.name)) continue;
        for (const scenario of scenariosOf(template)) {
          const given = template.scenarios.has(scenario) ? { scenario } : {};
          results.set(key(template.name, scenario), await project.compile(template.name, given));
        }
      }
    },
    find: (name, scenario = 'default') =>
      templates.some((template) => template.name === name) ? results.get(key(name, scenario)) : undefined,
    image: (path) => image(path),
    list: () =>
      templates.map((template) => ({
        name: template.name,
        scenarios: scenariosOf(template).flatMap((scenario) => {
          const result = results.get(key(template.name, scenario));
          if (!result) return [];
          const { subject, preheader, html, diagnostics } = result;
          return [{ name: scenario, subject, preheader, bytes: Buffer.byteLength(html), diagnostics }];
        }),
      })),
  };
}
