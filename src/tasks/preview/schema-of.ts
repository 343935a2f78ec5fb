import type { DataType } from '../../model/data-type.js';
import { schemaOfType } from '../../project/json-schema.js';
import { readOr } from '../checked-email.js';
import type { Project } from '../project.js';

/** A JSON Schema of a template's data: the project's own, or what its scenarios have in common. */
export function schemaOf({ templates }: Project, name: string, type: DataType | undefined): object {
  const own = templates.find((template) => template.name === name)?.schema;
  const written = own === undefined ? undefined : readObject(readOr(own, ''));
  return written ?? (type ? schemaOfType(type) : {});
}

/** Undefined for what is not JSON yet. */
function readObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
