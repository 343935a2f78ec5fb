import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** How a server is reached. Whatever is not here cannot be set: nodemailer takes far more, programs to run among it. */
export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte, as on port 465; else STARTTLS. */
  secure: boolean;
  user?: string;
  pass?: string;
  /** What this machine calls itself. */
  name?: string;
  /** The name on the server's certificate, when it is not the host's. */
  servername?: string;
  /** A certificate authority to trust instead of the usual ones, as PEM. */
  ca?: string;
  maxConnections: number;
  /** Messages for each connection. */
  maxMessages: number;
  /** Seconds without an answer; servers take minutes to look through a message before they say that they have it. */
  timeout: number;
  /** The server's certificate is not verified, and it need not have one. */
  insecure: boolean;
}

export type ReadSmtpSettings = { settings: SmtpSettings } | { reason: string };

const OPTIONS = ['host', 'port', 'secure', 'user', 'pass', 'name', 'servername', 'ca'];
const NUMBERS = ['maxConnections', 'maxMessages', 'timeout'];

/**
 * Reads `smtp://user:password@host:587?…`, or an object with the same names. No reason ever repeats what was given,
 * because a password may stand in it.
 * @param root what the path of `ca` is relative to
 */
export function readSmtpSettings(given: unknown, root: string, insecure = false): ReadSmtpSettings {
  const read = typeof given === 'string' ? fromUrl(given) : fromObject(given);
  if ('reason' in read) return read;
  const { host = '', port, secure, user, pass, name, servername, ca, ...numbers } = read.options;
  if (!/^(?=.{1,253}$)[\p{L}\p{N}.-]+$|^[\da-f:]+$/iu.test(host)) return { reason: 'there is no host in it' };
  if (port !== undefined && !isWhole(port, 1, 65_535)) return { reason: 'its port is not a number from 1 to 65535' };
  if ((user === undefined) !== (pass === undefined)) return { reason: 'user and password belong together' };
  if ([user, pass, name, servername].some((text) => text !== undefined && /[\u0000-\u001F\u007F]/.test(text)))
    return { reason: 'it has a line break or a control character' };
  if (name !== undefined && !/^[a-z\d.-]+$/i.test(name)) return { reason: '"name" is not the name of a machine' };
  if (secure !== undefined && secure !== 'true' && secure !== 'false') return { reason: '"secure" is true or false' };
  for (const [key, value] of Object.entries(numbers))
    if (!isWhole(value, 1, 10_000)) return { reason: `"${key}" is not a number from 1 to 10000` };
  const authority = ca === undefined ? undefined : readAuthority(resolve(root, ca));
  if (ca !== undefined && !authority) return { reason: '"ca" is not a file with a certificate (PEM)' };
  const isSecure = secure === undefined ? port === '465' : secure === 'true';
  const { maxConnections = '5', maxMessages = '100', timeout = '300' } = numbers;
  return {
    settings: {
      host,
      port: Number(port ?? (isSecure ? 465 : 587)),
      secure: isSecure,
      ...(user !== undefined && { user, pass: pass! }),
      ...(name !== undefined && { name }),
      ...(servername !== undefined && { servername }),
      ...(authority && { ca: authority }),
      maxConnections: Number(maxConnections),
      maxMessages: Number(maxMessages),
      timeout: Number(timeout),
      insecure,
    },
  };
}

/** Whether this machine itself is meant; what goes there crosses no network. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
}

type Options = { options: Partial<Record<string, string>> } | { reason: string };

function fromUrl(text: string): Options {
  // Not `new URL` in a try: what it throws holds the whole text.
  if (/[\u0000-\u0020\u007F]/.test(text) || !URL.canParse(text)) return { reason: 'it is not an address' };
  const url = new URL(text);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    return { reason: 'it does not begin with smtp:// or smtps://' };
  if (url.hash || (url.pathname !== '' && url.pathname !== '/')) return { reason: 'something stands behind the host' };
  const options: Record<string, string> = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port && { port: url.port }),
    ...(url.protocol === 'smtps:' && { secure: 'true' }),
  };
  try {
    if (url.username || url.password) {
      options.user = decodeURIComponent(url.username);
      options.pass = decodeURIComponent(url.password);
    }
  } catch {
    return { reason: 'a % in user or password is not written as %25' };
  }
  for (const [key, value] of url.searchParams) {
    if (!['name', 'servername', 'ca', ...NUMBERS].includes(key))
      return { reason: unknown(key, ['name', 'servername', 'ca']) };
    options[key] = value;
  }
  return { options };
}

function fromObject(given: unknown): Options {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { reason: 'it is neither an address nor an object' };
  const options: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    if (![...OPTIONS, ...NUMBERS].includes(key)) return { reason: unknown(key, OPTIONS) };
    if (value === undefined) continue;
    if (!['string', 'number', 'boolean'].includes(typeof value)) return { reason: `"${key}" is not a text` };
    options[key] = String(value);
  }
  return { options };
}

function unknown(key: string, known: readonly string[]): string {
  const shown = /^[\w.]{1,30}$/.test(key) ? `"${key}"` : 'something in it';
  return `${shown} is not an option; there are ${[...known, ...NUMBERS].join(', ')}`;
}

function isWhole(text: string | undefined, least: number, most: number): boolean {
  return text !== undefined && /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function readAuthority(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : undefined;
  } catch {
    return undefined;
  }
}
