import { print, replaceInside, setAttribute } from '../../document/edit.js';
import { attribute, innerSource } from '../../document/find.js';
import { parse } from '../../document/parse.js';
import type { Asset } from '../../model/compiled-template.js';

export interface FrameOptions {
  /** The email's images, as they are called in it. */
  assets: readonly Asset[];
  /** Where a browser finds an image of the project. */
  imagePath(file: string): string | undefined;
  /** Numbers every element: `data-jink-element`. */
  isNumbered: boolean;
}

/** In place of an image that the project does not have: nothing to ask anybody for, and the text beside it is shown. */
const NOWHERE = 'data:,';

/**
 * An email's HTML for a frame of the preview: with the project's images where the browser finds them, and links that
 * open beside it.
 */
export function frameHtml(html: string, { assets, imagePath, isNumbered }: FrameOptions): string {
  const document = parse(html);
  const files = new Map(assets.map(({ url, file }) => [url, file]));
  const place = (url: string) => {
    const known = files.get(url) ?? localFile(url);
    return known === undefined ? undefined : (imagePath(known) ?? NOWHERE);
  };
  const placeIn = (css: string) =>
    css.replace(/url\(([^()]*)\)/g, (whole, written: string) => {
      const url = written.replace(/^\s*("|'|&quot;|&#39;)?|("|'|&quot;|&#39;)?\s*$/g, '');
      const path = place(url);
      return path ? `url(${written.replace(url, () => path)})` : whole;
    });
  for (const [i, element] of document.elements.entries()) {
    if (isNumbered) setAttribute(element, 'data-jink-element', String(i));
    for (const name of ['src', 'background']) {
      const url = attribute(element, name);
      const path = url && place(url);
      if (path) setAttribute(element, name, path);
    }
    const style = attribute(element, 'style');
    if (style?.includes('url(')) setAttribute(element, 'style', placeIn(style));
    if (element.name === 'style' && innerSource(document, element).includes('url('))
      replaceInside(document, element, placeIn(innerSource(document, element)));
    // The frame of an email shows nothing but the email.
    if (/^(a|area)$/.test(element.name)) {
      const target = attribute(element, 'href')?.startsWith('#') ? '_self' : '_blank';
      setAttribute(element, 'target', target);
    }
  }
  return print(document);
}

/** The path of an image that comes with the data, and may lie in the project. */
function localFile(url: string): string | undefined {
  if (url === '' || /^([a-z][a-z\d+.-]*:|\/\/|#|\{\{)/i.test(url)) return undefined;
  try {
    return decodeURI(url.replace(/[?#].*$/, '').replace(/^(\.?\.?\/)+/, ''));
  } catch {
    return undefined;
  }
}
