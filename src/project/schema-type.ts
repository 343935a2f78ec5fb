import { type DataType, type Field, unite } from '../model/data-type.js';

/** A JSON Schema, as far as a type can be read from it. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema | boolean>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema | boolean | (Schema | boolean)[];
  prefixItems?: (Schema | boolean)[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: (Schema | boolean)[];
  oneOf?: (Schema | boolean)[];
  allOf?: (Schema | boolean)[];
  nullable?: boolean;
  description?: string;
}

const ANYTHING: DataType = { kind: 'unknown' };

/**
 * The type that a JSON Schema (2020-12 or draft-07) describes; what it says in ways beyond a type, such as patterns
 * and conditions, is left to its validation. Only `$ref`s into the schema itself (`#/$defs/…`) are followed; a
 * definition that contains itself is `unknown` there.
 */
export function typeOfSchema(schema: unknown): DataType {
  const root = schema as Schema | boolean;

  function read(here: Schema | boolean | undefined, open: readonly string[]): DataType {
    if (typeof here !== 'object' || here === null) return ANYTHING;
    const parts: DataType[] = [];
    if (here.$ref !== undefined) {
      if (open.includes(here.$ref)) return ANYTHING;
      const target = resolve(root, here.$ref);
      if (target !== undefined) parts.push(read(target, [...open, here.$ref]));
    }
    for (const choice of [here.anyOf, here.oneOf])
      if (Array.isArray(choice)) parts.push(unite(choice.map((one) => read(one, open))));
    for (const part of here.allOf ?? []) parts.push(read(part, open));
    const own = readOwn(here, open);
    if (own) parts.push(own);
    const type = parts.reduce(narrow, ANYTHING);
    return here.nullable ? unite([type, { kind: 'null' }]) : type;
  }

  function readOwn(here: Schema, open: readonly string[]): DataType | undefined {
    if ('const' in here) return literals([here.const]);
    if (Array.isArray(here.enum)) return literals(here.enum);
    const named = here.type ?? (here.properties ? 'object' : here.items || here.prefixItems ? 'array' : undefined);
    if (named === undefined) return undefined;
    return unite([named].flat().map((kind) => readKind(kind, here, open)));
  }

  function readKind(kind: string, here: Schema, open: readonly string[]): DataType {
    if (kind === 'object') return readObject(here, open);
    if (kind === 'array') return { kind: 'list', items: readItems(here, open) };
    if (kind === 'integer') return { kind: 'number' };
    return kind === 'string' || kind === 'number' || kind === 'boolean' || kind === 'null' ? { kind } : ANYTHING;
  }

  function readObject(here: Schema, open: readonly string[]): DataType {
    const required = new Set(here.required);
    const fields = Object.entries(here.properties ?? {}).map(([name, property]): [string, Field] => {
      const description = typeof property === 'object' ? property.description : undefined;
      const field = { type: read(property, open), optional: !required.has(name) };
      return [name, { ...field, ...(description && { description }) }];
    });
    // Without a word on other properties, an object with properties is taken to have no others that a template uses.
    const rest = here.additionalProperties ?? !here.properties;
    return { kind: 'object', fields: new Map(fields), ...(rest !== false && { others: read(rest, open) }) };
  }

  function readItems(here: Schema, open: readonly string[]): DataType {
    const first = here.prefixItems ?? (Array.isArray(here.items) ? here.items : []);
    const rest = Array.isArray(here.items) ? undefined : here.items;
    const all = [...first, ...(rest === undefined || rest === false ? [] : [rest])].map((item) => read(item, open));
    return all.length ? unite(all) : ANYTHING;
  }

  return read(root, []);
}

/** Both hold: fields of objects come together, and of anything else the one that says more. */
function narrow(one: DataType, other: DataType): DataType {
  if (one.kind === 'unknown') return other;
  if (other.kind === 'unknown') return one;
  if (one.kind !== 'object' || other.kind !== 'object') return other;
  const fields = new Map(one.fields);
  for (const [name, field] of other.fields) {
    const known = fields.get(name);
    fields.set(
      name,
      known ? { ...field, type: narrow(known.type, field.type), optional: known.optional && field.optional } : field,
    );
  }
  const others = one.others && other.others && narrow(one.others, other.others);
  return { kind: 'object', fields, ...(others && { others }) };
}

function literals(values: readonly unknown[]): DataType {
  return unite(
    values.map((value): DataType => {
      if (value === null) return { kind: 'null' };
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return { kind: typeof value as 'string' | 'number' | 'boolean', values: [value] };
      return ANYTHING;
    }),
  );
}

/** What a JSON Pointer such as `#/$defs/agent` names in the schema. */
function resolve(root: Schema | boolean, reference: string): Schema | boolean | undefined {
  if (!reference.startsWith('#')) return undefined;
  let here: unknown = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here as Schema | boolean | undefined;
}
