import { domainToASCII } from 'node:url';
import type { Address } from '../model/message.js';

/** What parses is handed on in parts, never as a text that somebody else would parse again. */
export type ParsedAddress = { address: Address } | { reason: string };

const LONGEST = 320;

/**
 * Reads `ada@example.com`, `Ada <ada@example.com>` or `"Lovelace, Ada" <ada@example.com>`. Whatever could mean more than
 * one person, or smuggle a line into a header, is refused: line breaks, lists, groups, quoted local parts, comments.
 */
export function parseAddress(text: unknown): ParsedAddress {
  if (typeof text !== 'string') return { reason: 'it is not a text' };
  if (hasControls(text)) return { reason: 'it has a line break or a control character' };
  const trimmed = text.trim();
  if (trimmed === '') return { reason: 'it is empty' };
  if (Buffer.byteLength(trimmed) > 2 * LONGEST) return { reason: 'it is too long' };
  const named = /^([^<>]*)<([^<>]*)>$/.exec(trimmed);
  if (!named) return checkParts('', trimmed);
  const name = readName(named[1]!.trim());
  return name === undefined
    ? { reason: `the name needs quotes: "${named[1]!.trim().replaceAll('"', '')}" <…>` }
    : checkParts(name, named[2]!.trim());
}

/** `ada@example.com, "B, C" <b@example.com>` in its parts; commas in quotes part nothing. */
export function splitAddresses(text: string): string[] {
  return (text.match(/(?:"(?:\\.|[^"\\])*"|[^,"]|")+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

/** As a header or a table shows it. */
export function printAddress({ name, address }: Address): string {
  if (!name) return address;
  return /[^\p{L}\p{N} '.-]/u.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>` : `${name} <${address}>`;
}

export function domainOf({ address }: Address): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Line breaks, NUL and the like: nothing that stands in one line of a header. */
export function hasControls(text: string): boolean {
  return /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/.test(text);
}

function readName(written: string): string | undefined {
  const quoted = /^"((?:\\.|[^"\\])*)"$/.exec(written);
  if (quoted) return quoted[1]!.replace(/\\(.)/g, '$1');
  return /[,;:@"()[\]\\]/.test(written) ? undefined : written;
}

function checkParts(name: string, written: string): ParsedAddress {
  if (/[,;]/.test(written)) return { reason: 'it is more than one address' };
  const at = written.lastIndexOf('@');
  if (at === -1) return { reason: 'there is no @' };
  const local = written.slice(0, at);
  if (!/^[^\s"(),:;<>@[\]\\]+$/.test(local) || /^\.|\.\.|\.$/.test(local))
    return { reason: local === '' ? 'nothing stands before the @' : `"${local}" cannot stand before the @` };
  if (Buffer.byteLength(local) > 64) return { reason: 'more than 64 bytes stand before the @' };
  const domain = written.slice(at + 1);
  const ascii = /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain) : '';
  if (!/^(?!-)[a-z\d-]{1,63}(?<!-)(\.(?!-)[a-z\d-]{1,63}(?<!-))*$/.test(ascii) || ascii.length > 253)
    return { reason: domain === '' ? 'nothing stands behind the @' : `"${domain}" is not a domain` };
  return { address: { ...(name && { name }), address: `${local}@${ascii}` } };
}
