/** Where a line and column of the CSS were written, all counted from 1. */
export interface Original {
  source: string;
  line: number;
  column: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Reads a source map, version 3. */
export function readSourceMap(map: {
  sources: readonly string[];
  mappings: string;
}): (line: number, column: number) => Original | undefined {
  let source = 0;
  let line = 0;
  let column = 0;
  const lines = map.mappings.split(';').map((segments) => {
    let generated = 0;
    return segments
      .split(',')
      .filter(Boolean)
      .map((segment) => {
        const [a = 0, b = 0, c = 0, d = 0] = decode(segment);
        generated += a;
        source += b;
        line += c;
        column += d;
        return { generated, original: { source: map.sources[source] ?? '', line: line + 1, column: column + 1 } };
      });
  });
  return (atLine, atColumn) =>
    lines[atLine - 1]?.findLast(({ generated }) => generated <= atColumn - 1)?.original ??
    lines[atLine - 1]?.[0]?.original;
}

/** The numbers of one segment: base 64, five bits a digit, the sign in the lowest bit. */
function decode(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
