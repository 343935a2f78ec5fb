import type { Rule } from '../model/rule.js';
import { addressesOf } from './reading/links.js';

export const base64Image: Rule = {
  id: 'base64-image',
  severity: 'warning',
  summary: 'Images are files, not part of the HTML.',
  why: 'Gmail shows no images that stand in the HTML as base64, Outlook not all of them (caniemail.com, base64), and each makes it a third larger than the file, which Gmail counts before it clips.',
  examples: {
    good: [
      "+image('https://example.com/a.png', 'A')(width=10)",
      '<img src="https://example.com/a.gif" alt="A" width="10">',
    ],
    bad: [
      '<img src="data:image/png;base64,iVBORw0KGgo=" alt="A" width="10">',
      'img(src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="A" width=10)',
    ],
  },
  check(_email, document, report) {
    for (const { element, name, url } of addressesOf(document))
      if (/^data:image\/(?!svg)/i.test(url))
        report({
          message: 'Gmail does not show an image that stands in the HTML.',
          hint: 'Put it into assets/.',
          at: element,
          attribute: name,
        });
  },
};
