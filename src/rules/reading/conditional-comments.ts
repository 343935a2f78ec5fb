/** A conditional comment, or an end of one, that is written wrongly. */
export interface WrongComment {
  offset: number;
  message: string;
  hint?: string;
}

/** All that opens, ends or comes close to ending a conditional comment. */
const PART =
  /<!--\[if [^\]]*\]>(?:\s*(?:<!-->|-->|<!-- -->))?|<!\[if [^\]]*\]>|<!--\s*\[\s*end\s?if\s*\](?:--)?>?(?:\s*-->)?|(?:<!--\s*)?<!?\s*\[\s*end\s?if\s*\](?:--)?>?(?:\s*-->)?/gi;

const ENDS = /^(<!--\s*)?<!\[endif\](?:--)?>$/i;

/** What is wrong with the conditional comments of an email. */
export function wrongComments(html: string): WrongComment[] {
  const found: WrongComment[] = [];
  const open: { text: string; offset: number }[] = [];
  const tellUnclosed = ({ text, offset }: { text: string; offset: number }) =>
    found.push({ message: `${text} is never closed.`, hint: `End it with ${endOf(text)}`, offset });
  for (const { 0: part, index } of html.matchAll(PART)) {
    const last = open.at(-1);
    if (/\[if /i.test(part)) {
      // One that everybody sees may hold others; one for Outlook alone cannot.
      if (last && !isRevealed(last.text)) tellUnclosed(open.pop()!);
      open.push({ text: part, offset: index });
    } else if (!last) {
      found.push({ message: `${part} closes nothing.`, offset: index });
    } else {
      open.pop();
      if (part.toLowerCase().replace(/\s/g, '') === endOf(last.text) && ENDS.test(part)) continue;
      found.push({
        message: `${last.text} is closed with ${part}.`,
        hint: `End it with ${endOf(last.text)}`,
        offset: index,
      });
    }
  }
  for (const comment of open) tellUnclosed(comment);
  return found;
}

function isRevealed(start: string): boolean {
  return start.startsWith('<![') || /-->$/.test(start);
}

function endOf(start: string): string {
  if (start.startsWith('<![')) return '<![endif]>';
  return isRevealed(start) ? '<!--<![endif]-->' : '<![endif]-->';
}
