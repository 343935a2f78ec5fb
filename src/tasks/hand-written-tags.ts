import { finish } from '../compile/finish.js';
import { authorsPlace, MARK, type MarkedFiles } from '../compile/marks.js';
import { placeOfText } from '../compile/place-of-text.js';
import { nameOfPath } from '../compile/send-time/uses.js';
import type { Session } from '../compile/session.js';
import * as problems from '../diagnostics/problems.js';
import type { CompiledTemplate, VariableUse } from '../model/compiled-template.js';
import type { Data } from '../model/config.js';
import { type DataType, fieldsOf, membersOf, typeAt } from '../model/data-type.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Place } from '../model/place.js';
import { collectPaths } from '../render/collect-paths.js';
import { MissingDataError } from '../render/missing-data.js';
import { prepare } from '../render/render.js';
import { diagnoseFilling } from './diagnose-tags.js';

/*
 * Templates in HTML and MJML say by hand what Pug's compiler finds out of plain Pug: which data they need, and how to
 * fill them in.
 */

type Written = Omit<CompiledTemplate, 'render' | 'dataType'>;

/**
 * The values that hand-written tags ask for, and warnings for those that no sample data have.
 * @param linesOf the lines of a file of the project
 */
export function handWrittenUses(
  template: Written,
  type: DataType,
  linesOf: (file: string) => readonly string[],
  files: MarkedFiles,
): { variables: VariableUse[]; diagnostics: Diagnostic[] } {
  const isList = (steps: readonly string[]) => {
    const found = typeAt(type, steps);
    return found !== undefined && membersOf(found.type).some(({ kind }) => kind === 'list');
  };
  const variables = new Map<string, VariableUse>();
  const diagnostics: Diagnostic[] = [];
  const hasData = fieldsOf(type).size > 0;
  // A title or a preheader is part of the HTML too.
  const marked = template.markedHtml();
  for (const { steps, offset, written, isGuarded } of collectPaths(marked, isList)) {
    // The nearest element before it: the tag is looked for from there.
    const source = authorsPlace(
      files,
      /data-jink="([\d:,]*)"/.exec(marked.slice(marked.lastIndexOf(MARK, offset)))?.[1],
    );
    const place = placeOfTag(template.file, source.place, written, linesOf);
    const path = nameOfPath(steps);
    const found = typeAt(type, steps);
    const known = variables.get(path);
    if (known) {
      known.guarded &&= isGuarded;
      if (place && !known.places.some((other) => isSamePlace(other, place))) known.places.push(place);
      continue;
    }
    if (hasData && !found && !isBelowUnknown(type, steps, variables))
      diagnostics.push(unknownPath(type, steps, place, source.trail));
    const use: VariableUse = { path, steps, places: place ? [place] : [], guarded: isGuarded };
    variables.set(path, { ...use, ...(found && { type: found.type }) });
  }
  return { variables: [...variables.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics };
}

function isSamePlace(a: Place, b: Place): boolean {
  return (
    a.line === b.line &&
    a.column === b.column &&
    a.file === b.file &&
    a.endLine === b.endLine &&
    a.endColumn === b.endColumn
  );
}

/** One warning says it for all that would stand below. */
function isBelowUnknown(type: DataType, steps: readonly string[], told: ReadonlyMap<string, unknown>): boolean {
  return steps.some((_, i) => i > 0 && told.has(nameOfPath(steps.slice(0, i))) && !typeAt(type, steps.slice(0, i)));
}

/** Tags between elements have no place of their own: they are looked for in the template. */
function placeOfTag(
  file: string,
  around: Place | undefined,
  written: string,
  linesOf: (file: string) => readonly string[],
): Place | undefined {
  const near = around && placeOfText(around.file, linesOf(around.file), around.line, around.column, written);
  if (near) return near;
  const lines = linesOf(file);
  for (const [i, line] of lines.entries()) {
    const found = line.includes('{{') ? placeOfText(file, lines.slice(0, i + 1), i + 1, 1, written) : undefined;
    if (found) return found;
  }
  return around;
}

function unknownPath(
  type: DataType,
  steps: readonly string[],
  place: Place | undefined,
  trail: Place[] | undefined,
): Diagnostic {
  const end = steps.findIndex((_, i) => !typeAt(type, steps.slice(0, i + 1)));
  const owner = typeAt(type, steps.slice(0, end))?.type ?? type;
  const of = nameOfPath(steps.slice(0, end));
  return problems.unknownPath(of, steps[end]!, [...fieldsOf(owner).keys()], place, trail);
}

/** A template with the data of one scenario in its hand-written tags; as it is where Jink cannot fill them in. */
export function fillHandWritten<Template extends Written>(
  template: Template,
  session: Session,
  data: Data,
  from: string,
): Template {
  const { config } = session;
  if (diagnoseFilling(template, config).length > 0) return template;
  const { name, subject, preheader, text } = template;
  try {
    const marked = template.markedHtml();
    const email = prepare({ subject, preheader, html: marked, text }, config)(data);
    const print = (html: string) => ({ text: html, offsetOf: (before: number) => before });
    const { html, sourceAt } = finish(email.html, session.files, print);
    return {
      ...template,
      ...email,
      html,
      sourceAt,
      placeAt: (offset: number) => sourceAt(offset)?.place,
      markedHtml: () => email.html,
      hasOwnTags: false,
    };
  } catch (error) {
    if (!(error instanceof MissingDataError)) throw error;
    return { ...template, diagnostics: [...template.diagnostics, problems.missingData(name, error.paths, from)] };
  }
}
