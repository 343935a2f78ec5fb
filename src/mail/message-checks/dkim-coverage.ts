import type { MessageCheck } from '../../model/inbox.js';
import { headerIn, readStructured } from '../message-headers.js';

export const dkimCoverage: MessageCheck = {
  id: 'dkim-coverage',
  summary: 'A DKIM signature covers From and the headers to unsubscribe with.',
  why: 'RFC 8058 asks that List-Unsubscribe and List-Unsubscribe-Post are signed, or the button is not shown. Whether the signature is valid cannot be told here, because that asks for the key in DNS.',
  check({ headers }, report) {
    const signature = headerIn(headers, 'dkim-signature');
    if (signature === undefined) return;
    const { h = '', d = '', s = '' } = readStructured(`dkim; ${signature}`).parameters;
    if (!h || !d || !s)
      return report({
        severity: 'error',
        message: 'The DKIM signature lacks its domain, selector or list of headers.',
      });
    const signed = h.toLowerCase().split(/[\s:]+/);
    for (const name of ['from', 'list-unsubscribe', 'list-unsubscribe-post'])
      if (headerIn(headers, name) !== undefined && !signed.includes(name))
        report({ severity: 'error', message: `The DKIM signature does not cover the header "${name}".` });
  },
};
