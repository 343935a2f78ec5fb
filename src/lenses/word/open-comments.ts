import { holdsForWord } from '../../document/word-condition.js';

const PART =
  /<!--\[if ([^\]]*)\]>(\s*(?:<!-- ?-->|<!-->|-->))?|<!\[if ([^\]]*)\]>|<!--\s*<!\[endif\](?:--)?>|<!\[endif\](?:--)?>|<!--[\s\S]*?(?:-->|$)/gi;

/** What Word makes of conditional comments: what holds for it is HTML, the rest is gone, and so are all comments. */
export function openComments(html: string): string {
  let out = '';
  let at = 0;
  // For each comment that is open, whether what it holds is hidden.
  const open: boolean[] = [];
  let hidden = 0;
  for (const { 0: part, 1: comment, 2: revealed, 3: plain, index } of html.matchAll(PART)) {
    if (index < at) continue;
    if (hidden === 0) out += html.slice(at, index);
    at = index + part.length;
    const condition = comment ?? plain;
    if (condition !== undefined) {
      const hides = !holdsForWord(condition);
      // One that is never closed hides what any comment would.
      if (comment !== undefined && revealed === undefined && !isClosed(html, at)) {
        at = endOfComment(html, at);
        continue;
      }
      open.push(hides);
      if (hides) hidden++;
    } else if (/\[endif\]/i.test(part) && !part.startsWith('<!--[') && open.pop()) hidden--;
  }
  return hidden === 0 ? out + html.slice(at) : out;
}

function isClosed(html: string, from: number): boolean {
  const end = html.indexOf('-->', from);
  return end !== -1 && /<!\[endif\]$/i.test(html.slice(Math.max(from, end - 12), end));
}

function endOfComment(html: string, from: number): number {
  const end = html.indexOf('-->', from);
  return end === -1 ? html.length : end + 3;
}
