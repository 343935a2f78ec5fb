import { type DataType, membersOf } from '../model/data-type.js';

/** A JSON Schema (2020-12) that says what a type says. */
export function schemaOfType(type: DataType): Record<string, unknown> {
  const members = membersOf(type);
  if (type.kind === 'union') {
    const isPlain = members.every(
      (member) => /^(string|number|boolean|null)$/.test(member.kind) && !('values' in member),
    );
    return isPlain ? { type: members.map(({ kind }) => kind) } : { anyOf: members.map(schemaOfType) };
  }
  switch (type.kind) {
    case 'unknown':
      return {};
    case 'list':
      return { type: 'array', items: schemaOfType(type.items) };
    case 'object': {
      const properties = [...type.fields].map(([name, { type: inner, description }]) => [
        name,
        { ...schemaOfType(inner), ...(description && { description }) },
      ]);
      const required = [...type.fields].flatMap(([name, { optional }]) => (optional ? [] : [name]));
      return {
        type: 'object',
        properties: Object.fromEntries(properties),
        ...(required.length && { required }),
        ...(type.others && { additionalProperties: schemaOfType(type.others) }),
      };
    }
    default:
      return { type: type.kind, ...(type.values && { enum: [...type.values] }) };
  }
}
