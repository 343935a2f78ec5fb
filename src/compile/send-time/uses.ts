import * as problems from '../../diagnostics/problems.js';
import type { VariableUse } from '../../model/compiled-template.js';
import { type DataType, fieldsOf, membersOf, typeAt } from '../../model/data-type.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Place } from '../../model/place.js';
import { dataPath, eachPath, nameOfExpression } from './expression.js';
import { replaceTokens, type SendTimeTokens } from './tokens.js';

/** Where an author wrote a name that stands in a token. */
type PlaceOf = (number: number, offset: number, name: string) => { place?: Place; trail?: Place[] };

/**
 * Every value of the data that HTML with tokens uses, and warnings for those that no sample data have. A value is
 * guarded where a condition around it asks for it, or for what it is a part of.
 */
export function collectUses(
  html: string,
  tokens: SendTimeTokens,
  type: DataType,
  placeOf: PlaceOf,
): { variables: VariableUse[]; diagnostics: Diagnostic[] } {
  const variables = new Map<string, VariableUse>();
  const diagnostics: Diagnostic[] = [];
  const open: ReadonlySet<string>[] = [];
  /** One warning says it for all that would stand below, and a loop over what is no list says it better. */
  const isBelowUnknown = (steps: string[]) =>
    steps.some((step, i) => step === '[]' && !typeAt(type, steps.slice(0, i + 1))) ||
    steps.some((_, i) => i > 0 && variables.has(nameOfPath(steps.slice(0, i))) && !typeAt(type, steps.slice(0, i)));
  replaceTokens(html, (kind, number, offset) => {
    if (kind === 'end') open.pop();
    if (kind === 'end' || kind === 'else' || kind === 'guard') return '';
    const entry = tokens.entry(number);
    const asked = new Set<string>();
    eachPath(
      entry.expression,
      (expression, allowed) => {
        const steps = dataPath(expression);
        if (!steps) return;
        const path = nameOfPath(steps);
        const guarded = allowed || open.some((names) => [...names].some((name) => isPartOf(path, name)));
        if (allowed) asked.add(path);
        const { place, trail } = placeOf(number, offset, nameOfExpression(expression));
        const found = typeAt(type, steps);
        const known = variables.get(path);
        if (known) {
          known.guarded &&= guarded;
          if (place && !known.places.some((other) => isSame(other, place))) known.places.push(place);
          return;
        }
        if (!found && !isBelowUnknown(steps)) diagnostics.push(unknownPath(type, steps, place, trail));
        if (found && entry.kind === 'each' && expression === entry.expression && !isList(found.type))
          diagnostics.push(problems.notList(path, place, trail));
        const use: VariableUse = { path, steps, places: place ? [place] : [], guarded };
        variables.set(path, { ...use, ...(found && { type: found.type }) });
      },
      entry.kind === 'if',
    );
    if (kind !== 'value') open.push(entry.kind === 'if' ? asked : new Set());
    return '';
  });
  return { variables: [...variables.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics };
}

/** Whether something can be looped over; what is null in every scenario may be a list in another. */
function isList(type: DataType): boolean {
  return membersOf(type).some(({ kind }) => /^(list|object|unknown|null)$/.test(kind));
}

function isPartOf(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}

function isSame(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

/** `agents[].name`. */
export function nameOfPath(steps: readonly string[]): string {
  return steps
    .map((step, i) => {
      if (step === '[]') return step;
      if (/^\d+$/.test(step)) return `[${step}]`;
      if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(step)) return `[${JSON.stringify(step)}]`;
      return i === 0 ? step : `.${step}`;
    })
    .join('');
}

function unknownPath(type: DataType, steps: readonly string[], place: Place | undefined, trail: Place[] | undefined) {
  const end = steps.findIndex((_, i) => !typeAt(type, steps.slice(0, i + 1)));
  const owner = typeAt(type, steps.slice(0, end))?.type;
  const names = owner ? [...fieldsOf(owner).keys()] : [];
  return problems.unknownPath(nameOfPath(steps.slice(0, end)), steps[end]!, names, place, trail);
}
