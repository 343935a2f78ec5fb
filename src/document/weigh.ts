import type { Attribute, Document } from '../model/document.js';
import { parse } from './parse.js';

/** Something that an email's bytes are spent on. */
export interface Weight {
  label: string;
  /** Of UTF-8. */
  bytes: number;
}

const ADDRESSES = /^(href|src|srcset|background|action|cite|poster)$/;

/** What the bytes of an HTML email are spent on, largest first; together they are all of its bytes. */
export function weigh(html: string): Weight[] {
  const document = parse(html);
  const weights = new Map<string, number>();
  let left = Buffer.byteLength(html);
  const add = (label: string, text: string) => {
    const bytes = Buffer.byteLength(text);
    if (bytes > 0) weights.set(label, (weights.get(label) ?? 0) + bytes);
    left -= bytes;
  };
  const skipped = weighComments(document, add);
  for (const element of document.elements) {
    if (skipped(element.start)) continue;
    for (const each of element.attributes) weighAttribute(document, each, add);
    if (element.name !== 'style') continue;
    const css = html.slice(element.openEnd, element.closeStart);
    const data = embedded(css);
    add('Embedded data', data);
    add('Styles in the head', data ? css.replace(DATA, '') : css);
  }
  for (const [start, end] of textsOf(document)) {
    if (skipped(start)) continue;
    const text = html.slice(start, end);
    const words = text.trim();
    add('Text', words);
    add('Blanks and line breaks', text.slice(words.length));
  }
  if (left > 0) weights.set('Tags and attributes', left);
  return [...weights].map(([label, bytes]) => ({ label, bytes })).sort((a, b) => b.bytes - a.bytes);
}

const DATA = /data:[\w+./-]+[;,][^\s"')]*/g;

/** Everything in a text that is a file of its own. */
function embedded(text: string): string {
  return text.includes('data:') ? (text.match(DATA) ?? []).join('') : '';
}

type Add = (label: string, text: string) => void;

function weighAttribute({ source }: Document, { name, value = '', start, end }: Attribute, add: Add): void {
  if (start === undefined || end === undefined) return;
  const lower = name.toLowerCase();
  const isStyle = lower === 'style';
  if (!isStyle && !ADDRESSES.test(lower)) return;
  const data = embedded(value);
  add('Embedded data', data);
  // With the blank before it, which goes with it.
  const written = ` ${source.slice(start, end)}`;
  add(isStyle ? 'Inline styles' : 'Links and image addresses', data ? written.replace(DATA, '') : written);
}

/** Weighs comments; tells of an offset whether it stands in one. */
function weighComments({ source, elements, root }: Document, add: Add): (offset: number) => boolean {
  const comments = [root, ...elements]
    .flatMap(({ children }) => children.filter(({ kind }) => kind === 'comment'))
    .sort((a, b) => a.start - b.start);
  const outer: { start: number; end: number }[] = [];
  for (const { start, end } of comments) {
    if (start < (outer.at(-1)?.end ?? 0)) continue;
    const text = source.slice(start, end);
    add(/^<!--\[if|\[endif\]-*>$/.test(text) ? 'Comments for Outlook' : 'Comments', text);
    outer.push({ start, end });
  }
  return (offset) => {
    // The last one that begins before.
    let low = 0;
    for (let high = outer.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (outer[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return offset < (outer[low - 1]?.end ?? 0);
  };
}

function textsOf({ root, elements }: Document): [start: number, end: number][] {
  return [root, ...elements.filter((element) => element.name !== 'style')].flatMap(({ children }) =>
    children.flatMap((child): [number, number][] => (child.kind === 'text' ? [[child.start, child.end]] : [])),
  );
}
