/*
 * Placeholders that somebody else fills in later: Handlebars and Mustache, Jinja, Liquid and Twig, ERB and EJS,
 * Mailchimp and Mandrill, Salesforce. They are never touched, wherever they stand. Among them are the tokens of values
 * that are known only when an email is sent: a letter and a number between two private-use characters.
 */
const OPENING = /\{\{|\{%|<%|\*\||%%|\uE010/;

/** Tags that one expression can read, because what they may hold ends by itself. */
const MAILCHIMP = /\*\|[A-Z0-9_:!.-]+\|\*/y;
const SALESFORCE = /%%[A-Za-z0-9_.=() -]+%%/y;
const SEND_TIME = /\uE010[a-z]\d+\uE011/y;

/** Whether `text` holds a merge tag of any of the known languages. */
export function hasMergeTag(text: string): boolean {
  return OPENING.test(text) && tagsIn(text, 1).length > 0;
}

/** Every merge tag of `text` replaced; `replace` gets the tag and its offset. */
export function replaceMergeTags(text: string, replace: (tag: string, offset: number) => string): string {
  if (!OPENING.test(text)) return text;
  let out = '';
  let at = 0;
  for (const { start, end } of tagsIn(text)) {
    out += text.slice(at, start) + replace(text.slice(start, end), start);
    at = end;
  }
  return out + text.slice(at);
}

/**
 * `html` with every merge tag blanked out, of the same length, so that an HTML parser sees only markup and every
 * offset still holds. A tag that is an attribute's whole unquoted value becomes letters: blanks would make the next
 * attribute its value.
 */
export function maskMergeTags(html: string): string {
  return replaceMergeTags(html, (tag, offset) => (html[offset - 1] === '=' ? 'x' : ' ').repeat(tag.length));
}

/** The text that stands outside of all conditions and loops that wait for send time. */
export function outsideConditions(text: string): string {
  if (!text.includes('\uE010')) return text;
  let depth = 0;
  return text
    .split(/(\uE010[a-z]\d+\uE011)/)
    .filter((piece) => {
      const kind = /^\uE010([a-z])/.exec(piece)?.[1];
      if (kind === 'n') depth--;
      const isOutside = depth === 0 && (kind === undefined || kind === 'v');
      if (kind === 'i' || kind === 'e') depth++;
      return isOutside;
    })
    .join('');
}

/** The offset of each merge tag of a text. */
export function findMergeTags(text: string): number[] {
  return OPENING.test(text) ? tagsIn(text).map(({ start }) => start) : [];
}

interface Stretch {
  start: number;
  end: number;
}

/** Where the tags of a text stand, in one pass: what closes them is looked for once, however many are never closed. */
function tagsIn(text: string, most = Number.POSITIVE_INFINITY): Stretch[] {
  const tags: Stretch[] = [];
  const next = finder(text);
  const opening = new RegExp(OPENING, 'g');
  for (let found = opening.exec(text); found && tags.length < most; found = opening.exec(text)) {
    const end = endOfTag(text, found.index, next);
    if (end === -1) {
      opening.lastIndex = found.index + 1;
      continue;
    }
    tags.push({ start: found.index, end });
    opening.lastIndex = end;
  }
  return tags;
}

/** The offset after the first `closer` at or after `from`, or -1. */
type Next = (closer: string, from: number) => number;

function finder(text: string): Next {
  const known = new Map<string, number>();
  return (closer, from) => {
    let at = known.get(closer) ?? -2;
    if (at !== -1 && at < from) {
      at = text.indexOf(closer, from);
      known.set(closer, at);
    }
    return at === -1 ? -1 : at + closer.length;
  };
}

function endOfTag(text: string, start: number, next: Next): number {
  if (text.startsWith('{%', start)) return next('%}', start + 2);
  if (text.startsWith('<%', start)) return next('%>', start + 2);
  if (text.startsWith('*|', start)) return endOfMatch(MAILCHIMP, text, start);
  if (text.startsWith('%%', start)) return endOfMatch(SALESFORCE, text, start);
  if (text[start] === '\uE010') return endOfMatch(SEND_TIME, text, start);
  for (const [opener, closers] of HANDLEBARS) {
    if (!text.startsWith(opener, start)) continue;
    const ends = closers.map((closer) => next(closer, start + opener.length)).filter((end) => end !== -1);
    if (ends.length > 0) return Math.min(...ends);
  }
  const end = next('}}', start + 2);
  return end === -1 ? -1 : endAfterText(text, start, end, next);
}

const HANDLEBARS: readonly (readonly [opener: string, closers: readonly string[]])[] = [
  ['{{!--', ['--}}', '--~}}']],
  ['{{~!--', ['--}}', '--~}}']],
  ['{{{{', ['}}}}']],
  ['{{{', ['}}}']],
];

function endOfMatch(tag: RegExp, text: string, start: number): number {
  tag.lastIndex = start;
  return tag.test(text) ? tag.lastIndex : -1;
}

/** In `{{t "}}"}}` the first braces are text; an apostrophe that closes nowhere near is just one. */
function endAfterText(text: string, start: number, end: number, next: Next): number {
  const open = text.slice(start, end).replace(/"[^"]*"|'[^']*'/g, '');
  const quote = /["']/.exec(open)?.[0];
  if (!quote) return end;
  const closed = text.slice(end, end + 200).indexOf(quote);
  if (closed === -1) return end;
  const after = next('}}', end + closed + 1);
  return after === -1 || text.slice(end, after).includes('{{') ? end : after;
}
