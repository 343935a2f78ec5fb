import { type DataType, membersOf, typeAt } from '../../model/data-type.js';
import type { Presence } from './attributes.js';

/** What the type of the data says about whether an attribute with a value of theirs is printed. */
export function presenceAt(type: DataType, path: readonly string[]): Presence | undefined {
  const found = typeAt(type, path);
  if (!found) return undefined;
  const kinds = membersOf(found.type).map(({ kind }) => kind);
  return {
    boolean: kinds.includes('boolean'),
    absent: found.optional || found.nullable,
    only: kinds.every((kind) => kind === 'boolean' || kind === 'null'),
  };
}
