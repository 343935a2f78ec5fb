import { attribute } from '../document/find.js';
import { linksOf } from './reading/links.js';
import type { Rule } from './rule.js';

export const placeholderHref: Rule = {
  id: 'placeholder-href',
  severity: 'error',
  summary: 'Every link leads somewhere.',
  why: 'A link that was never filled in is what readers remember of an email. On a phone `#` opens an empty page.',
  examples: {
    good: ['a(href="https://example.com/") Open the page', '<h2 id="days">Days</h2><a href="#days">Days</a>'],
    bad: [
      'a(href="#") Open the page',
      '<a href="">Open the page</a>',
      '<a>Open the page</a>',
      'a(href="https://") Open the page',
      'a(href="TODO") Open the page',
    ],
  },
  check(_email, document, report) {
    const hint = 'Give it its address.';
    for (const { element, name, url } of linksOf(document))
      if (
        /^(#|#!|https?:\/*|mailto:|tel:|todo|tbd|xxx+|link|url|about:blank|undefined|null|\[object Object\])?$/i.test(
          url,
        )
      )
        report({
          message: url ? `"${url}" leads nowhere.` : 'This link leads nowhere.',
          hint,
          at: element,
          attribute: name,
        });
    for (const element of document.elements) {
      const isLink = ['href', 'name', 'id'].every((name) => attribute(element, name) === undefined);
      if (element.name === 'a' && isLink && !element.attributes.some(({ name }) => /[{%<]/.test(name)))
        report({ message: 'This link has no address.', hint, at: element });
    }
  },
};
