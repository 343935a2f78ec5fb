import { relative, sep } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import { readSource } from '../diagnostics/read-source.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { parseJson } from './json.js';

/** Reads one file of sample data: an object of JSON. */
export function readSampleData(root: string, path: string): { data?: Data; diagnostic?: Diagnostic } {
  const file = relative(root, path).split(sep).join('/');
  const source = readSource(path, file);
  if ('diagnostic' in source) return source;
  return readData(source.text, file);
}

/** The same from a text; `file` is what it is called in diagnostics. */
export function readData(source: string, file: string): { data?: Data; diagnostic?: Diagnostic } {
  const { value, diagnostic } = parseJson(source, file);
  if (diagnostic) return { diagnostic };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { diagnostic: problems.dataNotObject({ file, line: 1, column: 1 }) };
  return { data: value as Data };
}
