/** How a text of a message crosses servers that know only ASCII, and lines of up to 998 bytes (RFC 5322). */
export type TextEncoding = '7bit' | 'quoted-printable' | 'base64';

/** What is longer is encoded, though 998 would do: some servers break what is long. */
const LONGEST_LINE = 76;

/** Of quoted-printable: with the `=` of a line that goes on it is 76. */
const LONGEST_QUOTED = 75;

/** Where this part of a text is not ASCII, base64 is shorter than quoted-printable: Chinese, Russian, Arabic. */
const MOSTLY_FOREIGN = 1 / 6;

const [TAB, LF, CR, SPACE, EQUALS, DELETE] = [9, 10, 13, 32, 61, 127];
const HEX = '0123456789ABCDEF';

/** Encodes a text, its lines ended by CR LF however they were ended: as it is where that can be, else as short as can be. */
export function encodeText(text: string): { encoding: TextEncoding; content: Buffer } {
  const bytes = Buffer.from(text, 'utf8');
  const { foreign, longest } = measure(bytes);
  if (foreign === 0 && longest <= LONGEST_LINE) return { encoding: '7bit', content: withLineEnds(text) };
  return foreign > bytes.length * MOSTLY_FOREIGN
    ? { encoding: 'base64', content: encodeBase64(withLineEnds(text)) }
    : { encoding: 'quoted-printable', content: encodeQuoted(bytes) };
}

/** Base64 in lines of 76. */
export function encodeBase64(content: Uint8Array): Buffer {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64');
  return Buffer.from(text.replace(/.{76}(?=.)/g, '$&\r\n'), 'latin1');
}

/** @returns how many bytes are not plain ASCII, and the length of the longest line */
function measure(bytes: Buffer): { foreign: number; longest: number } {
  let foreign = 0;
  let longest = 0;
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte >= DELETE || (byte < SPACE && byte !== TAB && byte !== LF && byte !== CR)) foreign++;
    if (byte !== LF && byte !== CR) continue;
    longest = Math.max(longest, i - start);
    start = i + 1;
  }
  return { foreign, longest: Math.max(longest, bytes.length - start) };
}

function withLineEnds(text: string): Buffer {
  return Buffer.from(text.replace(/\r\n?|\n/g, '\r\n'), 'utf8');
}

/** What quoted-printable leaves as it is, wherever it stands. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte > SPACE && byte < DELETE && byte !== EQUALS));

/** Every message needs a place to be encoded in, and needs it only until it is copied. */
let scratch = Buffer.alloc(0);

/** Quoted-printable (RFC 2045). What one character needs stays in one line: not every mail program puts it together. */
function encodeQuoted(bytes: Buffer): Buffer {
  // Nothing grows more than threefold, and no line that goes on is shorter than 64.
  const most = bytes.length * 3 + Math.ceil(bytes.length / 20) * 3 + 16;
  if (scratch.length < most) scratch = Buffer.allocUnsafeSlow(most);
  const out = scratch;
  let at = 0;
  let left = LONGEST_QUOTED;
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i]!;
    for (; left > 0 && PLAIN[byte] === 1; byte = bytes[++i] ?? 0) {
      out[at++] = byte;
      left--;
    }
    if (i === bytes.length) break;
    if (byte === LF || byte === CR) {
      if (byte === CR && bytes[i + 1] === LF) i++;
      out[at++] = CR;
      out[at++] = LF;
      left = LONGEST_QUOTED;
      continue;
    }
    const isAsItIs = PLAIN[byte] === 1 || isBlankWithin(bytes, i);
    if (left < (isAsItIs ? 1 : widthOf(byte))) {
      out[at++] = EQUALS;
      out[at++] = CR;
      out[at++] = LF;
      left = LONGEST_QUOTED;
    }
    if (isAsItIs) {
      out[at++] = byte;
      left--;
      continue;
    }
    out[at++] = EQUALS;
    out[at++] = HEX.charCodeAt(byte >> 4);
    out[at++] = HEX.charCodeAt(byte & 15);
    left -= 3;
  }
  return Buffer.from(out.subarray(0, at));
}

/** How much room a character takes that begins with this byte; the rest of it, 10xxxxxx, has its room already. */
function widthOf(byte: number): number {
  if (byte < 0x80) return 3;
  return byte < 0xc0 ? 0 : byte < 0xe0 ? 6 : byte < 0xf0 ? 9 : 12;
}

/** A blank or tab that no line ends with: servers take those away. */
function isBlankWithin(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 1];
  return (bytes[at] === SPACE || bytes[at] === TAB) && next !== undefined && next !== LF && next !== CR;
}
