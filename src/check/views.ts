import { replaceMergeTags } from '../document/merge-tags.js';
import { holdsForWord } from '../document/word-condition.js';

/*
 * The two emails that one HTML is: what all clients but Outlook for Windows read, and what Word makes of it. In both,
 * every letter stays where it is, so that offsets are true in either.
 */

const CONDITION =
  /<!--\[if ([^\]]*)\]>(\s*(?:<!-->|-->|<!-- -->))?|<!\[if ([^\]]*)\]>|(?:<!--\s*)?<!\[endif\](?:--)?>/gi;

/** The email without what is for Word alone: comments end where browsers end them. */
export function standardView(html: string): string {
  return html.replace(/<!--[\s\S]*?-->|<!--|<!\[(?:if [^\]]*|endif)\]>/g, blank);
}

/** The email with what is for Word alone, and without what is hidden from it. */
export function wordView(html: string): string {
  let out = '';
  let at = 0;
  let hides = false;
  for (const { 0: tag, 1: hidden, 2: plain, index } of html.matchAll(CONDITION)) {
    const before = html.slice(at, index);
    out += (hides ? blank(before) : before) + blank(tag);
    const condition = hidden ?? plain;
    hides = condition !== undefined && !holdsForWord(condition);
    at = index + tag.length;
  }
  const rest = html.slice(at);
  return (out + (hides ? blank(rest) : rest)).replace(/<!--[\s\S]*?-->|<!--/g, blank);
}

/** Whether the two differ in more than what Jink itself writes. */
export function hasWordBranch(html: string): boolean {
  return /<!--\[if |<!\[if /i.test(html);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** Merge tags as something that an HTML validator takes for what will stand there. */
export function fillMergeTags(html: string): string {
  let from = 0;
  let quote = '';
  let inTag = false;
  return replaceMergeTags(html, (tag, offset) => {
    for (; from < offset; from++) {
      const char = html[from]!;
      if (quote) quote = char === quote ? '' : quote;
      else if (inTag && (char === '"' || char === "'")) quote = char;
      else if (char === '<' && /[a-z/]/i.test(html[from + 1] ?? '')) inTag = true;
      else if (char === '>') inTag = false;
    }
    from = offset + tag.length;
    if (quote || html[offset - 1] === '=') return '1'.repeat(tag.length);
    const prints = !/^\{\{[#/^!>]|^\{\{\s*else|^\{%|^<%(?!=)|^\*\|(IF|ELSE|END)/.test(tag);
    return (inTag || !prints ? ' ' : 'x').repeat(tag.length);
  });
}
