import { MARK } from '../marks.js';

const TAG_NAME = /<[a-z][\w:-]*$/i;
const WIDE_MARK = `  ${MARK}=`;

/**
 * MJML indents every line; a third of its HTML is blanks, which count where Gmail cuts emails off. Lines end where they
 * did, but for those inside of tags: marks are found behind one blank, and a tag's name is followed by one.
 */
export function withoutIndentation(html: string): string {
  if (/<(pre|textarea)\b|white-space/i.test(html)) return html;
  let out = '';
  let at = 0;
  for (let line = html.indexOf('\n'); line !== -1; line = html.indexOf('\n', at)) {
    let blank = line;
    while (blank > at && isBlank(html.charCodeAt(blank - 1))) blank--;
    let next = line + 1;
    while (isBlank(html.charCodeAt(next))) next++;
    out += html.slice(at, blank) + breakBetween(html, blank, line, next);
    at = next;
  }
  out += html.slice(at);
  while (out.includes(WIDE_MARK)) out = out.replaceAll(WIDE_MARK, WIDE_MARK.slice(1));
  return out;
}

/** What becomes of blanks, from one offset to another, that hold a line's end. */
function breakBetween(html: string, from: number, line: number, to: number): string {
  if (html[from - 1] === '"' && html[to] === '>') return '';
  if (html.startsWith(MARK, to) || endsWithTagName(html, from)) return ' ';
  return html[line - 1] === '\r' ? '\r\n' : '\n';
}

function endsWithTagName(html: string, end: number): boolean {
  // Nearly always the end of a tag or of a value.
  if (/[">]/.test(html[end - 1] ?? '>')) return false;
  return TAG_NAME.test(html.slice(html.lastIndexOf('<', end), end));
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
