import { type MarkedFiles, sourceOfMark, spellMark, takeMarks } from '../../compile/marks.js';
import { parse } from '../../document/parse.js';
import type { AppliedStyle, Source } from '../../model/compiled-template.js';
import type { Place } from '../../model/place.js';
import type { InspectedElement, InspectedStyle } from '../../model/protocol.js';

/** Who wrote each element of an email, in the order of their start tags, and which rules may apply to them. */
export interface InspectedEmail {
  elements: (InspectedElement | null)[];
  styles: InspectedStyle[];
}

/**
 * @param html as it is shown
 * @param marked the same with its marks
 * @param styles the template's, with their places and their marks spelled out
 * @param lineOf one line of an author's file
 */
export function inspectEmail(
  html: string,
  marked: string,
  styles: readonly AppliedStyle[],
  files: MarkedFiles,
  lineOf: (place: Place) => string,
): InspectedEmail {
  const { elements } = parse(html);
  const taken = takeMarks(marked);
  if (taken.html !== html) return { elements: elements.map(() => null), styles: [] };
  const byStart = new Map(taken.marks.map(({ offset, mark }) => [offset, mark]));
  const found = elements.map((element): { source: Source; mark?: string } | undefined => {
    const own = byStart.get(element.start);
    if (own !== undefined) return { source: sourceOfMark(files, own), mark: own };
    // What the compiler added belongs to what it stands in.
    for (let around = element.parent; around; around = around.parent) {
      const mark = byStart.get(around.start);
      if (mark !== undefined) return { source: { ...sourceOfMark(files, mark), isOwn: true } };
    }
    return undefined;
  });
  const byMark = new Map<string, number[]>();
  for (const [i, each] of found.entries()) {
    if (each?.mark === undefined) continue;
    const mark = spellMark(files, each.mark);
    const known = byMark.get(mark);
    if (known) known.push(i);
    else byMark.set(mark, [i]);
  }
  return {
    elements: found.map((each) => {
      if (!each) return null;
      const mixin = mixinOf(each.source, lineOf);
      return { ...each.source, ...(mixin && { mixin }) };
    }),
    styles: styles.flatMap((style) => inspectStyle(style, byMark)),
  };
}

/** One for a rule, one for each element whose `style` attribute it is. */
function inspectStyle(style: AppliedStyle, byMark: ReadonlyMap<string, number[]>): InspectedStyle[] {
  const { selectors, declarations, around, place, isOwn, inHead, mark } = style;
  const shown = { selectors, declarations, around, isOwn, inHead, ...(place && { place }) };
  if (mark !== undefined) return (byMark.get(mark) ?? []).map((element) => ({ ...shown, element }));
  return selectors.length > 0 ? [shown] : [];
}

/** The mixin whose output an element is, as its author called it. */
function mixinOf({ place, trail = [], isOwn }: Source, lineOf: (place: Place) => string): string | undefined {
  const calls = isOwn && place ? [place, ...trail] : trail;
  for (const call of calls) {
    const name = /^\s*\+([\w-]+)/.exec(lineOf(call).slice(call.column - 1))?.[1];
    if (name) return name;
  }
  return undefined;
}
