import { parse } from '../document/parse.js';
import { FOUNDATION_SHEET } from './css/foundation-sheet.js';
import { INK_SHEET } from './css/ink-sheet.js';
import { expandInky } from './html/expand-inky.js';
import { type ReadLinked, sheetsOf } from './html/head-styles.js';
import type { Origin } from './origin.js';

/**
 * A source as the HTML that its readers saw: with the framework's own sheet where the source only linked to it and the
 * file is not there.
 */
export function renderedOriginal(source: string, origin: Origin, readLinked: ReadLinked): string {
  const sheets = sheetsOf(parse(source), readLinked);
  const hasSheet = sheets.some((sheet) => /\.columns?\b/.test(sheet));
  const html = origin === 'inky' ? expandInky(source) : source;
  const own = { ink: INK_SHEET, inky: FOUNDATION_SHEET, foundation: FOUNDATION_SHEET }[origin as string];
  return own && !hasSheet ? withSheet(html, own) : wholeDocument(html);
}

function withSheet(source: string, css: string): string {
  const whole = wholeDocument(source);
  const style = `<style>\n${css}\n</style>`;
  return /<head\b[^>]*>/i.test(whole)
    ? whole.replace(/<head\b[^>]*>/i, (head) => head + style)
    : whole.replace(/<html\b[^>]*>/i, (html) => `${html}<head>${style}</head>`);
}

/** A piece of an email gets a document, because Jink gives it one too. */
function wholeDocument(source: string): string {
  if (/<html\b/i.test(source)) return source;
  if (/<body\b/i.test(source)) return `<!DOCTYPE html>\n<html>${source}</html>`;
  return `<!DOCTYPE html>\n<html><body><table class="body"><tr><td class="center" align="center" valign="top"><center>${source}</center></td></tr></table></body></html>`;
}
