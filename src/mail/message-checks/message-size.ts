import type { MessageCheck } from '../../model/inbox.js';

/** What common servers take; Gmail and Outlook take 25 MB and 20 MB. */
const LARGEST = 10_000_000;
const HEAVY = 1_000_000;

export const messageSize: MessageCheck = {
  id: 'message-size',
  summary: 'The whole message is small enough to be taken and loaded.',
  why: 'Many servers refuse more than 10 MB, and on a phone every megabyte is waited for.',
  check({ raw, files }, report) {
    if (raw.length <= HEAVY) return;
    const size = `${(raw.length / 1e6).toFixed(1)} MB`;
    const heaviest = [...files].sort((a, b) => b.bytes - a.bytes)[0];
    const hint =
      heaviest && `${heaviest.filename || 'An attachment'} has ${(heaviest.bytes / 1e6).toFixed(1)} MB of it.`;
    if (raw.length > LARGEST)
      report({
        severity: 'error',
        message: `The message has ${size}; many servers take no more than 10 MB.`,
        ...(hint && { hint }),
      });
    else report({ severity: 'info', message: `The message has ${size}.`, ...(hint && { hint }) });
  },
};
