import { decodeAttribute, encodeAttribute } from '../../document/attribute-text.js';
import { readDeclarations } from '../../document/css-text.js';
import { attribute, childElements } from '../../document/find.js';
import type { Document, Element } from '../../model/document.js';

/** Elements that only tell Word something. */
const SILENT = /^(v:(fill|stroke|path|shadow|formulas|f|imagedata|handles|h|lock|shapetype)|w:\w+|xml)$/;
const SHAPE = /^v:(roundrect|rect|oval|shape|line)$/;

/**
 * Puts boxes in place of VML, which no browser draws: with the size, the fill, the frame and the words of the shape.
 * Other elements of Office are taken out.
 */
export function drawShapes(document: Document): void {
  for (const element of document.elements) {
    if (SILENT.test(element.name))
      document.edits.push({ start: element.start, end: element.end, text: '', side: 'open', node: element });
    else if (element.name === 'v:image') write(document, element, image(element), '');
    else if (SHAPE.test(element.name)) {
      const link = text(element, 'href');
      const href = link ? `<a href="${encodeAttribute(link)}" style="color:inherit;text-decoration:none">` : '';
      write(document, element, `${href}<span${kept(element)} style="${box(element)}">`, `</span>${href && '</a>'}`);
    } else if (element.name === 'v:textbox') {
      write(document, element, `<div${kept(element)} style="${encodeAttribute(inset(element))}">`, '</div>');
    } else if (element.name.includes(':')) write(document, element, '', '');
  }
}

/** Other tags for an element. */
function write(document: Document, element: Element, open: string, close: string): void {
  const { start, openEnd, closeStart, end } = element;
  const isEmpty = openEnd === end;
  document.edits.push({ start, end: openEnd, text: isEmpty ? open + close : open, side: 'open', node: element });
  if (!isEmpty) document.edits.push({ start: closeStart, end, text: close, side: 'close', node: element });
}

/** The attributes that others find the element by. */
function kept(element: Element): string {
  return ['data-jink-element', 'id']
    .flatMap((name) => {
      const value = text(element, name);
      return value === undefined ? [] : [` ${name}="${encodeAttribute(value)}"`];
    })
    .join('');
}

function image(element: Element): string {
  const src = text(element, 'src') ?? childText(element, 'v:imagedata', 'src') ?? '';
  const style = encodeAttribute(`${sizeOf(element)}`);
  return `<img${kept(element)} src="${encodeAttribute(src)}" alt="${encodeAttribute(text(element, 'alt') ?? '')}" style="${style}">`;
}

function box(element: Element): string {
  const styles = readDeclarations(text(element, 'style') ?? '');
  const is = (property: string, value: RegExp) =>
    styles.some((one) => one.property === property && value.test(one.value));
  const isMiddle = is('v-text-anchor', /^middle/) && !childElements(element).some(({ name }) => name === 'v:textbox');
  const parts = [
    isMiddle ? 'display:inline-flex;align-items:center;justify-content:center' : 'display:inline-block',
    'box-sizing:border-box;vertical-align:top;overflow:hidden',
    sizeOf(element),
    fill(element),
    stroke(element),
    radius(element),
  ];
  return encodeAttribute(parts.filter(Boolean).join(';'));
}

function sizeOf(element: Element): string {
  const styles = readDeclarations(text(element, 'style') ?? '');
  const size = (property: string) => styles.findLast((one) => one.property === property)?.value;
  const length = (value: string | undefined) =>
    value && /^[\d.]+(px|pt|in|cm|mm|%)?$/.test(value) ? withUnit(value) : undefined;
  const isWide = size('mso-width-percent') === '1000';
  const width = isWide ? '100%' : length(size('width'));
  const height = length(size('height'));
  return [width && `width:${width}`, height && `height:${height}`].filter(Boolean).join(';');
}

function withUnit(value: string): string {
  return /\d$/.test(value) ? `${value}px` : value;
}

function fill(element: Element): string {
  if (isOff(text(element, 'fill')) || isOff(text(element, 'filled'))) return '';
  const color = childText(element, 'v:fill', 'color') ?? text(element, 'fillcolor');
  const src = childText(element, 'v:fill', 'src');
  const type = childText(element, 'v:fill', 'type');
  return [
    color && isPlain(color) && `background-color:${color}`,
    src && `background-image:url("${src.replace(/["\\\n]/g, encodeURIComponent)}")`,
    src && (type === 'tile' ? '' : 'background-size:cover;background-position:center'),
  ]
    .filter(Boolean)
    .join(';');
}

function stroke(element: Element): string {
  const color = text(element, 'strokecolor') ?? '#000000';
  if (isOff(text(element, 'stroke')) || isOff(text(element, 'stroked')) || !isPlain(color)) return '';
  const weight = text(element, 'strokeweight') ?? '1px';
  return `border:${/^[\d.]+(px|pt)$/.test(weight) ? weight : '1px'} solid ${color}`;
}

/** The corners of a roundrect are a share of its shorter side. */
function radius(element: Element): string {
  if (element.name === 'v:oval') return 'border-radius:50%';
  if (element.name !== 'v:roundrect') return '';
  const written = text(element, 'arcsize') ?? '20%';
  const share = Number.parseFloat(written) / (written.endsWith('%') ? 100 : written.endsWith('f') ? 65536 : 1);
  const [width, height] = ['width', 'height'].map((side) =>
    Number(new RegExp(`${side}:([\\d.]+)`).exec(sizeOf(element))?.[1]),
  );
  const shorter = Math.min(width || Number.POSITIVE_INFINITY, height || Number.POSITIVE_INFINITY);
  if (!(share > 0) || shorter === Number.POSITIVE_INFINITY) return '';
  return `border-radius:${Math.round(Math.min(0.5, share) * shorter)}px`;
}

function inset(element: Element): string {
  const parts = (text(element, 'inset') ?? '').split(',').map((part) => part.trim());
  const [left, top, right, bottom] = ['7.2pt', '3.6pt', '7.2pt', '3.6pt'].map((usual, i) => {
    const part = parts[i] ?? '';
    return /^[\d.]+(px|pt|in|cm|mm)?$/.test(part) ? withUnit(part) : usual;
  });
  return `padding:${top} ${right} ${bottom} ${left}`;
}

function isOff(value: string | undefined): boolean {
  return /^(f|false)$/i.test(value ?? '');
}

/** A colour and nothing else. */
function isPlain(color: string): boolean {
  return /^#?[\w]+$/.test(color);
}

function text(element: Element, name: string): string | undefined {
  const value = attribute(element, name);
  return value === undefined ? undefined : decodeAttribute(value);
}

function childText(element: Element, child: string, name: string): string | undefined {
  const found = childElements(element).find((each) => each.name === child);
  return found && text(found, name);
}
