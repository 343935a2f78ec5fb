import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { audienceOf } from './clients/audience.js';
import { clientsWithout, matchersOf, tellUnsupported } from './clients/support.js';
import { addressesOf } from './reading/links.js';

export const unsupportedHtml: Rule = {
  id: 'unsupported-html',
  severity: 'warning',
  summary: 'The chosen clients support the elements, attributes and image formats that the author writes.',
  why: 'From the tests of caniemail.com: an error where content is lost, such as an image in a format that a client cannot show, a warning where the layout breaks, else information.',
  examples: {
    good: ['p Hello', "+image('https://example.com/a.png', 'A')(width=90)"],
    bad: [
      'video(src="https://example.com/a.mp4" controls)',
      "+image('https://example.com/a.avif', 'A')(width=90)",
      '<p hidden>Hello</p>',
      '<progress value="3" max="9">3 of 9</progress>',
    ],
  },
  check(email, document, report) {
    const told = new Set<string>();
    for (const element of document.elements) {
      if (email.isOwn(element)) continue;
      for (const [slug, { names, impact }] of matchersOf('element')) {
        const without = names.includes(element.name) ? clientsWithout(slug, audienceOf(email, [element])) : [];
        if (without.length > 0)
          report({ ...tellUnsupported(email, slug, `<${element.name}>`, without, impact), at: element });
      }
      for (const [slug, { names, value, impact }] of matchersOf('attribute'))
        for (const name of names) {
          const written = attribute(element, name);
          if (written === undefined || (value && !value.test(written))) continue;
          const without = clientsWithout(slug, audienceOf(email, [element]));
          if (without.length > 0)
            report({
              ...tellUnsupported(email, slug, wordsFor(name, written), without, impact),
              at: element,
              attribute: name,
            });
        }
    }
    for (const { element, name, url } of addressesOf(document)) {
      if (name === 'href' || !/^(img|td|table|body|v:\w+)$/.test(element.name) || told.has(url)) continue;
      for (const [slug, { pattern, impact }] of matchersOf('image')) {
        const without = pattern.test(url.split(/[?#]/)[0]!) ? clientsWithout(slug, audienceOf(email, [element])) : [];
        if (without.length === 0) continue;
        told.add(url);
        report({
          ...tellUnsupported(email, slug, `The image ${url.split('/').at(-1)!.split(/[?#]/)[0]}`, without, impact),
          at: element,
          attribute: name,
        });
      }
    }
  },
};

/** A link that stays within the email is an attribute that is known well, with a value that is not. */
function wordsFor(name: string, value: string): string {
  return name === 'href' ? `The link to "${value}" in the email itself` : `The attribute "${name}"`;
}
