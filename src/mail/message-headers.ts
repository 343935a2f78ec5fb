/** One header field of a message as it was sent: `value` is in one line, `raw` has the name and the folds. */
export interface RawHeader {
  name: string;
  value: string;
  raw: string;
  /** From 1, within the part. */
  line: number;
}

/** A part's headers end within as many bytes, or are cut there. */
const MOST_BYTES = 256 * 1024;

/** Where the body of a part begins that begins at `start`; its end when it has none. */
export function bodyStart(raw: Buffer, start: number, end: number): number {
  if (raw[start] === 0x0a) return start + 1;
  if (raw[start] === 0x0d && raw[start + 1] === 0x0a) return start + 2;
  const last = Math.min(end, start + MOST_BYTES);
  for (let at = raw.indexOf(0x0a, start); at !== -1 && at + 1 < last; at = raw.indexOf(0x0a, at + 1)) {
    if (raw[at + 1] === 0x0a) return at + 2;
    if (raw[at + 1] === 0x0d && raw[at + 2] === 0x0a) return at + 3;
  }
  return end;
}

/** The header fields of a part that begins at `start`, with whatever bytes they have as UTF-8. */
export function readHeaders(raw: Buffer, start = 0, end = raw.length): RawHeader[] {
  const text = raw.toString('utf8', start, Math.min(bodyStart(raw, start, end), start + MOST_BYTES));
  const headers: RawHeader[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const before = headers.at(-1);
    if (/^[ \t]/.test(line) && before) before.raw += `\r\n${line}`;
    else {
      const [, name] = /^([!-9;-~]+)[ \t]*:/.exec(line) ?? [];
      if (name) headers.push({ name, value: '', raw: line, line: i + 1 });
    }
  }
  for (const header of headers) header.value = unfold(header.raw.slice(header.raw.indexOf(':') + 1));
  return headers;
}

export function headerIn(headers: readonly { name: string; value: string }[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

function unfold(value: string): string {
  return value.replace(/\r?\n(?=[ \t])/g, '').trim();
}

/** A value like `multipart/mixed; boundary="a b"`, with RFC 2231's `name*=utf-8''…` decoded. */
export interface StructuredValue {
  value: string;
  parameters: Readonly<Record<string, string>>;
}

export function readStructured(text: string): StructuredValue {
  const [value = '', ...rest] = text.slice(0, 4000).match(/(?:"(?:\\.|[^"\\])*"|[^;"]|")+/g) ?? [];
  const pieces = new Map<string, { order: number; text: string; isEncoded: boolean }[]>();
  for (const part of rest) {
    const [, name, order, star, written] = /^\s*([\w-]+)(?:\*(\d{1,3}))?(\*)?\s*=\s*([\s\S]*)$/.exec(part) ?? [];
    if (!name) continue;
    const quoted = /^"((?:\\.|[^"\\])*)"?/.exec(written!.trim());
    const one = {
      order: Number(order ?? 0),
      isEncoded: star !== undefined,
      text: quoted ? quoted[1]!.replace(/\\(.)/g, '$1') : written!.trim(),
    };
    const known = pieces.get(name.toLowerCase());
    if (known) known.push(one);
    else pieces.set(name.toLowerCase(), [one]);
  }
  const parameters = [...pieces].map(([name, found]) => {
    const all = found.toSorted((a, b) => a.order - b.order);
    const text = all.map((piece) => piece.text).join('');
    return [name, all.some(({ isEncoded }) => isEncoded) ? decodeExtended(text) : text];
  });
  return { value: value.trim().toLowerCase(), parameters: Object.fromEntries(parameters) };
}

function decodeExtended(text: string): string {
  const encoded = text.replace(/^[\w-]*'[\w-]*'/, '');
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
