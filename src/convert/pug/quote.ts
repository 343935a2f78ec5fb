/** A JavaScript text. Double quotes, as in HTML, unless the text has them. */
export function quote(value: string, preferred: '"' | "'" = '"'): string {
  const other = preferred === '"' ? "'" : '"';
  const mark = value.includes(preferred) && !value.includes(other) ? other : preferred;
  const escaped = value
    .replace(/\\/g, '\\\\')
    .replace(/\r\n?|\n/g, '\\n')
    .replaceAll(mark, `\\${mark}`);
  return `${mark}${escaped}${mark}`;
}
