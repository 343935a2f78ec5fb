import { attribute } from '../../document/find.js';
import { hasMergeTag } from '../../document/merge-tags.js';
import type { Document, Element } from '../../model/document.js';

/** An attribute that holds an address. */
export interface Address {
  element: Element;
  /** `href`, `src`, `background` … */
  name: string;
  /** With entities decoded, without blanks around it. */
  url: string;
}

const HOLDERS = ['href', 'src', 'background', 'action', 'poster'];

/** Every address in the email, but for those that only a merge tag completes. */
export function addressesOf({ elements }: Document): Address[] {
  return elements.flatMap((element) => [
    ...HOLDERS.flatMap((name): Address[] => {
      const value = attribute(element, name);
      return value === undefined || hasMergeTag(value) ? [] : [{ element, name, url: decode(value).trim() }];
    }),
    ...addressesInStyle(element),
  ]);
}

/** Pictures of the `style` attribute. */
function addressesInStyle(element: Element): Address[] {
  const style = decode(attribute(element, 'style') ?? '');
  return [...style.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^'")\s]*))\s*\)/gi)]
    .map(([, double, single, bare]) => ({ element, name: 'style', url: double ?? single ?? bare ?? '' }))
    .filter(({ url }) => !hasMergeTag(url));
}

/** The links one can click, also those of Word's shapes. */
export function linksOf(document: Document): Address[] {
  return addressesOf(document).filter(({ element, name }) => name === 'href' && /^(a|area|v:\w+)$/.test(element.name));
}

function decode(value: string): string {
  return value
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
