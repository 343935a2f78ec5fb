import type { MjmlAttributes, MjmlComponentClass } from './mjml-package.js';

/** What of an element of MJML's its attributes are written with. */
interface Styled {
  getStyles(): object;
}

/** Writes the attributes of one tag, each behind a blank. */
export function writeAttributes(element: Styled, attributes: object): string {
  let written = '';
  for (const name of Object.keys(attributes)) {
    const value = (attributes as MjmlAttributes)[name];
    if (value === undefined || value === null) continue;
    written += ` ${name}="${name === 'style' ? writeStyle(element, value) : value}"`;
  }
  return written;
}

/** @param style declarations, or the name that a component gave them, such as `images.link` */
function writeStyle(element: Styled, style: unknown): string {
  const found = typeof style === 'string' && style ? findStyle(element.getStyles() as MjmlAttributes, style) : style;
  if (!found || typeof found !== 'object') return '';
  let written = '';
  for (const property of Object.keys(found)) {
    const value = (found as MjmlAttributes)[property];
    if (value !== undefined && value !== null) written += `${property}:${value};`;
  }
  return written;
}

function findStyle(styles: MjmlAttributes, name: string): unknown {
  if (name in styles) return styles[name];
  let found: unknown = styles;
  for (const step of name.split('.')) found = (found as MjmlAttributes | null | undefined)?.[step];
  return found;
}

const SAMPLES = [
  { 'aria-label': 'a "b" & c', width: 0, height: undefined, role: null, title: '', 'data-on': true, style: 'look' },
  { style: { color: '#abc', 'line-height': 0, width: undefined, height: null, font: '' }, class: 'a' },
  { style: 'images.link' },
  { style: 'images.none.at.all' },
  { style: 'nothing' },
  { style: undefined },
];

const STYLES = { look: { color: 'red', width: undefined, margin: '0 auto' }, images: { link: { width: '1px' } } };

/**
 * Whether a component's own way, which takes far longer, comes to the same: MJML may write its attributes otherwise one
 * day, and a component of somebody's otherwise than MJML.
 */
export function writesLikeMjml({ prototype }: MjmlComponentClass): boolean {
  if (!prototype.htmlAttributes) return false; // those of the head write none
  const element = Object.create(prototype, {
    getStyles: { value: () => STYLES },
  });
  try {
    return SAMPLES.every((sample) => element.htmlAttributes(sample) === writeAttributes(element, sample));
  } catch {
    return false;
  }
}
