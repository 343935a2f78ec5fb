import { offsetAt, positionAt } from '../document/positions.js';
import type { Place } from '../model/place.js';

/**
 * The author's text of a tag or of a mixin call with its attributes, from the place where it begins. Pug's attributes
 * may go over several lines.
 */
export function writtenTag(source: string, place: Place): { start: number; end: number } {
  const start = offsetAt(source, place);
  if (source[start] === '<') return { start, end: endOfTag(source, start) };
  let end = start + /^[^\s(=!]*/.exec(source.slice(start))![0].length;
  while (source[end] === '(') end = endOfBracket(source, end);
  return { start, end };
}

/** Where an attribute is written in the tag at `place`. */
export function writtenAttribute(source: string, place: Place, name: string): Place | undefined {
  const { start, end } = writtenTag(source, place);
  const text = source.slice(start, end);
  const found =
    new RegExp(`(?<=[\\s(,'"\`])['"]?${name}['"]?\\s*!?=`, 'i').exec(text) ??
    (name === 'class' ? /\./.exec(text) : null);
  if (!found) return undefined;
  return { file: place.file, ...positionAt(source, start + found.index) };
}

/** Where a CSS property is written in the tag at `place`. */
export function writtenProperty(source: string, place: Place, property: string): Place | undefined {
  const { start, end } = writtenTag(source, place);
  const found = new RegExp(`(?<![\\w-])${property}['"]?\\s*:`, 'i').exec(source.slice(start, end));
  return found ? { file: place.file, ...positionAt(source, start + found.index) } : undefined;
}

function endOfTag(source: string, start: number): number {
  let quote = '';
  for (let i = start; i < source.length; i++) {
    const char = source[i]!;
    if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i + 1;
  }
  return source.length;
}

function endOfBracket(source: string, start: number): number {
  let depth = 0;
  let quote = '';
  for (let i = start; i < source.length; i++) {
    const char = source[i]!;
    if (quote) {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (/["'`]/.test(char)) quote = char;
    else if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char) && --depth === 0) return i + 1;
  }
  return source.length;
}
