import { parse } from '../document/parse.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { INK } from './html/ink.js';
import { readHtml } from './html/read-html.js';
import type { Reading } from './html/reading.js';
import { type Origin, originOf } from './origin.js';
import { printEmail } from './pug/print-email.js';
import { refuse } from './refuse.js';

/** What became of a source. */
export interface Conversion {
  origin: Origin;
  /** The template; undefined when the source cannot be read. */
  pug: string | undefined;
  /** What stayed HTML, and why a source could not be read. */
  diagnostics: Diagnostic[];
}

/**
 * Writes a source as Pug with Jink's mixins. Text, links, images, merge tags and comments for Outlook are all kept.
 * @param file how diagnostics name the source; its extension tells jade and MJML
 */
export function convertSource(source: string, file: string): Conversion {
  const origin = originOf(/\.\w+$/.exec(file)?.[0].toLowerCase() ?? '', source);
  const document = parse(source);
  const refused = refuse(document, file);
  if (refused) return { origin, pug: undefined, diagnostics: [refused] };
  const reading: Reading = {
    document,
    file,
    vocabulary: INK,
    ownStyle: (_element, style) => style.trim(),
    kept: new Set(),
    notes: [],
  };
  return { origin, pug: printEmail(readHtml(reading)), diagnostics: reading.notes };
}
