import type { MessageCheck } from '../../model/inbox.js';
import { dkimCoverage } from './dkim-coverage.js';
import { embeddedImages } from './embedded-images.js';
import { encodingTold } from './encoding-told.js';
import { lineLength } from './line-length.js';
import { listUnsubscribeHeader } from './list-unsubscribe-header.js';
import { messageSize } from './message-size.js';
import { oneClick } from './one-click.js';
import { placeholderLeft } from './placeholder-left.js';
import { requiredHeaders } from './required-headers.js';
import { textAndHtml } from './text-and-html.js';

/** What is looked at of every message in the inbox, beside the rules of `jink check`. */
export const MESSAGE_CHECKS: readonly MessageCheck[] = [
  requiredHeaders,
  textAndHtml,
  placeholderLeft,
  lineLength,
  encodingTold,
  messageSize,
  embeddedImages,
  listUnsubscribeHeader,
  oneClick,
  dkimCoverage,
];
