import { setAttribute } from '../document/edit.js';
import { attribute } from '../document/find.js';
import type { Document, Element } from '../model/document.js';
import type { Declaration } from './css.js';
import { isPlain, stylesOf } from './declarations.js';

/** What Word, which draws the mails of Outlook for Windows, reads from which elements. */
const READ_BY_WORD: Record<string, readonly WordAttribute[]> = {
  table: ['width', 'bgcolor'],
  tr: ['height', 'align', 'valign', 'bgcolor'],
  td: ['width', 'height', 'align', 'valign', 'bgcolor'],
  th: ['width', 'height', 'align', 'valign', 'bgcolor'],
  img: ['width', 'height'],
};

/** Gives tables, rows, cells and images the attributes that Word reads instead of their styles. */
export function addWordAttributes(document: Document): void {
  for (const element of document.elements) {
    const names = READ_BY_WORD[element.name];
    if (names && attribute(element, 'style')) copyStyles(element, names);
  }
}

export type WordAttribute = 'width' | 'height' | 'align' | 'valign' | 'bgcolor';

/** How an attribute's value is made from a declaration; undefined where it cannot say the same. */
const FROM_STYLE: Record<WordAttribute, { properties: string[]; value(css: string): string | undefined }> = {
  width: { properties: ['width'], value: size },
  height: { properties: ['height'], value: pixels },
  align: { properties: ['text-align'], value: oneOf('left', 'center', 'right', 'justify') },
  valign: {
    properties: ['vertical-align'],
    value: oneOf('top', 'middle', 'bottom', 'baseline'),
  },
  bgcolor: { properties: ['background-color', 'background'], value: colour },
};

function oneOf(...words: string[]): (css: string) => string | undefined {
  return (css) => words.find((word) => word === css.toLowerCase());
}

/** Writes attributes that say what the element's styles do, where they can. */
export function copyStyles(element: Element, names: readonly WordAttribute[]): void {
  const declarations = stylesOf(element).toReversed();
  for (const name of names) {
    const written = attributeValue(name, declarations);
    if (written !== undefined) addAttribute(element, name, written);
  }
}

/** Past a value that not every client reads, the one before counts. */
function attributeValue(name: WordAttribute, lastFirst: readonly Declaration[]): string | undefined {
  const { properties, value } = FROM_STYLE[name];
  for (const declaration of lastFirst) {
    if (!properties.includes(declaration.property)) continue;
    const written = value(declaration.value.trim());
    if (written !== undefined || isPlain(declaration.value)) return written;
  }
  return undefined;
}

/** An author's own attribute is never overwritten. */
export function addAttribute(element: Element, name: string, value: string): void {
  if (attribute(element, name) === undefined) setAttribute(element, name, value);
}

function pixels(css: string): string | undefined {
  const tag = /^(\{\{[^{}"]+\}\}|<%=[^%"]+%>)px$/.exec(css)?.[1];
  if (tag) return tag;
  const number = /^(\d+(?:\.\d+)?)(?:px)?$/i.exec(css)?.[1];
  return number === undefined || Number(number) === 0 ? undefined : String(Math.round(Number(number)));
}

/** Pixels as a number, or a percentage as it is. */
function size(css: string): string | undefined {
  return /^\d+(\.\d+)?%$/.test(css) ? `${Math.round(Number.parseFloat(css) * 100) / 100}%` : pixels(css);
}

/** What can stand in a `background` beside its colour. */
const NO_COLOUR =
  /^(transparent|inherit|initial|unset|none|currentcolor|revert(?:-layer)?|auto|(no-)?repeat(-[xy])?|space|round|fixed|local|scroll|top|bottom|left|right|center|cover|contain|auto|(border|padding|content)-box)$/i;

/** Functions that hold words of their own: `url()`, gradients; one nested in another at most. */
const OTHER_FUNCTION = /(?!\brgb\()\b[\w-]+\((?:[^()]|\([^()]*\))*\)/gi;

/** Attributes know colours in hexadecimal and by name, and no transparency. */
function colour(css: string): string | undefined {
  for (const word of css.replace(OTHER_FUNCTION, ' ').match(/rgb\([^)]*\)|[^\s,/]+/gi) ?? []) {
    if (/^#[0-9a-f]{6}$/i.test(word)) return word;
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(word);
    if (short) return hexadecimal(short.slice(1).map((digit) => Number.parseInt(digit + digit, 16)));
    const channels = /^rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)$/i.exec(word);
    if (channels) return hexadecimal(channels.slice(1).map(Number));
    if (/^[a-z]+$/i.test(word) && !NO_COLOUR.test(word)) return word;
  }
  return undefined;
}

function hexadecimal(channels: number[]): string {
  return `#${channels.map((channel) => Math.min(255, channel).toString(16).padStart(2, '0')).join('')}`;
}
