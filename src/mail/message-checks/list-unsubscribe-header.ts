import type { MessageCheck } from '../../model/inbox.js';
import { headerIn } from '../message-headers.js';

export const listUnsubscribeHeader: MessageCheck = {
  id: 'list-unsubscribe-header',
  summary: 'List-Unsubscribe, if there is one, is written as RFC 2369 asks.',
  why: 'Gmail and Yahoo show their own button for it, and read nothing else. Without angle brackets around each address there is no button.',
  check({ headers }, report) {
    const value = headerIn(headers, 'list-unsubscribe');
    if (value === undefined) return;
    const addresses = [...value.matchAll(/<([^<>]*)>/g)].map(([, address]) => address!.trim());
    const rest = value.replace(/<[^<>]*>/g, '').replace(/\([^()]*\)|[\s,]/g, '');
    if (addresses.length === 0 || rest !== '')
      report({
        severity: 'error',
        message: 'List-Unsubscribe is not a list of addresses in angle brackets.',
        hint: 'Write <https://example.com/stop?reader=1>, <mailto:stop@example.com>',
      });
    for (const address of addresses) {
      if (/^http:/i.test(address))
        report({ severity: 'warning', message: `${shorten(address)} is not encrypted.`, hint: 'Write https://' });
      else if (!/^(https:\/\/[^\s]+|mailto:[^\s@]+@[^\s@]+)$/i.test(address))
        report({ severity: 'error', message: `"${shorten(address)}" is neither an https nor a mailto address.` });
    }
    for (const kind of ['https:', 'mailto:'])
      if (addresses.filter((address) => address.toLowerCase().startsWith(kind)).length > 1)
        report({ severity: 'warning', message: `There is more than one ${kind} address to unsubscribe.` });
  },
};

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
