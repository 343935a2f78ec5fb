/** A row of a CSV file, and where the next one begins. */
export interface CsvRow {
  cells: string[];
  end: number;
  /** How many lines of the file it takes. */
  lines: number;
  /** A quote is not closed; all that follows is in its cell. */
  isOpen: boolean;
}

/** Commas or, where the first line has more of them, semicolons. */
export function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  return head.split(';').length > head.split(',').length ? ';' : ',';
}

/** Reads one row of CSV (RFC 4180). */
export function readCsvRow(text: string, start: number, separator: string): CsvRow {
  const cells: string[] = [];
  const quoted = /"([^"]*(?:""[^"]*)*)"/y;
  const plain = separator === ',' ? /[^\r\n,]*/y : /[^\r\n;]*/y;
  let lines = 1;
  let isOpen = false;
  for (let at = start; ; ) {
    if (text[at] === '"') {
      quoted.lastIndex = at;
      const found = quoted.exec(text)?.[1];
      isOpen ||= found === undefined;
      const value = (found ?? text.slice(at + 1)).replaceAll('""', '"');
      lines += value.split('\n').length - 1;
      at = found === undefined ? text.length : quoted.lastIndex;
      cells.push(value);
    } else {
      plain.lastIndex = at;
      cells.push(plain.exec(text)![0]);
      at = plain.lastIndex;
    }
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (text[at] === '\r') at++;
    if (at >= text.length) return { cells, end: text.length, lines, isOpen };
    if (text[at] === '\n') return { cells, end: at + 1, lines, isOpen };
    // A text after a closing quote: a cell more than there should be.
  }
}
