import { decodeEntities } from '../document/decode-entities.js';
import { attribute } from '../document/find.js';
import { hasMergeTag, replaceMergeTags } from '../document/merge-tags.js';
import type { Element } from '../model/document.js';
import { dividesText, stepOf } from './branches.js';
import type { Declaration } from './css.js';

/** Which longhands a shorthand sets: when it comes later, they are void. */
const SHORTHANDS: Record<string, RegExp> = {
  margin: /^margin-(top|right|bottom|left)$/,
  padding: /^padding-(top|right|bottom|left)$/,
  background: /^background-(?!blend)/,
  font: /^(font-(style|variant|weight|stretch|size|family)|line-height)$/,
  border: /^border-(top|right|bottom|left|width|style|color)(-(width|style|color))?$/,
  'border-top': /^border-top-(width|style|color)$/,
  'border-right': /^border-right-(width|style|color)$/,
  'border-bottom': /^border-bottom-(width|style|color)$/,
  'border-left': /^border-left-(width|style|color)$/,
  'border-width': /^border-(top|right|bottom|left)-width$/,
  'border-style': /^border-(top|right|bottom|left)-style$/,
  'border-color': /^border-(top|right|bottom|left)-color$/,
  'border-radius': /^border-(top|bottom)-(left|right)-radius$/,
  'list-style': /^list-style-/,
  'text-decoration': /^text-decoration-/,
  overflow: /^overflow-/,
};

/** Whether one property changes the other, in either direction. */
export function areRelated(a: string, b: string): boolean {
  if (a === b || a === 'all' || b === 'all') return !a.startsWith('--') || a === b;
  if (SHORTHANDS[a]?.test(b) || SHORTHANDS[b]?.test(a)) return true;
  if (LOGICAL.test(a) || LOGICAL.test(b)) return /^[a-z]+/.exec(a)?.[0] === /^[a-z]+/.exec(b)?.[0];
  const [one, other] = [BORDER.exec(a), BORDER.exec(b)];
  if (!one || !other) return false;
  const meets = (part: 1 | 2) => !one[part] || !other[part] || one[part] === other[part];
  return meets(1) && meets(2);
}

const BORDER = /^border(?:-(top|right|bottom|left))?(?:-(width|style|color))?$/;

/** Sides by the direction of the text, which may be any of the four. */
const LOGICAL = /^(margin|padding|border|inset)-(inline|block)/;

/** Values that every client reads; where one does not know a later value, the earlier one is its fallback. */
const PLAIN = /^(?:[\w#%.,'"\s/+-]|url\([^()]*\)|rgb\([\d\s,]*\))*$/;

/** Whether every client reads a value. */
export function isPlain(value: string): boolean {
  return PLAIN.test(value);
}

/**
 * Declarations of one element, block after block, the later block winning. Within a block nothing is removed: two
 * `background`s there are a fallback and its improvement.
 */
export function cascade(blocks: readonly (readonly Declaration[])[]): Declaration[] {
  let result: Declaration[] = [];
  for (const block of blocks) {
    if (result.length) {
      const set = new Set<string>();
      for (const { property, value } of block) if (PLAIN.test(value) || hasMergeTag(value)) set.add(property);
      const shorthands = [...set]
        .map((property) => SHORTHANDS[property])
        .filter((longhands) => longhands !== undefined);
      result = result.filter(
        ({ property }) => !set.has(property) && !shorthands.some((longhands) => longhands.test(property)),
      );
    }
    result.push(...block);
  }
  return result;
}

/** What an element's style attribute says. */
export function stylesOf(element: Element): Declaration[] {
  const style = attribute(element, 'style');
  return style ? parseDeclarations(decodeEntities(style)) : [];
}

/** Splits a style attribute's text (entities decoded) at its semicolons; quotes, brackets and merge tags are whole. */
export function parseDeclarations(style: string): Declaration[] {
  let blocks = 0;
  const inBlock: number[] = [];
  const masked = replaceMergeTags(style, (tag, offset) => {
    const step = stepOf(tag);
    if (step === 'in' && ++blocks === 1) inBlock.push(offset);
    if (step === 'out' && blocks > 0 && --blocks === 0) inBlock.push(offset + tag.length);
    return 'x'.repeat(tag.length);
  });
  // What a condition or loop holds cannot be taken apart.
  let edges = 0;
  const isWhole = (at: number) => {
    while (edges < inBlock.length && inBlock[edges]! <= at) edges++;
    return edges % 2 === 1;
  };
  const declarations: Declaration[] = [];
  let start = 0;
  let depth = 0;
  let quote = '';
  for (let i = 0; i <= masked.length; i++) {
    const char = masked[i];
    if (quote) {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
      if (char !== undefined) continue;
    }
    if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === undefined || (char === ';' && depth <= 0 && !isWhole(i))) {
      const declaration = parseDeclaration(style.slice(start, i), masked.slice(start, i));
      if (declaration) declarations.push(declaration);
      start = i + 1;
    }
  }
  return declarations;
}

function parseDeclaration(text: string, masked: string): Declaration | undefined {
  const colon = masked.indexOf(':');
  // A merge tag alone, such as {{style}}, brings declarations of its own: it passes through as a property.
  if (colon === -1) return text.trim() ? { property: text.trim(), value: '', important: false } : undefined;
  if (dividesText(text)) return { property: text.trim(), value: '', important: false };
  const property = text.slice(0, colon).trim();
  const value = text.slice(colon + 1).trim();
  const important = /\s*!\s*important$/i.exec(value);
  return {
    property: property.startsWith('--') || hasMergeTag(property) ? property : property.toLowerCase(),
    value: important ? value.slice(0, important.index) : value,
    important: important !== null,
  };
}

/** A style attribute's text. */
export function printDeclarations(declarations: readonly Declaration[]): string {
  return declarations
    .map(({ property, value, important }) =>
      value === '' ? property : `${property}:${compact(value)}${important ? ' !important' : ''}`,
    )
    .join(';');
}

/** Takes out blanks that mean nothing, outside of quotes. */
function compact(value: string): string {
  return /["'(]/.test(value) || hasMergeTag(value) ? value : value.replace(/,\s+/g, ',');
}
