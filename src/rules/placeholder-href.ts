import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { addressesOf, linksOf } from './reading/links.js';

/** A server of development, or a file. */
const ON_OWN_MACHINE = /^(https?:\/\/(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1\])(?=[:/?#]|$)|file:)/i;

export const placeholderHref: Rule = {
  id: 'placeholder-href',
  severity: 'error',
  oncePerPlace: true,
  summary: 'Every link leads somewhere.',
  why: 'A link that was never filled in is what readers remember of an email. On a phone `#` opens an empty page, and `localhost` leads to the phone itself: both are left from development, as are files of one’s own disk.',
  examples: {
    good: ['a(href="https://example.com/") Open the page', '<h2 id="days">Days</h2><a href="#days">Days</a>'],
    bad: [
      'a(href="#") Open the page',
      '<a href="">Open the page</a>',
      '<a>Open the page</a>',
      'a(href="https://") Open the page',
      'a(href="TODO") Open the page',
      'a(href="http://localhost:3000/report") Open the page',
      '<img src="file:///C:/Users/ada/logo.png" alt="Brightwater" width="90">',
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
    for (const { element, name, url } of addressesOf(document))
      if (ON_OWN_MACHINE.test(url))
        report({
          message: `"${url}" is on your machine: nobody else can reach it.`,
          hint: 'Give it the address that readers can open.',
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
