import { type DataType, membersOf, type ObjectType, type PlainType } from '../model/data-type.js';

/** A type of data in TypeScript, indented so that it can stand in an interface. */
export function printType(type: DataType, indent = ''): string {
  return membersOf(type)
    .map((member) => {
      if (member.kind === 'object') return printObject(member, indent);
      if (member.kind === 'list') return `Array<${printType(member.items, indent)}>`;
      return printPlain(member);
    })
    .join(' | ');
}

function printPlain({ kind, values }: PlainType): string {
  return values ? values.map((value) => JSON.stringify(value)).join(' | ') : kind;
}

/** The body of an interface, braces included. */
export function printObject({ fields, others }: ObjectType, indent = ''): string {
  const inner = `${indent}  `;
  const lines = [...fields].flatMap(([name, { type, optional, description }]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const field = `${inner}${key}${optional ? '?' : ''}: ${printType(type, inner)};`;
    return description ? [`${inner}/** ${description.replaceAll('*/', '* /')} */`, field] : [field];
  });
  if (others) lines.push(`${inner}[name: string]: ${fields.size ? 'unknown' : printType(others, inner)};`);
  return lines.length ? `{\n${lines.join('\n')}\n${indent}}` : 'object';
}
