import type { Source } from '../model/compiled-template.js';
import type { Place } from '../model/place.js';

/**
 * The note that every element carries through the compiler about its place: an attribute with `file:line:column`,
 * where file is a number, then the places of the mixin calls around it, innermost first, each after a comma.
 */
export const MARK = 'data-jink';

const MARKED = ` ${MARK}="`;
const BLANK = /\s/;

/** The files that marks speak of. One for all templates of a project, so that marked syntax trees can be shared. */
export interface MarkedFiles {
  number(file: string): number;
  name(number: number): string | undefined;
}

/** What all of Jink's own files are called, since nobody is sent there. */
const OWN = 'jink:';

export function createMarkedFiles(): MarkedFiles {
  // Own files are number 0 in every session: the code of Jink's mixins, marks and all, is made when Jink is built.
  const names = [OWN];
  const numbers = new Map([[OWN, 0]]);
  return {
    number(name) {
      const file = isOwnFile(name) ? OWN : name;
      let number = numbers.get(file);
      if (number === undefined) {
        number = names.push(file) - 1;
        numbers.set(file, number);
      }
      return number;
    },
    name: (number) => names[number],
  };
}

export function writeMark(files: MarkedFiles, file: string, line: number, column: number): string {
  return `${files.number(file)}:${line}:${column}`;
}

/** All places of a mark, innermost first. */
export function readMark(files: MarkedFiles, mark: string): Place[] {
  return mark.split(',').flatMap((part) => {
    const [file, line, column] = part.split(':').map(Number);
    const name = file === undefined ? undefined : files.name(file);
    return name === undefined || !line || !column ? [] : [{ file: name, line, column }];
  });
}

/** Jink's own files are called `jink:mixins/row.pug`; authors are never sent there. */
export function isOwnFile(file: string): boolean {
  return file.startsWith(OWN);
}

/** Whether a mark's element was written by Jink. */
export function isOwnMark(files: MarkedFiles, mark: string): boolean {
  const [place] = readMark(files, mark);
  return place !== undefined && isOwnFile(place.file);
}

/** A mark with the names of its files: the same in every session. */
export function spellMark(files: MarkedFiles, mark: string): string {
  return readMark(files, mark)
    .map(({ file, line, column }) => `${file}:${line}:${column}`)
    .join(',');
}

/** The author's place of a mark and the calls that led there. */
export function authorsPlace(files: MarkedFiles, mark: string | undefined): { place?: Place; trail?: Place[] } {
  const [place, ...trail] = readMark(files, mark ?? '').filter(({ file }) => !isOwnFile(file));
  if (!place) return {};
  return trail.length ? { place, trail } : { place };
}

/** Who wrote the element that carries a mark. */
export function sourceOfMark(files: MarkedFiles, mark: string): Source {
  return { ...authorsPlace(files, mark), isOwn: isOwnMark(files, mark) };
}

/** Takes every mark out of the HTML's tags, one of each, and remembers where they stood. */
export function takeMarks(html: string): { html: string; marks: { offset: number; mark: string }[] } {
  const marks: { offset: number; mark: string }[] = [];
  let clean = '';
  let at = 0;
  for (let found = html.indexOf(MARKED); found !== -1; found = html.indexOf(MARKED, found + 1)) {
    const tag = startOfTag(html, found);
    const from = found + MARKED.length;
    const end = html.indexOf('"', from);
    if (tag < at || end === -1) continue;
    const mark = html.slice(from, end);
    if (!isMark(mark)) continue;
    clean += html.slice(at, found);
    marks.push({ offset: clean.length - (found - tag), mark });
    at = end + 1;
  }
  return { html: clean + html.slice(at), marks };
}

/** The offset of the `<` before a blank in a tag, or -1; after a `<` or `>` in a value nobody knows. */
function startOfTag(html: string, blank: number): number {
  let start = blank - 1;
  while (start >= 0 && html[start] !== '<' && html[start] !== '>') start--;
  return html[start] === '<' && start < blank - 1 && !BLANK.test(html[start + 1]!) ? start : -1;
}

function isMark(mark: string): boolean {
  for (let i = 0; i < mark.length; i++) {
    const letter = mark.charCodeAt(i);
    // A digit, or the colon after them, or a comma.
    if (!((letter >= 48 && letter <= 58) || letter === 44)) return false;
  }
  return true;
}
