import { type Color, colorOfBackground, readColor, writeColor } from '../../rules/reading/color.js';
import type { Declared } from '../reading/restyle.js';
import { supportOf } from '../reading/support.js';

let support: ReturnType<typeof supportOf> | undefined;

/** What caniemail.com tells of Outlook for Windows. */
export function word(): ReturnType<typeof supportOf> {
  support ??= supportOf('outlook.windows');
  return support;
}

const WITHOUT_WIDTH = /^(body|span|div|p|img|a)$/;
const CELL = /^t[dh]$/;

/**
 * Those of an element's declarations that Word reads, as it reads them.
 * @param name the element's; undefined for a rule of a sheet, whose elements are not known
 */
export function readStyle(declared: readonly Declared[], name: string | undefined): readonly Declared[] {
  const read = declared.flatMap((one) => readDeclaration(one, name));
  return read.length === declared.length && read.every((one, i) => one === declared[i]) ? declared : read;
}

/** By property, what the data's notes say in words: the declaration as Word reads it, or undefined. */
const IN_WORDS: readonly (readonly [RegExp, (value: string, name: string | undefined) => string | undefined])[] = [
  [/^display$/, (value, name) => (value === 'none' && name !== 'img' ? value : undefined)],
  [/^max-width$/, (value, name) => (name === undefined || name === 'table' ? value : undefined)],
  [/^(width|height)$/, (value, name) => (name !== undefined && WITHOUT_WIDTH.test(name) ? undefined : value)],
  [/^padding(-|$)/, (value, name) => (name === undefined || CELL.test(name) ? value : undefined)],
  [
    /^margin(-|$)/,
    (value, name) => (name === 'span' || name === 'body' || /\bauto\b|(^|\s)-[\d.]/.test(value) ? undefined : value),
  ],
  [/^border(-(top|right|bottom|left))?(-width)?$/, capBorder],
  [/^font-weight$/, (value) => (/^\d+$/.test(value) ? (Number(value) >= 600 ? 'bold' : 'normal') : value)],
  [/^text-transform$/, (value) => (value === 'lowercase' ? undefined : value)],
  [/^text-decoration$/, (value) => (/^(overline|.*\s.*)$/.test(value) ? undefined : value)],
  [/^background-image$/, () => undefined],
  [/^(color|background-color)$/, opaque],
];

function readDeclaration(one: Declared, name: string | undefined): Declared[] {
  const { property, value, important } = one;
  const given = value.trim().toLowerCase();
  if (property === 'mso-hide' && given === 'all') return [{ property: 'display', value: 'none', important: false }];
  if (property === 'mso-padding-alt') return [{ property: 'padding', value, important: false }];
  if (property.startsWith('mso-')) return [one];
  // Word reads no "!important" in a style attribute, and so not what it stands beside.
  if (important && name !== undefined) return [];
  if (property === 'background') {
    const color = colorOfBackground(value);
    return color && color.a > 0 ? [{ property: 'background-color', value: writeColor(color), important }] : [];
  }
  if (property.startsWith('--') || /\bvar\(|\bcalc\(|gradient\(/i.test(value)) return [];
  let read: string | undefined = value;
  for (const [pattern, change] of IN_WORDS) if (read !== undefined && pattern.test(property)) read = change(read, name);
  if (read === undefined || !(isTold(property) || word().reads(property, read))) return [];
  return [read === value ? one : { property, value: read, important }];
}

/** What is judged in words above, although the data have a line for it. */
function isTold(property: string): boolean {
  return /^(max-width|width|height)$/.test(property);
}

function opaque(value: string): string | undefined {
  const color: Color | undefined = readColor(value);
  return color && color.a < 1 ? undefined : value;
}

function capBorder(value: string): string {
  return value.replace(/(?<![\w.-])([\d.]+)px/g, (written, width) => (Number(width) > 8 ? '8px' : written));
}
