import type { MessagePart } from '../model/inbox.js';
import { bodyStart, headerIn, readHeaders, readStructured } from './message-headers.js';

/** Whoever nests deeper, or has more parts, wants to see programs suffer. */
const DEEPEST = 30;
const MOST_PARTS = 1000;
/** A header may be as long, and one with parameters, in characters. */
const LONGEST_HEADER = 65_536;
const LONGEST_STRUCTURED = 4000;

/** The tree of a message's parts, as it was sent; nothing is decoded. */
export function readMimeTree(raw: Buffer): MessagePart {
  return readPart(raw, 0, raw.length, 0, { parts: 0 });
}

/** Whether a message can be taken apart without suffering. */
export function isWhole(part: MessagePart): boolean {
  return !part.isCut && part.parts.every(isWhole);
}

/** All parts that hold no others, in their order. */
export function leavesOf(part: MessagePart): MessagePart[] {
  return part.parts.length > 0 ? part.parts.flatMap(leavesOf) : [part];
}

function readPart(raw: Buffer, start: number, end: number, depth: number, seen: { parts: number }): MessagePart {
  seen.parts++;
  const headers = readHeaders(raw, start, end);
  const body = bodyStart(raw, start, end);
  const content = readStructured(headerIn(headers, 'content-type') ?? 'text/plain');
  const disposition = readStructured(headerIn(headers, 'content-disposition') ?? '');
  const { charset, boundary } = content.parameters;
  const filename = disposition.parameters.filename ?? content.parameters.name;
  const cid = headerIn(headers, 'content-id')?.replace(/^<|>$/g, '');
  const part: MessagePart = {
    type: /^[\w.+-]+\/[\w.+-]+$/.test(content.value) ? content.value : 'text/plain',
    ...(charset && { charset: charset.toLowerCase() }),
    encoding: (headerIn(headers, 'content-transfer-encoding') ?? '7bit').toLowerCase(),
    bytes: Math.max(0, end - body),
    ...(filename && { filename }),
    ...(disposition.value && { disposition: disposition.value }),
    ...(cid && { cid }),
    parts: [],
    ...(headers.some(isTooLong) && { isCut: true }),
  };
  const inner =
    part.type === 'message/rfc822'
      ? [{ start: body, end }]
      : part.type.startsWith('multipart/') && boundary
        ? partsBetween(raw, body, end, boundary)
        : [];
  for (const span of inner) {
    if (depth >= DEEPEST || seen.parts >= MOST_PARTS) {
      part.isCut = true;
      break;
    }
    part.parts.push(readPart(raw, span.start, span.end, depth + 1, seen));
  }
  return part;
}

/** Parsers take the square of a header's length. */
function isTooLong({ name, raw }: { name: string; raw: string }): boolean {
  return raw.length > (/^content-/i.test(name) ? LONGEST_STRUCTURED : LONGEST_HEADER);
}

/** What stands between the lines that are `--boundary`, until the one that is `--boundary--`. */
function* partsBetween(raw: Buffer, body: number, end: number, boundary: string) {
  const mark = Buffer.from(`--${boundary}`, 'utf8');
  let start: number | undefined;
  for (let at = raw.indexOf(mark, body); at !== -1 && at < end; at = raw.indexOf(mark, at + mark.length)) {
    if (at > body && raw[at - 1] !== 0x0a) continue;
    const after = at + mark.length;
    const isLast = raw[after] === 0x2d && raw[after + 1] === 0x2d;
    const newline = raw.indexOf(0x0a, after);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    if (!isLast && /\S/.test(raw.toString('latin1', after, Math.min(lineEnd, after + 80)))) continue; // a longer boundary
    if (start !== undefined) yield { start, end: withoutLineEnd(raw, start, at) };
    if (isLast) return;
    start = Math.min(lineEnd + 1, end);
  }
  if (start !== undefined) yield { start, end };
}

function withoutLineEnd(raw: Buffer, start: number, at: number): number {
  const one = at > start && raw[at - 1] === 0x0a ? at - 1 : at;
  return one > start && raw[one - 1] === 0x0d ? one - 1 : one;
}
