import * as problems from '../diagnostics/problems.js';
import { appendTo, insertBefore, prependTo, print } from '../document/edit.js';
import { firstNamed } from '../document/find.js';
import { maskMergeTags } from '../document/merge-tags.js';
import { parse } from '../document/parse.js';
import { positionAt } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Document, Element } from '../model/document.js';
import type { Place } from '../model/place.js';
import { isCssProblem, isImport, type Sheet } from './css.js';
import { printHeadInOrder } from './head-styles.js';
import { inlineSheets } from './inline.js';
import { readCss, takeStyles } from './style-elements.js';
import { addWordAttributes } from './word-attributes.js';

export interface InlineOptions {
  /** CSS to inline beside the document's own; it comes last, so it wins where both weigh the same. */
  css?: string;
  /**
   * Also writes `width`, `height`, `align`, `valign` and `bgcolor`, which Outlook for Windows reads, where a style of a
   * table, row, cell or image can be said by one. An attribute that is there already stays.
   */
  attributes?: boolean;
  /**
   * Hears what is wrong: CSS that cannot be read (`invalid-css`; its element stays as it is), rules that only the data
   * decides (`undecided-rule`), `@import` (`imported-css`), elements nested without end (`nested-too-deep`). Places say
   * `html` or, for the option `css`, `css` instead of a file.
   */
  report?: (diagnostic: Diagnostic) => void;
  /** Hears the selectors that match nothing, whatever the data and the reader do; their rules are left out. */
  dropped?: (selectors: readonly string[]) => void;
}

/**
 * Writes the rules of a document's `style` elements into style attributes. What cannot be inlined (media queries,
 * `:hover`, `@font-face`, hooks of clients) stays in the head; `style` elements with `data-embed` and everything else
 * stay as they are, letter for letter, merge tags above all. A browser shows the result as it showed the document.
 * Nothing is thrown for what the HTML or the CSS holds.
 * @param html a document or a fragment of one
 */
export function inlineCss(html: string, options: InlineOptions = {}): string {
  const { report = () => {}, dropped } = options;
  const document = parse(html);
  if (document.unread) {
    report(problems.nestedTooDeep({ file: 'html', line: 1, column: 1 }));
    return html;
  }
  const sheets = takeStyles(document, {
    report: (element, { message, line, column }) =>
      report(problems.invalidCss(message, placeInStyle(html, element, line, column))),
    imported: (element, { params, line = 1, column = 1 }) =>
      report(problems.importedCss(params, placeInStyle(html, element, line, column))),
  });
  if (options.css !== undefined) sheets.push(...readExtra(options.css, report));
  const inlined = inlineSheets(document, sheets);
  for (const { selectors, element, because } of inlined.undecided)
    report(problems.undecidedRule(selectors, because, { file: 'html', ...positionAt(html, element.start) }));
  dropped?.(inlined.dropped);
  if (options.attributes) addWordAttributes(document);
  const styles = printHeadInOrder(inlined.kept).map((css) => `<style>\n${css}\n</style>`);
  if (styles.length > 0) addToHead(document, styles.join('\n'));
  return print(document);
}

function readExtra(css: string, report: (diagnostic: Diagnostic) => void): Sheet[] {
  const sheet = readCss(css);
  const place = (line = 1, column = 1): Place => ({ file: 'css', line, column });
  if (isCssProblem(sheet)) {
    report(problems.invalidCss(sheet.message, place(sheet.line, sheet.column)));
    return [];
  }
  for (const { params, line, column } of sheet.rules.filter(isImport))
    report(problems.importedCss(params, place(line, column)));
  return [sheet];
}

/** A place in the CSS of an element as one in the document. */
function placeInStyle(html: string, { openEnd }: Element, line: number, column: number): Place {
  const start = positionAt(html, openEnd);
  return { file: 'html', line: start.line + line - 1, column: line === 1 ? start.column + column - 1 : column };
}

/** Nothing may come before a doctype, without which browsers draw as they did in 1998. */
function addToHead(document: Document, styles: string): void {
  const head = firstNamed(document, 'head');
  const body = firstNamed(document, 'body');
  const html = firstNamed(document, 'html');
  if (head) appendTo(document, head, styles);
  else if (body) insertBefore(document, body, `<head>${styles}</head>`);
  else if (html) prependTo(document, html, `<head>${styles}</head>`);
  else {
    const doctype = /<!doctype[^>]*>/i.exec(maskMergeTags(document.source));
    const at = doctype ? doctype.index + doctype[0].length : 0;
    document.edits.push({ start: at, end: at, text: styles, side: 'first', node: document.root });
  }
}
