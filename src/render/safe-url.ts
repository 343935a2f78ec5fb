import { textOf } from './text-of.js';

/** What an email may link to or show. Anything else with a scheme could run, read a file or ask for a password. */
const SCHEMES = new Set(
  'http https mailto tel sms cid ftp ftps sip sips geo facetime webcal whatsapp xmpp callto market'.split(' '),
);

const IMAGE = /^data:image\/(png|gif|jpe?g|webp)[;,]/i;

/** Entities that some clients decode once more than they should. */
const NAMED: Record<string, string> = {
  colon: ':',
  tab: '',
  newline: '',
  sol: '/',
  amp: '&',
  nbsp: '',
  zerowidthspace: '',
};

/**
 * A URL that begins with data: `#` when its scheme could do harm (`javascript:`, `data:` other than images, `file:`,
 * whatever is not known), however it is written. URLs without a scheme pass.
 */
export function safeUrl(value: unknown): string {
  const url = textOf(value);
  if (/^https?:\/\/[^\u0000-\u0020\\]*$/.test(url)) return url;
  const bare = decode(url).replace(
    /[\u0000-\u0020\u007f-\u00a0\u00ad\u180e\u2000-\u200f\u2028-\u202f\u2060-\u2064\u3000\ufeff]/g,
    '',
  );
  // Windows opens `\\server\share`, and tells it who is logged in.
  if (/^(\\|\/\\)/.test(bare)) return '#';
  const scheme = /^([^/?#]*?):/.exec(bare)?.[1];
  if (scheme !== undefined && !SCHEMES.has(scheme.toLowerCase()) && !IMAGE.test(bare)) return '#';
  return url.replace(/[\u0000-\u001f\u007f]/g, '').trim();
}

function decode(url: string): string {
  let text = url;
  for (let round = 0; round < 3 && text.includes('&'); round++)
    text = text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));?/gi, (all, hex, decimal, name) => {
      if (name) return NAMED[String(name).toLowerCase()] ?? all;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
  return text;
}
