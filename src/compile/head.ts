import { appendTo, insertBefore, prependTo, replaceInside, setAttribute } from '../document/edit.js';
import { attribute, childElements, firstNamed, hasClass, innerSource, sourceOf } from '../document/find.js';
import { replaceMergeTags } from '../document/merge-tags.js';
import { textIn } from '../document/parse.js';
import type { Document, Element } from '../model/document.js';
import { directionOf } from './mixin-runtime.js';

/** Word counts in points unless it is told that 96 pixels are an inch; else mails grow on scaled screens. */
const PIXELS_PER_INCH =
  '<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->';

/** Word falls back to Times New Roman where it meets a web font. */
const WORD_FONTS =
  '<!--[if mso]><style>body,table,td,th,p,a,h1,h2,h3,h4,h5,h6{font-family:Arial,sans-serif !important}</style><![endif]-->';

export interface HeadContent {
  /** The texts of the style elements. */
  styles: readonly string[];
  locale: string;
  /** For a document without a title. */
  title: string;
}

/** Gives a document what clients and readers need in its head, as far as its author has not written it. */
export function completeHead(document: Document, { styles, locale, title }: HeadContent): void {
  const html = firstNamed(document, 'html');
  if (!html) return;
  completeRoot(html, locale);
  const head = firstNamed(document, 'head');
  const metas = head ? childElements(head).filter(({ name }) => name === 'meta') : [];
  let first = '';
  if (!metas.some(declaresCharset)) first += '<meta charset="utf-8">';
  if (!metas.some((meta) => attribute(meta, 'name') === 'viewport'))
    first += '<meta name="viewport" content="width=device-width, initial-scale=1">';
  let last = '';
  const ownTitle = head && childElements(head).find(({ name }) => name === 'title');
  if (!ownTitle) last += `<title>${title}</title>`;
  else if (!innerSource(document, ownTitle).trim()) replaceInside(document, ownTitle, title);
  const inside = head ? innerSource(document, head) : '';
  if (styles.some((css) => css.includes('prefers-color-scheme')) && !inside.includes('color-scheme'))
    last += '<meta name="color-scheme" content="light dark">';
  if (!inside.includes('PixelsPerInch')) last += PIXELS_PER_INCH;
  last += styles.map((css) => `<style>\n${css}\n</style>`).join('');
  if (styles.some((css) => css.includes('@font-face'))) last += WORD_FONTS;

  if (head) {
    prependTo(document, head, first);
    appendTo(document, head, last);
  } else {
    const body = firstNamed(document, 'body');
    if (body) insertBefore(document, body, `<head>${first}${last}</head>`);
    else prependTo(document, html, `<head>${first}${last}</head>`);
  }
}

function completeRoot(html: Element, locale: string): void {
  if (!attribute(html, 'lang')) setAttribute(html, 'lang', locale);
  if (!attribute(html, 'dir')) setAttribute(html, 'dir', directionOf(attribute(html, 'lang') ?? locale));
  if (attribute(html, 'xmlns:o') === undefined)
    setAttribute(html, 'xmlns:o', 'urn:schemas-microsoft-com:office:office');
  if (attribute(html, 'xmlns:v') === undefined) setAttribute(html, 'xmlns:v', 'urn:schemas-microsoft-com:vml');
}

function declaresCharset(meta: Element): boolean {
  return attribute(meta, 'charset') !== undefined || attribute(meta, 'http-equiv')?.toLowerCase() === 'content-type';
}

/** A document's title as one line of plain text. */
export function subjectOf(document: Document): string | undefined {
  const title = firstNamed(document, 'title');
  const text = title && plainText(innerSource(document, title));
  return text || undefined;
}

/** The inbox line after the subject: the text of the first `.preheader`, without its filler. */
export function preheaderOf(document: Document): string {
  const preheader = document.elements.find((element) => hasClass(element, 'preheader'));
  if (!preheader?.parent) return '';
  // Where conditions decide which preheader there is, they decide about the line too.
  const parts = preheader.parent.children.map((node) => {
    if (node.kind === 'element') return hasClass(node, 'preheader') ? textOfPreheader(document, node) : '';
    return node.kind === 'text' ? tokensIn(sourceOf(document, node)) : '';
  });
  return parts.some((part) => part.includes('\uE010')) ? parts.join('') : textOfPreheader(document, preheader);
}

function textOfPreheader(document: Document, preheader: Element): string {
  const filler = childElements(preheader).find((child) => attribute(child, 'class') === 'filler');
  return plainText(document.source.slice(preheader.openEnd, filler?.start ?? preheader.closeStart));
}

function tokensIn(text: string): string {
  return (text.match(/\uE010[ienl]\d+\uE011/g) ?? []).join('');
}

/** Merge tags stay as they are; `<%= name %>` is no element. */
function plainText(html: string): string {
  const tags: string[] = [];
  const text = replaceMergeTags(html, (tag) => `\uE000${tags.push(tag) - 1}\uE001`);
  return textIn(text)
    .replace(/[\s\u00A0]+/g, ' ')
    .replace(/\uE000(\d+)\uE001/g, (_, number) => tags[number]!)
    .trim();
}
