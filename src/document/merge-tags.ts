/**
 * Placeholders that somebody else fills in later: Handlebars and Mustache, Jinja, Liquid and Twig, ERB and EJS,
 * Mailchimp and Mandrill, Salesforce. They are never touched, wherever they stand. Among them are the tokens of values
 * that are known only when an email is sent: a letter and a number between two private-use characters.
 */
const MERGE_TAG =
  /\{\{!--[\s\S]*?--\}\}|\{\{\{\{[\s\S]*?\}\}\}\}|\{\{\{[\s\S]*?\}\}\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<%[\s\S]*?%>|\*\|[A-Z0-9_:!.-]+\|\*|%%[A-Za-z0-9_.=() -]+%%|\uE010[a-z]\d+\uE011/g;

const OPENING = /\{\{|\{%|<%|\*\||%%|\uE010/;

/** Whether `text` holds a merge tag of any of the known languages. */
export function hasMergeTag(text: string): boolean {
  return OPENING.test(text) && text.search(MERGE_TAG) !== -1;
}

/** Every merge tag of `text` replaced; `replace` gets the tag and its offset. */
export function replaceMergeTags(text: string, replace: (tag: string, offset: number) => string): string {
  return OPENING.test(text) ? text.replace(MERGE_TAG, replace) : text;
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
