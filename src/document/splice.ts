/** Other text for a stretch of a source. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** A text with stretches replaced; what begins inside another stretch is left out. */
export function splice(source: string, splices: readonly Splice[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, text } of splices.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    out += source.slice(at, start) + text;
    at = end;
  }
  return out + source.slice(at);
}
