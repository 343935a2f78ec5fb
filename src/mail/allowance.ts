import type { Address } from '../model/message.js';
import { domainOf, parseAddress } from './address.js';

/** Whether a list of addresses and `*@domain` lets a message go to somebody. An empty list allows everybody. */
export function isAllowed(to: Address, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  return allowed.some((entry) => {
    const parsed = parseAddress(entry.replace(/^\*@/, 'anybody@'));
    if (!('address' in parsed)) return false;
    const isSame = parsed.address.address.toLowerCase() === to.address.toLowerCase();
    return entry.startsWith('*@') ? domainOf(parsed.address) === domainOf(to) : isSame;
  });
}
