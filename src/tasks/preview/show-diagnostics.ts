import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeFrame } from '../../diagnostics/code-frame.js';
import { lineAt } from '../../document/positions.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Place } from '../../model/place.js';
import type { InspectedElement, ShownDiagnostic } from '../../model/protocol.js';

/** The files of a project as they are, each read once. */
export interface Sources {
  of(file: string): string;
  line(place: Place): string;
}

/** @param drafts texts that stand for files while somebody types them */
export function openSources(root: string, drafts: Readonly<Record<string, string>> = {}): Sources {
  const known = new Map(Object.entries(drafts));
  const of = (file: string) => {
    const text = known.get(file) ?? read(join(root, file));
    known.set(file, text);
    return text;
  };
  return { of, line: ({ file, line }) => lineAt(of(file), line) };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return ''; // it is gone, or is a folder
  }
}

/** Diagnostics with the author's lines around them, and the elements that they are about. */
export function showDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  elements: readonly (InspectedElement | null)[] = [],
): ShownDiagnostic[] {
  return distinct(diagnostics).map((diagnostic) => {
    const { place } = diagnostic;
    if (!place) return diagnostic;
    const frame = codeFrame(sources.of(place.file), place);
    const meant = elementsAt(place, elements);
    return { ...diagnostic, ...(frame && { frame }), ...(meant.length && { elements: meant }) };
  });
}

/** Those that were written there; of a mixin's output the outermost, which come first. */
function elementsAt(place: Place, elements: readonly (InspectedElement | null)[]): number[] {
  const onLine = elements.flatMap((element, i) =>
    element?.place?.file === place.file && element.place.line === place.line
      ? [{ i, column: element.place.column }]
      : [],
  );
  const before = onLine.filter(({ column }) => column <= place.column);
  const nearest = Math.max(...(before.length ? before : onLine).map(({ column }) => column));
  return onLine.flatMap(({ i, column }) => (column === nearest ? [i] : []));
}

/** A template and its scenario may tell the same. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const known = new Set<string>();
  return diagnostics.filter(({ code, message, place }) => {
    const key = JSON.stringify([code, message, place]);
    return !known.has(key) && known.add(key);
  });
}
