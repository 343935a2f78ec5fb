import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { imageSize } from 'image-size';
import * as problems from '../diagnostics/problems.js';
import { setAttribute } from '../document/edit.js';
import { attribute, classes, closest, hasClass } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Document, Element } from '../document/tree.js';
import type { Asset } from '../model/compiled-template.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { cascade, parseDeclarations, printDeclarations } from './declarations.js';
import { decodeEntities, encodeQuotes } from './entities.js';
import { gridNumber } from './grid-words.js';
import { authorsPlace, MARK } from './marks.js';
import { isInside, nameOf, realFile, type Session } from './session.js';

/** Attributes that name an image. */
const SOURCES = ['src', 'background'];

interface Context {
  session: Session;
  /** Absolute path of the template. */
  template: string;
  /** The template's name: how deep its output lies decides the way to `assets/`. */
  name: string;
  report: (diagnostic: Diagnostic) => void;
}

/**
 * Finds the project's images in use, writes where they will lie (under `baseUrl`, else beside the output) and gives
 * images without a width their own, which Word needs as a number.
 */
export function placeAssets(document: Document, context: Context): { assets: Asset[]; files: string[] } {
  const assets = new Map<string, Asset>();
  const files: string[] = [];
  const found = (written: string, element: Element): { url: string; file: string } | undefined => {
    const local = localPath(written);
    if (!local) return undefined;
    const file = fileOf(local, context);
    if (!file) {
      if (element.name === 'img') reportMissing(local, element, context);
      return undefined;
    }
    const name = nameOf(context.session, file);
    const url = urlOf(name, context);
    assets.set(name, { file: name, url });
    files.push(file);
    return { url, file };
  };
  for (const element of document.elements) {
    for (const name of SOURCES) {
      const written = attribute(element, name);
      const asset = written ? found(written, element) : undefined;
      if (!asset) continue;
      setAttribute(element, name, asset.url);
      if (element.name === 'img') measure(element, asset.file);
    }
    if (hasClass(element, 'image')) limitWidth(element);
    const style = attribute(element, 'style');
    if (style?.includes('url(')) {
      const placed = style.replace(/url\((['"]?)([^'")]+)\1\)/g, (whole, quote: string, path: string) => {
        const asset = found(path, element);
        return asset ? `url(${quote}${asset.url}${quote})` : whole;
      });
      setAttribute(element, 'style', placed);
    }
  }
  return { assets: [...assets.values()], files };
}

/** The path of an image that belongs to the project; undefined for addresses, merge tags and attachments. */
function localPath(written: string): string | undefined {
  if (!written || hasMergeTag(written) || /^([a-z][a-z\d+.-]*:|\/\/|#)/i.test(written)) return undefined;
  const path = written.replace(/[?#].*$/, '');
  try {
    return decodeURI(path);
  } catch {
    return path; // a bare "%" in a file's name
  }
}

/** `assets/…` and `/assets/…` mean the project's root, other paths the template's folder first. */
function fileOf(path: string, { session, template }: Context): string | undefined {
  const tries = path.startsWith('/')
    ? [join(session.root, path)]
    : [join(dirname(template), path), join(session.root, path), join(session.root, 'assets', path)];
  return tries.map(realFile).find((file) => file !== undefined && isInside(file, session.root));
}

function urlOf(name: string, { session, name: template }: Context): string {
  const path = name.startsWith('assets/') ? name : `assets/${name}`;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const { baseUrl } = session.config;
  if (baseUrl) return `${baseUrl.replace(/\/$/, '')}/${encoded.slice('assets/'.length)}`;
  return posix.relative(posix.dirname(template), encoded);
}

function reportMissing(path: string, element: Element, { session, report }: Context): void {
  const folder = join(session.root, 'assets');
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `assets/${file}`)
    : [];
  const { place, trail } = authorsPlace(session.files, attribute(element, MARK));
  report(problems.missingImage(path, place, files, trail));
}

/** The file's own width, half of it for `…@2x`, and at most the width of the column around it. */
function measure(image: Element, file: string): void {
  if (attribute(image, 'width') !== undefined) return;
  const natural = sizeOf(file);
  if (!natural) return;
  const scale = /@2x\.\w+$/.test(file) ? 2 : 1;
  const width = Math.min(Math.round(natural.width / scale), widthAround(image));
  setAttribute(image, 'width', String(width));
  if (attribute(image, 'height') === undefined)
    setAttribute(image, 'height', String(Math.round((width * natural.height) / natural.width)));
}

/** An image that fills its cell on phones, where that is narrower, must not grow past its width elsewhere. */
function limitWidth(image: Element): void {
  const width = attribute(image, 'width');
  if (!width || !/^\d+$/.test(width)) return;
  const own = parseDeclarations(decodeEntities(attribute(image, 'style') ?? ''));
  const limited = cascade([own, [{ property: 'max-width', value: `${width}px`, important: false }]]);
  setAttribute(image, 'style', encodeQuotes(printDeclarations(limited)));
}

function sizeOf(file: string): { width: number; height: number } | undefined {
  try {
    return imageSize(readFileSync(file));
  } catch {
    return undefined; // not an image that tells its size
  }
}

/** In pixels: what the styles gave the column's table, else what Ink would. */
function widthAround(image: Element): number {
  const columns = closest(image, (around) => hasClass(around, 'columns') || hasClass(around, 'column'));
  if (!columns) return Number.POSITIVE_INFINITY;
  const styled = /(?:^|;)width:(\d+)px/.exec(attribute(columns, 'style') ?? '')?.[1];
  if (styled) return Number(styled);
  const number = classes(columns)
    .map(gridNumber)
    .find((value) => value !== undefined);
  return number ? number * 50 - 20 : Number.POSITIVE_INFINITY;
}
