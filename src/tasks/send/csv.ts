/** A row of a CSV file and the line it begins in, from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Reads CSV (RFC 4180) with commas or, where the first line has more of them, semicolons; empty lines are left out. */
export function parseCsv(text: string): CsvRow[] {
  const [head = ''] = text.split(/\r?\n/, 1);
  const comma = head.split(';').length > head.split(',').length ? ';' : ',';
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  const quoted = /"((?:[^"]|"")*)"/y;
  const plain = comma === ',' ? /[^\r\n,]*/y : /[^\r\n;]*/y;
  for (let at = 0; at < text.length; ) {
    let value: string;
    if (text[at] === '"') {
      quoted.lastIndex = at;
      const found = quoted.exec(text);
      value = (found?.[1] ?? '').replaceAll('""', '"');
      line += value.split('\n').length - 1;
      at = found?.[1] === undefined ? text.length : quoted.lastIndex;
    } else {
      plain.lastIndex = at;
      value = plain.exec(text)![0];
      at = plain.lastIndex;
    }
    row.cells.push(value);
    if (text[at] === comma) {
      at++;
      if (at >= text.length) row.cells.push('');
      continue;
    }
    if (text[at] === '\r') at++;
    if (at < text.length && text[at] !== '\n') continue; // text after a closing quote: a cell more than there should be
    at++;
    line++;
    if (row.cells.some((each) => each !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  if (row.cells.some((each) => each !== '')) rows.push(row);
  return rows;
}
