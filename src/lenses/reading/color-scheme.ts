import { decodeAttribute, encodeAttribute } from '../../document/attribute-text.js';
import { blocksIn, readCss } from '../../document/css-text.js';
import { print, setAttribute } from '../../document/edit.js';
import { attribute } from '../../document/find.js';
import { parse } from '../../document/parse.js';
import { type Splice, splice } from '../../document/splice.js';
import { rewriteSheets } from './restyle.js';

export type Scheme = 'light' | 'dark';

/**
 * An email whose questions for the reader's colour scheme are answered, whatever the browser's own scheme is: the rest
 * of each media query stays for the browser to judge.
 */
export function answerColorScheme(html: string, scheme: Scheme): string {
  if (!/prefers-color-scheme|color-scheme|\bmedia\b/i.test(html)) return html;
  const document = parse(html);
  rewriteSheets(document, (css) => answerSheet(css, scheme));
  for (const element of document.elements) {
    const media = attribute(element, 'media');
    if (media) setAttribute(element, 'media', encodeAttribute(answer(decodeAttribute(media), scheme)));
    const name = element.name === 'meta' ? attribute(element, 'name')?.toLowerCase() : undefined;
    if (name === 'color-scheme') setAttribute(element, 'content', choose(attribute(element, 'content') ?? '', scheme));
  }
  return print(document);
}

function answerSheet(css: string, scheme: Scheme): string {
  const splices: Splice[] = [];
  const sheet = readCss(css);
  for (const { name, prelude, start, open, declarations } of blocksIn(sheet)) {
    if (/^(media|import)$/.test(name ?? '') && /prefers-color-scheme/i.test(prelude))
      splices.push({ start, end: open, text: `@${name} ${answer(prelude, scheme)} ` });
    for (const { property, value, important, start: from, end } of declarations)
      if (property === 'color-scheme') {
        const text = `${property}:${choose(value, scheme)}${important ? '!important' : ''}`;
        splices.push({ start: from, end, text: css[end - 1] === ';' ? `${text};` : text });
      }
  }
  return splice(css, splices);
}

/** What is always true, or never, in place of the question. */
function answer(query: string, scheme: Scheme): string {
  return query.replace(/\(\s*prefers-color-scheme\s*(?::\s*([\w-]+)\s*)?\)/gi, (_, asked?: string) =>
    asked === undefined || asked.toLowerCase() === scheme ? '(min-width:0)' : '(max-width:-1px)',
  );
}

/** Of the schemes that an email says it is made for, the reader's, if it is among them. */
function choose(schemes: string, scheme: Scheme): string {
  const made = schemes.toLowerCase().split(/\s+/);
  if (made.includes(scheme)) return scheme;
  return schemes;
}
