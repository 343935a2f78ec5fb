import type { ListedTemplate } from '../../src/model/protocol';

/** The templates that have every word, in their name, a scenario's name or a subject. */
export function findTemplates(templates: readonly ListedTemplate[], text: string): readonly ListedTemplate[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return templates;
  return templates.filter((template) => {
    const all = [template.name, ...template.scenarios.flatMap(({ name, subject }) => [name, subject])].join('\n');
    const where = all.toLowerCase();
    return words.every((word) => where.includes(word));
  });
}

export interface Folder {
  /** Empty for templates in none. */
  name: string;
  templates: ListedTemplate[];
}

/** Templates by their folders, those in none first. */
export function byFolder(templates: readonly ListedTemplate[]): Folder[] {
  const folders = new Map<string, ListedTemplate[]>();
  for (const template of templates) {
    const name = template.name.split('/').slice(0, -1).join('/');
    folders.set(name, [...(folders.get(name) ?? []), template]);
  }
  return [...folders]
    .map(([name, templates]) => ({ name, templates }))
    .sort((a, b) => Number(a.name !== '') - Number(b.name !== ''));
}
