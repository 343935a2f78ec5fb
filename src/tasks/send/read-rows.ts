import * as problems from '../../diagnostics/problems.js';
import { parseAddress } from '../../mail/address.js';
import type { Data } from '../../model/config.js';
import { type DataType, membersOf, typeAt } from '../../model/data-type.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Address } from '../../model/message.js';
import type { Place } from '../../model/place.js';
import { parseJson } from '../../project/json.js';
import { type CsvRow, readCsvRow, separatorOf } from './csv.js';
import { refuseData } from './inert-data.js';

/** One message that is to be made. */
export interface Row {
  to: Address;
  data: Data;
  place?: Place;
}

/** Rows by their number, from 0. A list is one; rows of a file are read when they are asked for, so that their data need no room. */
export interface Rows {
  readonly length: number;
  at(index: number): Row | undefined;
}

export interface ReadRows {
  rows: Rows;
  diagnostics: Diagnostic[];
}

const SHAPE = 'Each line is { "to": "ada@example.com", "data": { … } }.';

/** Reads JSONL: `{ "to": "…", "data": { … } }` in each line. */
export function readJsonl(source: Buffer, file: string): ReadRows {
  const diagnostics: Diagnostic[] = [];
  const starts: { start: number; end: number; line: number }[] = [];
  const read = (start: number, end: number, line: number): Row | undefined => {
    const text = source.toString('utf8', start, end);
    const { value, diagnostic } = parseJson(text, file);
    if (!diagnostic) return readRow(value, diagnostics, { file, line, column: 1 });
    diagnostics.push(inLine(diagnostic, line));
    return undefined;
  };
  for (let line = 1, start = 0; start < source.length; line++) {
    const found = source.indexOf('\n', start);
    const end = found === -1 ? source.length : found;
    if (source.toString('utf8', start, end).trim() !== '' && read(start, end, line)) starts.push({ start, end, line });
    start = end + 1;
  }
  return {
    rows: {
      length: starts.length,
      at(index) {
        const found = starts[index];
        return found && read(found.start, found.end, found.line);
      },
    },
    diagnostics,
  };
}

/** Reads CSV with a column `to`; other columns are data, `agent.name` a value within. Numbers are told by the template's data. */
export function readCsv(source: string, file: string, type: DataType): ReadRows {
  const diagnostics: Diagnostic[] = [];
  const place = (line: number): Place => ({ file, line, column: 1 });
  const separator = separatorOf(source);
  const head = readCsvRow(source, 0, separator);
  const columns = head.cells.map((name) => name.trim());
  if (!columns.includes('to') || new Set(columns).size < columns.length) {
    const what = columns.includes('to') ? 'Two columns have the same name.' : 'There is no column "to".';
    diagnostics.push(problems.invalidRow(what, place(1), 'The first line names the columns: to,name,amount'));
    return { rows: [], diagnostics };
  }
  const read = ({ cells, isOpen }: CsvRow, line: number): Row | undefined => {
    const refuse = (what: string, hint?: string) => void diagnostics.push(problems.invalidRow(what, place(line), hint));
    if (isOpen) return refuse('A quote in this row is never closed.', 'Write a quote within quotes twice: "".');
    if (cells.length !== columns.length)
      return refuse(
        `This row has ${cells.length} cells, and there are ${columns.length} columns.`,
        'Put values with commas or quotes into quotes.',
      );
    const data: Data = {};
    const wrong = columns.find((name, at) => name !== 'to' && !put(data, name.split('.'), cells[at]!, type));
    if (wrong !== undefined) return refuse(`The column "${shown(wrong)}" cannot be put into the data.`);
    return readRow({ to: cells[columns.indexOf('to')], data }, diagnostics, place(line));
  };
  const starts: { start: number; line: number }[] = [];
  for (let start = head.end, line = 1 + head.lines; start < source.length; ) {
    const row = readCsvRow(source, start, separator);
    if (row.cells.some((cell) => cell !== '') && read(row, line)) starts.push({ start, line });
    start = row.end;
    line += row.lines;
  }
  return {
    rows: {
      length: starts.length,
      at(index) {
        const found = starts[index];
        return found && read(readCsvRow(source, found.start, separator), found.line);
      },
    },
    diagnostics,
  };
}

/** Checks what stands in a row; why it cannot be used is in the diagnostics. */
function readRow(value: unknown, diagnostics: Diagnostic[], at: Place): Row | undefined {
  const {
    to,
    data = {},
    ...more
  } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const refuse = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const [other] = Object.keys(more);
  if (other !== undefined) return refuse(problems.invalidRow(`A row has no "${shown(other)}".`, at, SHAPE));
  if (to === undefined) return refuse(problems.invalidRow('This row does not say whom it is to.', at, SHAPE));
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return refuse(problems.invalidRow('The data of this row are not an object.', at, SHAPE));
  const unsafe = refuseData(data);
  if (unsafe) return refuse(problems.unsafeData(unsafe, at));
  const parsed = parseAddress(to);
  if ('reason' in parsed) return refuse(problems.invalidAddress('to', shown(to), parsed.reason, at));
  return { to: parsed.address, data: data as Data, place: at };
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
