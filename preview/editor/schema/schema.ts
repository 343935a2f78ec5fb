/** What of JSON Schema helps with typing; the server validates with all of it. */
export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  title?: string;
  description?: string;
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  examples?: readonly unknown[];
  format?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema | boolean;
  prefixItems?: readonly Schema[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  $defs?: Readonly<Record<string, Schema>>;
  definitions?: Readonly<Record<string, Schema>>;
}

/** A reference may lead to itself. */
const DEEPEST = 12;

/** The schemas that a value may follow: references looked up, alternatives one by one. */
export function alternatives(schema: Schema | boolean | undefined, root: Schema, depth = 0): Schema[] {
  if (typeof schema !== 'object' || schema === null || depth > DEEPEST) return [];
  if (schema.$ref) return alternatives(lookUp(schema.$ref, root), root, depth + 1);
  const either = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (either.length) return either.flatMap((each) => alternatives(each, root, depth + 1));
  if (!schema.allOf?.length) return [schema];
  const { allOf, ...own } = schema;
  return [mergeAll([own, ...allOf.flatMap((each) => alternatives(each, root, depth + 1))])];
}

/** What may stand at a path of names and numbers. */
export function schemasAt(root: Schema, path: readonly (string | number)[]): Schema[] {
  let here = alternatives(root, root);
  for (const step of path) here = here.flatMap((schema) => alternatives(childOf(schema, step), root));
  return here;
}

export function childOf(schema: Schema, step: string | number): Schema | boolean | undefined {
  if (typeof step === 'number') return schema.prefixItems?.[step] ?? schema.items;
  return schema.properties && Object.hasOwn(schema.properties, step)
    ? schema.properties[step]
    : schema.additionalProperties;
}

/** `text`, `number or nothing`, `one of "a", "b"`: in words that need no manual. */
export function typeInWords(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (types.length) return types.join(' | ');
  return schema.properties ? 'object' : schema.items ? 'array' : 'any value';
}

function lookUp(ref: string, root: Schema): Schema | undefined {
  if (!ref.startsWith('#')) return undefined;
  const steps = ref.slice(1).split('/').filter(Boolean);
  let here: unknown = root;
  for (const step of steps) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[name] : undefined;
  }
  return here as Schema | undefined;
}

function mergeAll(schemas: readonly Schema[]): Schema {
  const properties = Object.assign({}, ...schemas.map((schema) => schema.properties)) as Record<string, Schema>;
  return Object.assign({}, ...schemas, { properties, required: schemas.flatMap(({ required = [] }) => required) });
}
