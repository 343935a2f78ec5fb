import * as problems from '../../diagnostics/problems.js';
import { parseAddress } from '../../mail/address.js';
import type { Data } from '../../model/config.js';
import { type DataType, membersOf, typeAt } from '../../model/data-type.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Address } from '../../model/message.js';
import type { Place } from '../../model/place.js';
import { parseJson } from '../../project/json.js';
import { parseCsv } from './csv.js';
import { refuseData } from './inert-data.js';

/** One message that is to be made. */
export interface Row {
  to: Address;
  data: Data;
  place?: Place;
}

export interface ReadRows {
  rows: Row[];
  diagnostics: Diagnostic[];
}

const SHAPE = 'Each line is { "to": "ada@example.com", "data": { … } }.';

/** Reads JSONL: `{ "to": "…", "data": { … } }` in each line. */
export function readJsonl(source: string, file: string): ReadRows {
  const found: ReadRows = { rows: [], diagnostics: [] };
  for (const [index, text] of source.split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const { value, diagnostic } = parseJson(text, file);
    if (diagnostic) found.diagnostics.push(inLine(diagnostic, line));
    else addRow(found, value, { file, line, column: 1 });
  }
  return found;
}

/** Reads CSV with a column `to`; other columns are data, `agent.name` a value within. Numbers are told by the template's data. */
export function readCsv(source: string, file: string, type: DataType): ReadRows {
  const found: ReadRows = { rows: [], diagnostics: [] };
  const [head, ...rows] = parseCsv(source);
  const place = (line: number): Place => ({ file, line, column: 1 });
  const columns = head?.cells.map((name) => name.trim()) ?? [];
  if (!head || !columns.includes('to') || new Set(columns).size < columns.length) {
    const what = columns.includes('to') ? 'Two columns have the same name.' : 'There is no column "to".';
    found.diagnostics.push(problems.invalidRow(what, place(1), 'The first line names the columns: to,name,amount'));
    return found;
  }
  for (const { line, cells } of rows) {
    if (cells.length !== columns.length) {
      const count = `This row has ${cells.length} cells, and there are ${columns.length} columns.`;
      found.diagnostics.push(problems.invalidRow(count, place(line), 'Put values with commas or quotes into quotes.'));
      continue;
    }
    const data: Data = {};
    const wrong = columns.find((name, at) => name !== 'to' && !put(data, name.split('.'), cells[at]!, type));
    if (wrong !== undefined)
      found.diagnostics.push(problems.invalidRow(`The column "${wrong}" cannot be put into the data.`, place(line)));
    else addRow(found, { to: cells[columns.indexOf('to')], data }, place(line));
  }
  return found;
}

/** Checks what stands in a row; what is wrong with it is in the diagnostics. */
export function addRow({ rows, diagnostics }: ReadRows, value: unknown, place?: Place): void {
  const at = place ?? { file: 'rows', line: 1, column: 1 };
  const {
    to,
    data = {},
    ...more
  } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const [other] = Object.keys(more);
  if (other !== undefined) {
    diagnostics.push(problems.invalidRow(`A row has no "${other.slice(0, 40)}".`, at, SHAPE));
    return;
  }
  if (to === undefined || typeof data !== 'object' || data === null || Array.isArray(data)) {
    const what = to === undefined ? 'This row does not say whom it is to.' : 'The data of this row are not an object.';
    diagnostics.push(problems.invalidRow(what, at, SHAPE));
    return;
  }
  const unsafe = refuseData(data);
  const parsed = parseAddress(to);
  if (unsafe) diagnostics.push(problems.unsafeData(unsafe, at));
  else if ('reason' in parsed) diagnostics.push(problems.invalidAddress('to', shown(to), parsed.reason, at));
  else rows.push({ to: parsed.address, data: data as Data, ...(place && { place }) });
}

/** What was written, short and without anything that could steer a terminal. */
export function shown(written: unknown): string {
  return [...String(written)].slice(0, 80).join('').replace(/\p{C}/gu, '\uFFFD');
}

function put(data: Data, path: readonly string[], text: string, type: DataType): boolean {
  if (path.some((step) => !/^[\p{L}\p{N}_$ -]+$/u.test(step) || step === '__proto__')) return false;
  let here = data;
  for (const step of path.slice(0, -1)) {
    if (!Object.hasOwn(here, step)) here[step] = {};
    if (typeof here[step] !== 'object') return false;
    here = here[step] as Data;
  }
  const last = path.at(-1)!;
  if (Object.hasOwn(here, last)) return false;
  here[last] = typed(text, typeAt(type, path)?.type);
  return true;
}

function typed(text: string, type: DataType | undefined): unknown {
  const kinds = type ? membersOf(type).map(({ kind }) => kind) : [];
  if (kinds.includes('number') && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (kinds.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function inLine(diagnostic: Diagnostic, line: number): Diagnostic {
  const { place } = diagnostic;
  return place ? { ...diagnostic, place: { ...place, line, ...(place.endLine && { endLine: line }) } } : diagnostic;
}
