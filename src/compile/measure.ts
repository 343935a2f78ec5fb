import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as ImageSize from 'image-size';
import { setAttribute } from '../document/edit.js';
import { attribute, classes } from '../document/find.js';
import type { Element } from '../model/document.js';
import type { Declaration } from './css.js';
import { stylesOf } from './declarations.js';
import { gridNumber } from './grid-words.js';

/**
 * Gives an image without a width one as a number, which Word needs: what its styles say, else the file's own, half of
 * it for `…@2x`, and at most the space around it. The height follows the file's proportions.
 */
export function measure(image: Element, file: string): void {
  if (attribute(image, 'width') !== undefined) return;
  const natural = sizeOf(file);
  if (!natural) return;
  const scale = /@2x\.\w+$/.test(file) ? 2 : 1;
  const ratio = natural.height / natural.width;
  const space = spaceAround(image);
  const styles = stylesOf(image);
  const share = percentage(lastValue(styles, 'width'));
  if (share !== undefined) {
    // Its height changes with its width, so it is left to the client.
    if (space !== Number.POSITIVE_INFINITY) setAttribute(image, 'width', String(Math.round(space * share)));
    return;
  }
  const height = pixels(attribute(image, 'height') ?? lastValue(styles, 'height'));
  const own = height === undefined ? natural.width / scale : height / ratio;
  const width = pixels(lastValue(styles, 'width')) ?? Math.min(Math.round(own), Math.floor(space));
  setAttribute(image, 'width', String(Math.round(width)));
  if (height === undefined) setAttribute(image, 'height', String(Math.round(width * ratio)));
}

function sizeOf(file: string): { width: number; height: number } | undefined {
  try {
    const { imageSize } = createRequire(import.meta.url)('image-size') as typeof ImageSize;
    return imageSize(readFileSync(file));
  } catch {
    return undefined; // not an image that tells its size
  }
}

/** How wide the content of the element's parent can be, in pixels: what the styles gave the tables and cells around. */
function spaceAround(element: Element): number {
  const { parent } = element;
  if (!parent) return Number.POSITIVE_INFINITY;
  const styles = stylesOf(parent);
  const width = lastValue(styles, 'width');
  const isCell = parent.name === 'td' || parent.name === 'th';
  const own = isCell || parent.name === 'table' ? (pixels(width) ?? inkWidth(parent)) : undefined;
  if (own !== undefined) return own;
  const share = isCell ? (percentage(width) ?? 1) : 1;
  return spaceAround(parent) * share - besides(styles);
}

/** What Ink's stylesheet gives a column's table, for projects with styles of their own. */
function inkWidth(table: Element): number | undefined {
  const names = classes(table);
  if (table.name !== 'table' || !(names.includes('columns') || names.includes('column'))) return undefined;
  const number = names.map(gridNumber).find((value) => value !== undefined);
  return number && number * 50 - 20;
}

/** Padding and border to the left and right. */
function besides(styles: readonly Declaration[]): number {
  let left = 0;
  let right = 0;
  let border = 0;
  for (const { property, value } of styles) {
    const values = value.split(/\s+/).map((part) => pixels(part) ?? 0);
    if (property === 'padding') {
      right = values[1] ?? values[0]!;
      left = values[3] ?? right;
    } else if (property === 'padding-left') left = values[0]!;
    else if (property === 'padding-right') right = values[0]!;
    else if (property === 'border') border = 2 * Math.max(...values);
  }
  return left + right + border;
}

function lastValue(styles: readonly Declaration[], name: string): string | undefined {
  return styles.findLast(({ property }) => property === name)?.value;
}

function pixels(value: string | undefined): number | undefined {
  const number = /^(\d+(?:\.\d+)?)(?:px)?$/.exec(value?.trim() ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

function percentage(value: string | undefined): number | undefined {
  const number = /^(\d+(?:\.\d+)?)%$/.exec(value?.trim() ?? '')?.[1];
  return number === undefined ? undefined : Number(number) / 100;
}
