import * as problems from '../diagnostics/problems.js';
import { parse } from '../document/parse.js';
import { lineStarts } from '../document/positions.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Document } from '../model/document.js';
import { createCascade } from './css/cascade.js';
import { ownStyle } from './css/own-style.js';
import { readRules } from './css/read-rules.js';
import { alignmentAround, resetOf } from './css/resets.js';
import { expandInky } from './html/expand-inky.js';
import { fillGaps } from './html/fill-gaps.js';
import { FOUNDATION } from './html/foundation.js';
import { type ReadLinked, sheetsOf } from './html/head-styles.js';
import { INK } from './html/ink.js';
import { createLooks } from './html/looks.js';
import { readHtml } from './html/read-html.js';
import type { Reading, Vocabulary } from './html/reading.js';
import { convertJade } from './jade/convert-jade.js';
import { readMjml } from './mjml/convert-mjml.js';
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

const VOCABULARIES: Partial<Record<Origin, Vocabulary>> = { inky: FOUNDATION, foundation: FOUNDATION };

const UNKNOWN = 'This is of no framework that Jink knows: its tables stay as they are, and get the styles of Jink.';

/** Nothing that a source links to. */
const NOTHING: ReadLinked = () => undefined;

/**
 * Writes a source as Pug with Jink's mixins. Text, links, images, merge tags and comments for Outlook are all kept.
 * @param file how diagnostics name the source; its extension tells jade and MJML
 * @param readLinked gives the text of a style sheet beside the source
 */
export function convertSource(source: string, file: string, readLinked: ReadLinked = NOTHING): Conversion {
  const origin = originOf(/\.\w+$/.exec(file)?.[0].toLowerCase() ?? '', source);
  if (origin === 'jade') return { origin, ...convertJade(source, file, readLinked) };
  if (origin === 'mjml') {
    const { email, diagnostics } = readMjml(source, file);
    return { origin, pug: email && printEmail(email), diagnostics };
  }
  const written = parse(source);
  const refused = refuse(written, file);
  if (refused) return { origin, pug: undefined, diagnostics: [refused] };
  const document = origin === 'inky' ? parse(expandInky(source)) : written;
  const reading = createReading(fillGaps(document), file, VOCABULARIES[origin] ?? INK, readLinked);
  if (origin === 'html') reading.notes.push(problems.keptAsIs(UNKNOWN, { file, line: 1, column: 1 }));
  return { origin, pug: printEmail(readHtml(reading)), diagnostics: reading.notes };
}

function createReading(document: Document, file: string, vocabulary: Vocabulary, readLinked: ReadLinked): Reading {
  const sheets = sheetsOf(document, readLinked);
  const cascade = createCascade([...vocabulary.sheet.rules, ...sheets.flatMap((sheet) => readRules(sheet))]);
  return {
    document,
    placeOf: placesIn(document.source, file),
    vocabulary,
    sheets,
    readLinked,
    ownStyle: (element, style) => ownStyle(cascade, element, style),
    resetOf: (element) => resetOf(cascade, vocabulary.sheet, element),
    alignmentAround: (element) => alignmentAround(cascade, element),
    looks: createLooks(),
    kept: new Set(),
    notes: [],
  };
}

/** Where elements stand, with the lines counted once. */
function placesIn(source: string, file: string): Reading['placeOf'] {
  let starts: number[] | undefined;
  return ({ start }) => {
    starts ??= lineStarts(source);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= start) low = middle;
      else high = middle;
    }
    return { file, line: low + 1, column: start - starts[low]! + 1 };
  };
}
