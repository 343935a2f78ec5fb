import type { Rule } from '../model/rule.js';
import { addressesOf } from './reading/links.js';
import { isForWord } from './reading/word.js';

export const svgImage: Rule = {
  id: 'svg-image',
  severity: 'warning',
  summary: 'Images are no SVG.',
  why: 'Gmail and many Outlooks show no SVG, and hardly any client shows one that stands in the HTML (caniemail.com, SVG). A PNG of twice the size is sharp everywhere.',
  examples: {
    good: [
      "+image('https://example.com/logo.png', 'Example')(width=90)",
      '<img src="https://example.com/svg/logo.png" alt="Example" width="90">',
    ],
    bad: [
      "+image('https://example.com/logo.svg', 'Example')(width=90)",
      '<svg width="9" height="9"><circle r="4"></circle></svg>',
      '<img src="data:image/svg+xml,%3Csvg/%3E" alt="A" width="9">',
    ],
  },
  check(_email, document, report) {
    const hint = 'Export it as a PNG of twice the size.';
    for (const { element, name, url } of addressesOf(document))
      if (name !== 'href' && isForWord(document, element) && /^data:image\/svg|\.svgz?(?:[?#]|$)/i.test(url))
        report({ message: 'Gmail shows no SVG.', hint, at: element, attribute: name });
    for (const element of document.elements)
      if (element.name === 'svg')
        report({ message: 'Gmail, Outlook and Yahoo take <svg> out of an email.', hint, at: element });
  },
};
