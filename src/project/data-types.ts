import type { Data } from '../model/config.js';
import { type DataType, type Field, unite } from '../model/data-type.js';

/** The type of a template's data, from all of its scenarios: what one of them lacks is optional. */
export function inferType(scenarios: readonly Data[]): DataType {
  if (scenarios.length === 0) return { kind: 'object', fields: new Map() };
  return unite(scenarios.map(typeOfValue));
}

function typeOfValue(value: unknown): DataType {
  if (Array.isArray(value)) return { kind: 'list', items: value.length ? unite(value.map(typeOfValue)) : UNSEEN };
  if (value === null) return { kind: 'null' };
  if (typeof value === 'object')
    return {
      kind: 'object',
      fields: new Map(
        Object.entries(value).map(([name, held]): [string, Field] => [
          name,
          { type: typeOfValue(held), optional: false },
        ]),
      ),
    };
  return { kind: kindOf(value) };
}

const UNSEEN: DataType = { kind: 'unknown' };

function kindOf(value: unknown): 'string' | 'number' | 'boolean' | 'unknown' {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'unknown';
  }
}
