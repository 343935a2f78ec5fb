import { parse } from '../document/parse.js';
import { INK_SHEET } from './css/ink-sheet.js';
import { type ReadLinked, sheetsOf } from './html/head-styles.js';
import type { Origin } from './origin.js';

/**
 * A source as the HTML that its readers saw: with the framework's own sheet where the source only linked to it and the
 * file is not there.
 */
export function renderedOriginal(source: string, origin: Origin, readLinked: ReadLinked): string {
  const sheets = sheetsOf(parse(source), readLinked);
  const hasSheet = sheets.some((sheet) => /\.columns?\b/.test(sheet));
  return origin === 'ink' && !hasSheet ? withSheet(source, INK_SHEET) : wholeDocument(source);
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
