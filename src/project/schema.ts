import { createRequire } from 'node:module';
import { nearest } from '../diagnostics/nearest.js';

/** One way in which data does not follow its schema. */
export interface Violation {
  /** From the top of the data. */
  path: (string | number)[];
  /** A sentence about what stands there. */
  message: string;
  hint?: string;
  /** What is missing at `path`, when that is it. */
  missing?: string;
  /** Not the value is wrong, but that it has this name. */
  isName?: boolean;
}

/** A JSON Schema, ready to be asked. */
export interface Schema {
  /** As it was read. */
  source: object;
  validate(data: unknown): Violation[];
}

/** Why a JSON Schema cannot be used. */
export class SchemaError extends Error {
  constructor(
    message: string,
    /** Where in the schema. */
    readonly path: (string | number)[] = [],
  ) {
    super(message);
  }
}

/** As much of ajv as is used here; its own types bring the whole of the browser's with them. */
type Ajv = new (
  options: object,
) => {
  compile(schema: object): { (data: unknown): boolean; errors?: ErrorObject[] | null };
  validateSchema(schema: object): boolean;
  errors?: ErrorObject[] | null;
};

interface ErrorObject {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
  parentSchema?: object;
}

/**
 * Prepares a JSON Schema of the version that it names, draft-07 or 2020-12, and 2020-12 when it names none. Formats
 * such as `email` are not looked at.
 * @throws {SchemaError} when it is none
 */
export function prepareSchema(source: object): Schema {
  const isDraft7 = /draft-0[67]/.test(String((source as { $schema?: unknown }).$schema ?? ''));
  const { default: Ajv } = (
    isDraft7 ? createRequire(import.meta.url)('ajv') : createRequire(import.meta.url)('ajv/dist/2020.js')
  ) as { default: Ajv };
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false, verbose: true });
  if (!ajv.validateSchema(source)) {
    const [{ instancePath = '', message = '' } = {}] = ajv.errors ?? [];
    const path = readPointer(instancePath);
    throw new SchemaError(path.length ? `"${path.at(-1)}" ${message}` : message, path);
  }
  try {
    const validate = ajv.compile(source);
    return { source, validate: (data) => (validate(data) ? [] : explainAll(validate.errors ?? [])) };
  } catch (error) {
    throw new SchemaError((error as Error).message.replace(/[.\s]+$/, ''));
  }
}

/** What is wrong in each of several choices says less than that none fits. */
function explainAll(errors: readonly ErrorObject[]): Violation[] {
  return errors
    .filter(({ schemaPath, keyword }) => keyword !== 'if' && !/\/(anyOf|oneOf)\/\d+\//.test(schemaPath))
    .map(explain);
}

function explain({ instancePath, keyword, params, message = 'is not allowed', parentSchema }: ErrorObject): Violation {
  const path = readPointer(instancePath);
  if (keyword === 'required') {
    const missing = String(params.missingProperty);
    return { path, message: `"${missing}" is missing here.`, missing };
  }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const name = String(params.additionalProperty ?? params.unevaluatedProperty);
    const near = nearest(name, Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {}));
    const hint = near && `Did you mean "${near}"?`;
    return { path: [...path, name], message: `The schema has no "${name}" here.`, isName: true, ...(hint && { hint }) };
  }
  if (keyword === 'type')
    return { path, message: `This must be ${([params.type].flat() as string[]).map(withArticle).join(' or ')}.` };
  if (keyword === 'enum')
    return {
      path,
      message: `This must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}.`,
    };
  if (keyword === 'const') return { path, message: `This must be ${JSON.stringify(params.allowedValue)}.` };
  if (keyword === 'anyOf' || keyword === 'oneOf')
    return { path, message: 'This is none of what the schema allows here.' };
  return { path, message: `This ${message.replace(/\bNOT\b/, 'not')}.` };
}

/** A JSON Pointer's steps. */
function readPointer(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function withArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;
}
