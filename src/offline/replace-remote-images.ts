import { decodeAttribute, encodeAttribute } from '../document/attribute-text.js';
import { readDeclarations } from '../document/css-text.js';
import { type Splice, splice } from '../document/splice.js';
import { isRemote } from './addresses.js';
import { keepCss } from './keep-css.js';
import { HATCHING, placeholder } from './placeholder.js';
import { findTags, type Tag, TooTangled } from './tags.js';

/** Attributes that are followed by readers alone, or never: links, words, names. */
const HARMLESS =
  /^(alt|title|class|id|name|cite|content|value|label|summary|abbr|lang|dir|role|rel|type|media|target|aria-[\w-]*|data-[\w-]*|xmlns(:\w+)?|placeholder|for|http-equiv|charset|itemtype|itemid|itemprop|vocab|typeof|property|prefix|about|resource)$/;

/** Elements whose address opens a document, which can then load whatever it likes. */
const FRAMES = /^(iframe|frame|embed|object|applet|portal|fencedframe)$/;

/**
 * An email that leaves the machine for nothing, whoever wrote it: remote images give way to placeholders of their size,
 * backgrounds to hatching, and remote styles, fonts and frames go. Links stay, because only readers follow them. It does
 * not rely on how the HTML is parsed (`tags.ts`); what cannot be judged in reasonable time is not shown.
 */
export function replaceRemoteImages(html: string): string {
  // Text within SVG and a comment elsewhere: as a comment everywhere, it is markup that is read.
  let text = html.replaceAll('<![CDATA[', '<!x[CDATA[');
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const before = text;
      text = splice(text, findTags(text).flatMap(attributesOf));
      text = splice(
        text,
        findTags(text).flatMap((tag) => sheetOf(text, tag)),
      );
      if (text === before) return text;
    }
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error;
  }
  return '<!DOCTYPE html><title>Not shown</title><p>This email is too tangled to be shown without its remote images.</p>';
}

/** What is changed in one reading of a tangled email may be something else in another one, so it is read again. */
const ROUNDS = 5;

function attributesOf(tag: Tag): Splice[] {
  return tag.attributes.flatMap((attribute) => {
    const { name, value, start, end } = attribute;
    const written = decodeAttribute(value);
    const kept = keepAttribute(tag, name, written);
    if (kept === written) return [];
    return [{ start, end, text: kept === undefined ? '' : `${name}="${encodeAttribute(kept)}"` }];
  });
}

/** The attribute's value, another one, or undefined to take it away. */
function keepAttribute(tag: Tag, name: string, value: string): string | undefined {
  if (name === 'style') return keepCss(value);
  if (name === 'srcdoc') return undefined;
  if (/^(ping|manifest|on[a-z]+)$/.test(name)) return undefined;
  if (FRAMES.test(tag.name) && /^(src|data|code|codebase|archive|classid)$/.test(name)) return undefined;
  if (tag.name === 'link' && name === 'href') return /^\s*$/.test(value) ? value : undefined;
  if (tag.name === 'meta' && name === 'content') return isRefresh(tag) ? undefined : value;
  if (name === 'href' && /^(a|area|v:.*)$/.test(tag.name)) return value;
  if (HARMLESS.test(name)) return value;
  if (/(^|:)href$/.test(name) && /^(base|use)$/.test(tag.name)) return isRemote(value) ? undefined : value;
  // Animations may put any of their values into an address.
  if (/^(to|from|by|values)$/.test(name))
    return /[:\\/]{1}/.test(value) && /[\\/]{2}|:/.test(value) ? undefined : value;
  if (name === 'srcset' || name === 'imagesrcset') return value.split(/[\s,]+/).some(isRemote) ? undefined : value;
  if (isRemote(value)) return pictureFor(tag, name, value);
  return /url|image|src|\\/i.test(value) ? keepCss(value) : value;
}

function isRefresh({ attributes }: Tag): boolean {
  const equiv = attributes.find(({ name }) => name === 'http-equiv');
  return /refresh/i.test(decodeAttribute(equiv?.value ?? ''));
}

function pictureFor(tag: Tag, name: string, address: string): string | undefined {
  const isPicture = name === 'src' || (/(^|:)href$/.test(name) && /^(image|feimage)$/.test(tag.name));
  if (name === 'background') return HATCHING;
  if (tag.name === 'v:fill') return HATCHING;
  if (!isPicture || /^(script|audio|video|track|source)$/.test(tag.name)) return undefined;
  return placeholder(address, sizeOf(tag, 'width'), sizeOf(tag, 'height'));
}

/** In pixels, as its attribute or its own style says. */
function sizeOf({ attributes }: Tag, side: 'width' | 'height'): number | undefined {
  const read = (name: string) => decodeAttribute(attributes.find((attribute) => attribute.name === name)?.value ?? '');
  const styled = readDeclarations(read('style')).findLast(({ property }) => property === side)?.value;
  for (const value of [styled, read(side)]) {
    const [, number] = /^\s*(\d{1,4})(?:\.\d+)?(?:px)?\s*$/.exec(value ?? '') ?? [];
    if (number !== undefined) return Number(number);
  }
  return undefined;
}

/** What stands in a `style` element; one that says another thing once it is decoded, as within SVG, goes as a whole. */
function sheetOf(html: string, { name, end }: Tag): Splice[] {
  if (name !== 'style') return [];
  CLOSING.lastIndex = end;
  const close = CLOSING.exec(html)?.index ?? html.length;
  const css = html.slice(end, close);
  const kept = keepCss(css);
  const within = decodeAttribute(kept.replace(/<!--[\s\S]*?(?:-->|$)|<[^>]*>/g, ''));
  const text = within !== kept && keepCss(within) !== within ? '' : kept;
  return text === css ? [] : [{ start: end, end: close, text }];
}

const CLOSING = /<\/style(?=[\s/>])/gi;
