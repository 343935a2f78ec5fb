import { createPrivateKey } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { domainToASCII } from 'node:url';
import * as problems from '../../diagnostics/problems.js';
import type { Signer } from '../../formats/sign-eml.js';
import { domainOf, parseAddress } from '../../mail/address.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { Address } from '../../model/message.js';
import type { Project } from '../project.js';

/** Below this, Gmail takes no signature for one. */
const FEWEST_BITS = 1024;

/** Reads the keys of the config. No reason ever repeats anything of a key. */
export function readSigners({
  root,
  config,
}: Pick<Project, 'root' | 'config'>): { signers: Signer[] } | { diagnostic: Diagnostic } {
  const signers: Signer[] = [];
  for (const { domain: written, selector, key: given } of [config.dkim].flat()) {
    const domain = domainToASCII(written);
    const refuse = (reason: string) => ({ diagnostic: problems.dkimSettings(nameOf(written), reason) });
    if (!/^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d-]+$/.test(domain)) return refuse('this is not a domain');
    if (!/^[a-z\d]([\w-]*\w)?(\.[\w-]+)*$/i.test(selector))
      return refuse('the selector is not the name of a DNS entry');
    const key = given ? readKey(root, given) : { reason: 'there is no key' };
    if ('reason' in key) return refuse(key.reason);
    signers.push({ domain, selector, key: key.pem });
  }
  return { signers };
}

/** Receivers count a signature of the sender's sender domain, or of one above or below it. */
export function warnOfSender(from: Address | string, signers: readonly Signer[]): Diagnostic | undefined {
  const parsed = typeof from === 'string' ? parseAddress(from) : { address: from };
  if (signers.length === 0 || !('address' in parsed)) return undefined;
  const sender = `.${domainOf(parsed.address)}`;
  const isOwn = signers.some(({ domain }) => sender.endsWith(`.${domain}`) || `.${domain}`.endsWith(sender));
  const domains = signers.map(({ domain }) => domain);
  return isOwn ? undefined : problems.dkimNotAligned(parsed.address.address, domains);
}

function readKey(root: string, given: string): { pem: string } | { reason: string } {
  // Variables of the environment have \n where a line ends.
  const isText = given.includes('-----BEGIN');
  const pem = isText ? given.replaceAll('\\n', '\n') : readInside(root, given);
  if (pem === undefined) return { reason: 'the key is not a file of the project' };
  // OpenSSL would ask for the passphrase.
  if (/\bENCRYPTED\b/.test(pem)) return { reason: 'the key is encrypted' };
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    if (asymmetricKeyType !== 'rsa') return { reason: 'the key is not one of RSA' };
    const bits = asymmetricKeyDetails?.modulusLength ?? 0;
    return bits < FEWEST_BITS ? { reason: `the key has ${bits} bits, and 2048 are usual` } : { pem };
  } catch {
    return { reason: 'there is no private key in it' };
  }
}

function readInside(root: string, name: string): string | undefined {
  try {
    const path = realpathSync(resolve(root, name));
    return path.startsWith(realpathSync(root) + sep) ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Somebody may have put a key where the domain belongs. */
function nameOf(written: string): string {
  return /^[\w.-]{1,100}$/.test(written) ? written : '…';
}
