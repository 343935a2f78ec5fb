import { print, setAttribute } from '../document/edit.js';
import { parse } from '../document/parse.js';
import { MARK, writeMark } from './marks.js';
import type { PugOutput } from './pug.js';
import { nameOf, type Session } from './session.js';

/** Takes an HTML template as it is and marks every element with its place. */
export function markHtml(session: Session, { path, source }: { path: string; source: string }): PugOutput {
  const document = parse(source);
  const starts = lineStarts(source);
  const file = nameOf(session, path);
  let line = 0;
  for (const element of document.elements) {
    while (line + 1 < starts.length && starts[line + 1]! <= element.start) line++;
    while (starts[line]! > element.start) line--;
    setAttribute(element, MARK, writeMark(session.files, file, line + 1, element.start - starts[line]! + 1));
  }
  return { html: print(document), diagnostics: [], dependencies: [path] };
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}
