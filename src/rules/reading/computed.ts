import { attribute } from '../../document/find.js';
import type { Element } from '../../model/document.js';
import type { CheckedEmail, Declaration } from '../../model/rule.js';
import { type Color, colorOfBackground, layOver, readColor } from './color.js';

/** The styles of elements, read as often as needed: those of the attributes, or others for dark mode. */
export type StylesOf = (element: Element) => readonly Declaration[];

const WHITE: Color = { r: 255, g: 255, b: 255, a: 1 };

const HEADINGS: Record<string, number> = { h1: 2, h2: 1.5, h3: 1.17, h4: 1, h5: 0.83, h6: 0.67, small: 0.83, big: 1.2 };

/** The value of a property in an element's own styles; the last one wins. */
export function own(styles: readonly Declaration[], property: string): string | undefined {
  return styles.findLast((each) => each.property === property)?.value;
}

/** In pixels. */
export function fontSizeOf(stylesOf: StylesOf, element: Element | undefined): number {
  if (!element || element.name === '#root') return 16;
  const styles = stylesOf(element);
  const declared = styles.findLast(({ property }) => property === 'font-size' || property === 'font');
  const value = declared?.property === 'font' ? sizeInFont(declared.value) : declared?.value;
  const [, number, unit] = /^([\d.]+)(px|pt|em|rem|%)?$/.exec(value?.trim() ?? '') ?? [];
  const around = () => fontSizeOf(stylesOf, element.parent);
  if (number === undefined) return around() * (value ? 1 : (HEADINGS[element.name] ?? 1));
  const size = Number(number);
  if (unit === 'pt') return (size * 4) / 3;
  if (unit === 'rem') return size * 16;
  if (unit === 'em') return size * around();
  return unit === '%' ? (size / 100) * around() : size;
}

function sizeInFont(value: string): string | undefined {
  return /(?:^|\s)([\d.]+(?:px|pt|em|rem|%))/.exec(value)?.[1];
}

export function isBold(stylesOf: StylesOf, element: Element | undefined): boolean {
  for (let around = element; around && around.name !== '#root'; around = around.parent) {
    const declared = stylesOf(around).findLast(({ property }) => property === 'font-weight' || property === 'font');
    if (declared) return /\b(bold|bolder|[6-9]00)\b/.test(declared.value);
    if (/^(b|strong|h[1-6]|th)$/.test(around.name)) return true;
  }
  return false;
}

/** The colour of the text right in an element. */
export function textColorOf(stylesOf: StylesOf, element: Element | undefined): Color | undefined {
  for (let around = element; around && around.name !== '#root'; around = around.parent) {
    const declared =
      own(stylesOf(around), 'color') ?? (around.name === 'font' ? attribute(around, 'color') : undefined);
    if (declared !== undefined && !/^(inherit|currentcolor|unset)$/i.test(declared)) return readColor(declared);
    if (around.name === 'a' && attribute(around, 'href') !== undefined) return { r: 0, g: 0, b: 238, a: 1 };
  }
  return { r: 0, g: 0, b: 0, a: 1 };
}

/**
 * The colour behind an element; undefined where an image or a gradient may lie.
 * @param sees whether images and gradients are seen at all: Word shows what is behind them
 */
export function backgroundOf(
  stylesOf: StylesOf,
  element: Element | undefined,
  sees: 'images' | 'colors' = 'images',
): Color | undefined {
  const layers: Color[] = [];
  for (let around = element; around && around.name !== '#root'; around = around.parent) {
    const styles = stylesOf(around);
    const declared = styles.findLast(({ property }) => property === 'background-color' || property === 'background');
    if (sees === 'images' && (styles.some(isImage) || attribute(around, 'background'))) return undefined;
    const color = declared ? colorOfBackground(declared.value) : readColor(bgcolorOf(around));
    if (color) layers.push(color);
    if (color?.a === 1) break;
  }
  return layers.reduceRight((back, front) => layOver(front, back), WHITE);
}

/** How much of a text is seen before the colour behind it, from 0 to 1: the `opacity` of what lies between. */
export function opacityOf(stylesOf: StylesOf, element: Element | undefined): number {
  let opacity = 1;
  for (let around = element; around && around.name !== '#root'; around = around.parent) {
    const styles = stylesOf(around);
    if (styles.some(({ property }) => property.startsWith('background')) || bgcolorOf(around)) break;
    const [, number, percent] = /^([\d.]+)(%?)$/.exec(own(styles, 'opacity') ?? '') ?? [];
    if (number !== undefined) opacity *= Math.min(1, Number(number) / (percent ? 100 : 1));
  }
  return opacity;
}

/** Whether a declaration sets a background that is more than a colour. */
export function isImage({ property, value }: Declaration): boolean {
  return /^background(-image)?$/.test(property) && /url\(|gradient\(/i.test(value);
}

/** Browsers know the attribute on the body and on tables alone. */
function bgcolorOf(element: Element): string {
  if (!/^(body|table|t(r|d|h|body|head|foot))$/.test(element.name)) return '';
  const value = attribute(element, 'bgcolor') ?? '';
  return /^[0-9a-f]{6}$/i.test(value) ? `#${value}` : value;
}

/** What dark mode makes of an email that has rules for it, and whether all are Jink's; undefined for one without. */
export function darkStyles(email: CheckedEmail): { stylesOf: StylesOf; isOwn: boolean } | undefined {
  const rules = email.styles.filter(({ around }) => around.some((at) => /prefers-color-scheme:\s*dark/i.test(at)));
  if (rules.length === 0) return undefined;
  const known = new Map<Element, readonly Declaration[]>();
  const stylesOf: StylesOf = (element) => {
    let styles = known.get(element);
    if (!styles) {
      const added = rules
        .map(({ selectors, declarations }) => ({
          declarations,
          weights: selectors.filter((selector) => email.matches(selector, element)).map(weightOf),
        }))
        .filter(({ weights }) => weights.length > 0)
        .toSorted((a, b) => Math.max(...a.weights) - Math.max(...b.weights))
        .flatMap(({ declarations }) => declarations);
      styles = [...email.declarationsOf(element), ...added];
      known.set(element, styles);
    }
    return styles;
  };
  return { stylesOf, isOwn: rules.every(({ isOwn }) => isOwn) };
}

/** Near enough to specificity for the simple selectors of emails. */
function weightOf(selector: string): number {
  const count = (pattern: RegExp) => selector.match(pattern)?.length ?? 0;
  return 100 * count(/#/g) + 10 * count(/[.[:]/g) + count(/(^|[\s>+~])[a-z]/gi);
}
