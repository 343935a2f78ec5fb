import { decodeAttribute, encodeAttribute } from '../../document/attribute-text.js';
import { blocksIn, readCss } from '../../document/css-text.js';
import { print, setAttribute } from '../../document/edit.js';
import { attribute } from '../../document/find.js';
import { parse } from '../../document/parse.js';
import { type Splice, splice } from '../../document/splice.js';
import type { Element } from '../../model/document.js';
import type { Color } from '../../rules/reading/color.js';
import { readColor } from '../../rules/reading/color.js';
import { lightnessOf, mapColor, mapColors } from './dark-colors.js';
import { type Declared, restyleElement, rewriteSheets } from './restyle.js';

/** What becomes of each colour, by what it is for. */
export interface Recoloring {
  background(color: Color): Color;
  /** @param behind the changed colour behind it, where that is known */
  text(color: Color, behind: Color | undefined): Color;
  line(color: Color): Color;
  /** Leaves Outlook’s marks on what was changed. */
  marks: boolean;
}

const BACKGROUND = /^background(-color)?$/;
const TEXT = /^(color|-webkit-text-fill-color|caret-color)$/;
const LINE =
  /^(border(-(top|right|bottom|left))?(-color)?|outline(-color)?|text-decoration(-color)?|column-rule(-color)?)$/;

/** An email with other colours: those of style attributes, of style elements, and of the attributes of old. */
export function recolor(html: string, recoloring: Recoloring): string {
  const document = parse(html);
  rewriteSheets(document, (css) => recolorSheet(css, recoloring));
  const behind = new Map<Element, Color | undefined>();
  for (const element of document.elements) {
    if (element.name === '#root') continue;
    const before = element.parent && behind.get(element.parent);
    const marks: Record<string, string> = {};
    const own = recolorAttributes(element, recoloring, before, marks);
    behind.set(element, own ?? before);
    if (recoloring.marks)
      for (const [name, value] of Object.entries(marks)) setAttribute(element, name, encodeAttribute(value));
  }
  return print(document);
}

/** Gives the element's own new background, if it has one. */
function recolorAttributes(
  element: Element,
  recoloring: Recoloring,
  before: Color | undefined,
  marks: Record<string, string>,
): Color | undefined {
  let behind: Color | undefined;
  const bgcolor = attribute(element, 'bgcolor');
  if (bgcolor !== undefined) {
    const written = withHash(decodeAttribute(bgcolor));
    const changed = mapColor(written, recoloring.background);
    behind = solid(changed);
    if (changed !== written) {
      setAttribute(element, 'bgcolor', encodeAttribute(changed));
      marks['data-ogab'] = written;
    }
  }
  const around = () => behind ?? before;
  restyleElement(element, (declared) => {
    const after = declared.map((one) => {
      if (!BACKGROUND.test(one.property)) return one;
      const value = mapColors(one.value, recoloring.background);
      behind =
        value
          .split(/\s+(?![^(]*\))/)
          .map(solid)
          .find(Boolean) ?? behind;
      return told(one, value, marks, 'data-ogsb');
    });
    const all = after.map((one) => {
      if (TEXT.test(one.property))
        return told(
          one,
          mapColors(one.value, (color) => recoloring.text(color, around())),
          marks,
          'data-ogsc',
        );
      return LINE.test(one.property) ? told(one, mapColors(one.value, recoloring.line), {}, '') : one;
    });
    return all.some((one, i) => one !== declared[i]) ? all : declared;
  });
  for (const name of element.name === 'body'
    ? ['text', 'link', 'vlink', 'alink']
    : element.name === 'font'
      ? ['color']
      : []) {
    const value = attribute(element, name);
    if (value === undefined) continue;
    const written = withHash(decodeAttribute(value));
    const changed = mapColor(written, (color) => recoloring.text(color, around()));
    if (changed === written) continue;
    setAttribute(element, name, encodeAttribute(changed));
    marks['data-ogac'] = written;
  }
  return behind;
}

function told(one: Declared, value: string, marks: Record<string, string>, mark: string): Declared {
  if (value === one.value) return one;
  marks[mark] = one.value;
  return { ...one, value };
}

function solid(text: string): Color | undefined {
  const color = readColor(text);
  return color?.a === 1 ? color : undefined;
}

function withHash(color: string): string {
  return /^[\da-f]{6}$/i.test(color.trim()) ? `#${color.trim()}` : color;
}

function recolorSheet(css: string, { background, text, line }: Recoloring): string {
  const splices: Splice[] = [];
  for (const { prelude, declarations } of blocksIn(readCss(css))) {
    // Rules for Outlook's marks are meant for what comes out.
    if (/data-og[sa][bc]/i.test(prelude)) continue;
    for (const { property, value, important, start, end } of declarations) {
      let changed = value;
      if (BACKGROUND.test(property)) changed = mapColors(value, background);
      else if (TEXT.test(property)) changed = mapColors(value, (color) => text(color, undefined));
      else if (LINE.test(property)) changed = mapColors(value, line);
      if (changed === value) continue;
      const closing = css[end - 1] === ';' ? ';' : '';
      splices.push({ start, end, text: `${property}:${changed}${important ? '!important' : ''}${closing}` });
    }
  }
  return splice(css, splices);
}

export function isLight(color: Color): boolean {
  return lightnessOf(color) >= 50;
}
