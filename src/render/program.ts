import { callHelper, ownHelpers } from './call-helper.js';
import { escapeHtml } from './escape-html.js';
import { finishEmail } from './finish-email.js';
import { lookUp, own } from './look-up.js';
import { isPresent, itemsOf, sectionItems } from './loops.js';
import { at, miss } from './missing-data.js';
import { operators, truth } from './operators.js';
import { safeCss } from './safe-css.js';
import { safeUrl } from './safe-url.js';
import { textOf } from './text-of.js';

/** What generated programs call, by name. */
export const program = {
  ...operators,
  at,
  callHelper,
  escapeHtml,
  finishEmail,
  isPresent,
  itemsOf,
  lookUp,
  miss,
  own,
  ownHelpers,
  safeCss,
  safeUrl,
  sectionItems,
  textOf,
  truth,
} as const;
