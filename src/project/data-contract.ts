import { relative, sep } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { readSource } from '../diagnostics/read-source.js';
import type { Data } from '../model/config.js';
import type { DataType } from '../model/data-type.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { inferType } from './data-types.js';
import { parseJson, placeInJson } from './json.js';
import { prepareSchema, type Schema, SchemaError } from './schema.js';
import { typeOfSchema } from './schema-type.js';
import type { TemplateFiles } from './templates.js';

/** What a template's data must be. */
export interface DataContract {
  /** From the schema where there is one, else from all scenarios. */
  type: DataType;
  schema?: Schema;
  /** What is wrong with the schema, or with scenarios that do not follow it. */
  diagnostics: Diagnostic[];
  /** The files that were read for it alone, relative to the project. */
  files: string[];
}

/**
 * Reads what a template's data must be.
 * @param samples the data of every scenario that could be read
 * @param helperNames what no data can be called
 */
export function readDataContract(
  root: string,
  template: TemplateFiles,
  samples: ReadonlyMap<string, Data>,
  helperNames: ReadonlySet<string>,
): DataContract {
  const shown = (path: string) => relative(root, path).split(sep).join('/');
  const contract: DataContract = { type: inferType([...samples.values()]), diagnostics: [], files: [] };
  if (template.schema) {
    const file = shown(template.schema);
    contract.files.push(file);
    const read = readSchema(template.schema, file);
    if ('diagnostic' in read) contract.diagnostics.push(read.diagnostic);
    else {
      contract.schema = read;
      contract.type = typeOfSchema(read.source);
    }
  }
  for (const [scenario, data] of samples) {
    const path = template.scenarios.get(scenario)!;
    const violations = contract.schema?.validate(data) ?? [];
    const names = Object.keys(data).filter((name) => helperNames.has(name));
    if (violations.length + names.length === 0) continue;
    const source = readSource(path, shown(path));
    const text = 'text' in source ? source.text : '';
    for (const name of names)
      contract.diagnostics.push(problems.helperName(name, placeInJson(text, [name], shown(path), 'name')));
    for (const { path: at, message, hint, isName } of violations)
      contract.diagnostics.push(
        problems.dataAgainstSchema(message, placeInJson(text, at, shown(path), isName ? 'name' : 'value'), hint),
      );
  }
  return contract;
}

function readSchema(path: string, file: string): Schema | { diagnostic: Diagnostic } {
  const source = readSource(path, file);
  if ('diagnostic' in source) return source;
  const { value, diagnostic } = parseJson(source.text, file);
  if (diagnostic) return { diagnostic };
  const start = { file, line: 1, column: 1 };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { diagnostic: problems.invalidSchema('it is not an object', start) };
  try {
    return prepareSchema(value);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return { diagnostic: problems.invalidSchema(error.message, placeInJson(source.text, error.path, file)) };
  }
}
