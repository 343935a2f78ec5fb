import * as problems from '../diagnostics/problems.js';
import { appendTo, insertBefore, prependTo, print } from '../document/edit.js';
import { firstNamed } from '../document/find.js';
import { parse } from '../document/parse.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { printHeadInOrder } from './head-styles.js';
import { inlineSheets } from './inline.js';
import { takeStyles } from './style-elements.js';

export interface InlineOptions {
  /** Hears of CSS that cannot be read; such a `style` element stays as it is. */
  report?: (diagnostic: Diagnostic) => void;
}

/**
 * Writes the rules of a document's `style` elements into style attributes. What cannot be inlined (media queries,
 * `:hover`, `@font-face`, hooks of clients) stays in the head; `style` elements with `data-embed` and everything else
 * stay as they are, letter for letter, merge tags above all.
 * @param html a document or a fragment of one
 */
export function inlineCss(html: string, { report = () => {} }: InlineOptions = {}): string {
  const document = parse(html);
  const sheets = takeStyles(document, {
    report(element, { message, line, column }) {
      const before = html.slice(0, element.openEnd).split('\n');
      const first = line === 1 ? before.at(-1)!.length : 0;
      report(problems.invalidCss(message, { file: 'html', line: before.length + line - 1, column: first + column }));
    },
  });
  const kept = printHeadInOrder(inlineSheets(document, sheets).kept);
  const styles = kept.map((css) => `<style>\n${css}\n</style>`).join('\n');
  const head = firstNamed(document, 'head');
  const body = firstNamed(document, 'body');
  if (styles && head) appendTo(document, head, styles);
  else if (styles && body) insertBefore(document, body, `<head>${styles}</head>`);
  else if (styles) prependTo(document, document.root, styles);
  return print(document);
}
