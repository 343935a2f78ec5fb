import { attribute } from '../document/find.js';
import type { AppliedStyle } from '../model/compiled-template.js';
import type { Document, Element } from '../model/document.js';
import type { Sheet, SheetRule, TaggedRules } from './css.js';
import { stylesOf } from './declarations.js';
import { authorsPlace, isOwnFile, isOwnMark, MARK, type MarkedFiles } from './marks.js';
import { isClientHook } from './selectors.js';

/**
 * The rules of the sheets that have something to say about this document, with their places.
 * @param kept what stays in the head
 */
export function appliedStyles(
  sheets: readonly Sheet[],
  kept: readonly SheetRule[],
  elementsOf: (selector: string) => readonly Element[],
): AppliedStyle[] {
  const inHead = new Set<unknown>();
  const note = (rules: readonly SheetRule[]) => {
    for (const rule of rules) {
      if (rule.kind === 'tagged') note(rulesOf(rule));
      else for (const { place } of rule.declarations ?? []) if (place) inHead.add(keyOf(place));
      if (rule.kind === 'at') note(rule.rules ?? []);
    }
  };
  note(kept);
  const applies = (selector: string) => isClientHook(selector) || elementsOf(selector).length > 0;

  const read = (rules: readonly SheetRule[], around: string[]): AppliedStyle[] =>
    rules.flatMap((rule): AppliedStyle[] => {
      if (rule.kind === 'tagged') return read(rulesOf(rule), around);
      const { place } = rule;
      const isOwn = !place || isOwnFile(place.file);
      if (rule.kind === 'style') {
        const selectors = /keyframes/.test(around.at(-1) ?? '') ? rule.selectors : rule.selectors.filter(applies);
        if (selectors.length === 0) return [];
        const stays =
          around.length > 0 || rule.declarations.some((each) => each.place && inHead.has(keyOf(each.place)));
        return [{ selectors, declarations: rule.declarations, around, ...(place && { place }), isOwn, inHead: stays }];
      }
      const here = [...around, `@${rule.name}${rule.params ? ` ${rule.params}` : ''}`];
      const inside = read(rule.rules ?? [], here);
      if (rule.rules && inside.length === 0) return [];
      const declarations = rule.declarations ?? [];
      return [{ selectors: [], declarations, around: here, ...(place && { place }), isOwn, inHead: true }, ...inside];
    });
  return sheets.flatMap(({ rules }) => read(rules, []));
}

function keyOf({ file, line, column }: { file: string; line: number; column: number }): string {
  return `${file}:${line}:${column}`;
}

/** The `style` attributes that stand in the document before anything is inlined. */
export function writtenStyles({ elements }: Document, files: MarkedFiles): AppliedStyle[] {
  return elements.flatMap((element): AppliedStyle[] => {
    const declarations = stylesOf(element);
    const mark = attribute(element, MARK);
    if (declarations.length === 0 || mark === undefined) return [];
    const isOwn = isOwnMark(files, mark);
    return [{ selectors: [], declarations, around: [], ...authorsPlace(files, mark), isOwn, inHead: false, mark }];
  });
}

/** Every class that a selector of the sheets names. */
export function classesIn(sheets: readonly Sheet[]): string[] {
  const names = new Set<string>();
  const read = (rules: readonly SheetRule[]) => {
    for (const rule of rules) {
      if (rule.kind === 'tagged') read(rulesOf(rule));
      else if (rule.kind === 'at') read(rule.rules ?? []);
      else
        for (const selector of rule.selectors)
          for (const [, name = ''] of selector.matchAll(/\.((?:[\w-]|[^\x00-\x7F]|\\.)+)/g))
            names.add(name.replace(/\\/g, ''));
    }
  };
  for (const { rules } of sheets) read(rules);
  return [...names];
}

function rulesOf({ parts }: TaggedRules): SheetRule[] {
  return parts.filter((part): part is SheetRule => typeof part !== 'string');
}
