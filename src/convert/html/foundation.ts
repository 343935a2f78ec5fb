import { FOUNDATION_SHEET, FOUNDATION_STRUCTURE } from '../css/foundation-sheet.js';
import { frameworkSheet } from '../css/own-rules.js';
import { readCentre } from './centre.js';
import { readColumn } from './foundation-column.js';
import { readBlockGrid, readContainer, readExpander, readRow, readShell, readWrapper } from './foundation-grid.js';
import { readButton, readCallout, readHidden, readLine, readMenu, readSpacer } from './foundation-parts.js';
import type { Vocabulary } from './reading.js';

/** Foundation for Emails 2: the tables that Inky's tags become. */
export const FOUNDATION: Vocabulary = {
  name: 'Foundation',
  layout: 'jink/foundation',
  sheet: frameworkSheet(FOUNDATION_SHEET, FOUNDATION_STRUCTURE, rewriteSelector),
  overruled: ({ name }) => (/^(td|th|tr|p|h[1-6])$/.test(name) ? ['align', 'valign'] : []),
  isIdleClass: (_reading, { name }, one) =>
    (one === 'float-center' && name !== 'table' && name !== 'img') ||
    (/^text-(center|left|right)$/.test(one) && name === 'div'),
  classes: new Set('body container row wrapper block-grid button callout menu spacer h-line'.split(' ')),
  recognisers: [
    readShell,
    readExpander,
    readContainer,
    readWrapper,
    readRow,
    readColumn,
    readBlockGrid,
    readButton,
    readCallout,
    readSpacer,
    readLine,
    readMenu,
    readCentre,
    readHidden,
  ],
};

/** Foundation's columns are Jink's wrappers, its wrappers full-width rows, its callouts panels. */
function rewriteSelector(selector: string): string {
  return selector
    .replace(/\b(?:table)?\.wrapper\b(?!-)/g, '.full-width')
    .replace(/(?:t[dh])?\.wrapper-inner\b/g, '.full-width > tr > .center')
    .replace(/(?:t[dh])?\.columns?\b/g, '.wrapper')
    .replace(/(?:t[dh])?\.callout-inner\b/g, '.panel')
    .replace(/(?:table)?\.callout\b/g, '.panel')
    .replace(/\.button((?:\.[\w-]+|:[\w-]+)*)\s+table\b/g, '.button$1')
    .replace(/(?:t[dh])?\.menu-item\b/g, '.menu-item');
}
