import { parse } from '../document/parse.js';
import { MARK, writeMark } from './marks.js';
import { nameOf, type Session } from './session.js';

/** HTML as it is, but with every element's place, straight after its name as Pug's are. */
export function markHtml(session: Session, path: string, source: string): string {
  const starts = lineStarts(source);
  const file = nameOf(session, path);
  let line = 0;
  let html = '';
  let at = 0;
  for (const { start, name } of parse(source).elements) {
    while (line + 1 < starts.length && starts[line + 1]! <= start) line++;
    const nameEnd = start + 1 + name.length;
    const mark = writeMark(session.files, file, line + 1, start - starts[line]! + 1);
    html += `${source.slice(at, nameEnd)} ${MARK}="${mark}"`;
    at = nameEnd;
  }
  return html + source.slice(at);
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}
