import { hasControls, parseAddress } from './address.js';

const LONGEST = 900;

/** What a reader's ways to unsubscribe are in headers, or why they cannot be. */
export type ReadUnsubscribe = { headers: Record<string, string> } | { reason: string };

/**
 * Writes the ways to unsubscribe as headers (RFC 2369): at most one https address and one mailto address. With https
 * one click is enough (RFC 8058), which Gmail and Yahoo ask of marketing.
 */
export function readUnsubscribe(written: readonly string[]): ReadUnsubscribe {
  const read = written.map(readOne);
  const count = (scheme: string) => read.filter((each) => each?.startsWith(scheme)).length;
  if (read.length === 0 || read.includes(undefined)) return { reason: 'is neither an https nor a mailto address' };
  if (count('https:') > 1 || count('mailto:') > 1) return { reason: 'has more than one address of a kind' };
  return {
    headers: {
      // Programs take the first that they know.
      'List-Unsubscribe': read
        .toSorted()
        .map((each) => `<${each}>`)
        .join(', '),
      ...(count('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  };
}

function readOne(written: string): string | undefined {
  if (/[\s<>,"]/.test(written) || hasControls(written) || !URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (url.href.length > LONGEST) return undefined;
  if (url.protocol === 'https:') return url.username ? undefined : url.href;
  if (url.protocol !== 'mailto:') return undefined;
  // Whoever fills in data may say what the mail says, and not whom else it goes to.
  const isPlain = [...url.searchParams.keys()].every((key) => key === 'subject' || key === 'body');
  return isPlain && /^[\w.+-]+@/.test(url.pathname) && 'address' in parseAddress(url.pathname) ? url.href : undefined;
}
