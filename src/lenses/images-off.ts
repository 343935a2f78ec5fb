import { decodeAttribute, encodeAttribute } from '../document/attribute-text.js';
import { blocksIn, printDeclarations, readCss, readDeclarations } from '../document/css-text.js';
import { print, removeAttribute } from '../document/edit.js';
import { attribute } from '../document/find.js';
import { parse } from '../document/parse.js';
import { type Splice, splice } from '../document/splice.js';
import type { Element } from '../model/document.js';
import type { Lens } from '../model/lens.js';
import { restyleElement, rewriteSheets } from './reading/restyle.js';

export const imagesOff: Lens = {
  id: 'images-off',
  title: 'Images off',
  summary: 'What readers see whose client does not load images: texts in their place.',
  details:
    'Outlook blocks images of senders it does not know, and many readers never load them. Each image becomes a box of the size that its attributes and styles give it, with its alt text in the font and colour that it has there, as Gmail and Apple Mail show it; Outlook for Windows puts words of its own before the text. Background images are gone, their colours stay. Images that have neither a size nor a text vanish.',
  examples: [
    {
      html: '<img src="a.png" width="200" height="80" alt="Our logo" style="color:#0b6b57">',
      seen: '<jink-image role="img" aria-label="Our logo" style="display:inline-block;box-sizing:border-box;overflow:hidden;width:200px;height:80px;outline:1px dashed rgba(128,128,128,.6);outline-offset:-1px;color:#0b6b57">Our logo</jink-image>',
    },
    {
      html: '<td background="a.png" style="background:#eee url(a.png) no-repeat">Hello</td>',
      seen: '<td style="background:#eee none no-repeat">Hello</td>',
    },
    { html: '<style>td img{width:50%}</style>', seen: '<style>td jink-image{width:50%}</style>' },
  ],
  apply(html) {
    const document = parse(html);
    rewriteSheets(document, sheetWithout);
    for (const element of document.elements) {
      removeAttribute(element, 'background');
      removeAttribute(element, 'poster');
      if (element.name === 'img') {
        const { start, openEnd } = element;
        document.edits.push({ start, end: openEnd, text: box(element), side: 'open', node: element });
        continue;
      }
      restyleElement(element, (declared) => {
        if (!declared.some(({ value }) => ADDRESS.test(value))) return declared;
        return declared.map((one) => ({ ...one, value: withoutAddresses(one.value) }));
      });
    }
    return print(document);
  },
};

const ADDRESS = /url\(|image-set\(/i;
const ADDRESSES =
  /(?:url\(\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:[^)"'\\]|\\.)*)\s*\)|(?:-webkit-)?image-set\((?:[^()]|\([^()]*\))*\))/gi;

function withoutAddresses(value: string): string {
  return value.replace(ADDRESSES, 'none');
}

const NOT_KEPT = /^(src|srcset|sizes|alt|width|height|border|style|loading|usemap|ismap|role)$/;

function box(element: Element): string {
  const kept = element.attributes.filter(({ name }) => !NOT_KEPT.test(name.toLowerCase()));
  const written = kept.map(({ name, value }) =>
    value === undefined ? ` ${name}` : ` ${name}="${value.replace(/"/g, '&quot;')}"`,
  );
  const alt = attribute(element, 'alt') ?? '';
  const own = readDeclarations(decodeAttribute(attribute(element, 'style') ?? ''));
  const style = [...sizes(element, own), ...own.filter((one) => !isAuto(one)).map((one) => printDeclarations([one]))]
    .map(withoutAddresses)
    .join(';');
  const role = alt === '' ? ' role="presentation"' : ` role="img" aria-label="${alt.replace(/"/g, '&quot;')}"`;
  return `<jink-image${role}${written.join('')} style="${encodeAttribute(style)}">${alt.replace(/</g, '&lt;')}</jink-image>`;
}

/** Its attributes' sizes, as browsers take them; a height of its own keeps its share of the width. */
function sizes(element: Element, own: ReturnType<typeof readDeclarations>): string[] {
  const [width, height] = ['width', 'height'].map((name) => lengthOf(attribute(element, name)));
  const isFree = own.some((one) => one.property === 'height' && isAuto(one));
  const both = [width, height].map((length) => Number.parseFloat(length ?? ''));
  const isTiny = both.some((length) => length < 4);
  const ratio =
    isFree && both.every((length) => length > 0) && !width!.endsWith('%') && `aspect-ratio:${both.join('/')}`;
  const isFramed =
    !isTiny && (width !== undefined || height !== undefined || own.some(({ property }) => property === 'width'));
  return [
    'display:inline-block;box-sizing:border-box;overflow:hidden',
    width && `width:${width}`,
    ratio || (height && `height:${height}`),
    isFramed && 'outline:1px dashed rgba(128,128,128,.6);outline-offset:-1px',
  ].filter((part): part is string => Boolean(part));
}

function isAuto({ property, value }: { property: string; value: string }): boolean {
  return property === 'height' && value === 'auto';
}

function lengthOf(written: string | undefined): string | undefined {
  const [, number, percent] = /^\s*(\d+(?:\.\d+)?)(?:px)?(%?)\s*$/.exec(written ?? '') ?? [];
  return number === undefined ? undefined : `${number}${percent || 'px'}`;
}

/** Images are boxes here, which rules for images mean as well. */
function sheetWithout(css: string): string {
  const splices: Splice[] = [];
  for (const { name, start, open, declarations } of blocksIn(readCss(css))) {
    const selectors = css.slice(start, open);
    if (name === undefined && /img/i.test(selectors))
      splices.push({ start, end: open, text: selectors.replace(/(^|[\s>+~,(])img(?![\w-])/gi, '$1jink-image') });
    for (const { value, start: from, end } of declarations)
      if (ADDRESS.test(value) && name !== 'font-face')
        splices.push({ start: from, end, text: withoutAddresses(css.slice(from, end)) });
  }
  return splice(css, splices);
}
