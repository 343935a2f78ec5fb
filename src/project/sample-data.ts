import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import * as problems from '../diagnostics/problems.js';
import type { Data } from '../model/config.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { parseJson } from './json.js';

/** Reads one file of sample data: an object of JSON. */
export function readSampleData(root: string, path: string): { data?: Data; diagnostic?: Diagnostic } {
  const file = relative(root, path).split(sep).join('/');
  const start = { file, line: 1, column: 1 };
  let source: string;
  try {
    source = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return { diagnostic: problems.unreadableFile((error as NodeJS.ErrnoException).code ?? String(error), start) };
  }
  const { value, diagnostic } = parseJson(source, file);
  if (diagnostic) return { diagnostic };
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { diagnostic: problems.dataNotObject(start) };
  return { data: value as Data };
}
