import type { Rule } from '../model/rule.js';
import { addressesOf } from './reading/links.js';

export const javascriptHref: Rule = {
  id: 'javascript-href',
  severity: 'error',
  oncePerPlace: true,
  summary: 'No attribute holds a script.',
  why: 'Clients take scripts out wherever they stand, and filters take an email with one for an attack.',
  examples: {
    good: ['a(href="https://example.com/") Open the page', '<a href="mailto:ada@example.com">Write to Ada</a>'],
    bad: [
      'a(href="javascript:void(0)") Open the page',
      '<p onclick="open()">Hello</p>',
      '<a href="data:text/html,hello">Open the page</a>',
    ],
  },
  check(_email, document, report) {
    for (const { element, name, url } of addressesOf(document))
      if (/^(javascript|vbscript|data:(?!image\/))/i.test(url.replace(/[\s\u0000-\u001F]/g, '')))
        report({
          message: 'Clients take this address out, because it can run a script.',
          at: element,
          attribute: name,
        });
    for (const element of document.elements)
      for (const { name } of element.attributes)
        if (/^on[a-z]+$/i.test(name))
          report({ message: `Clients take "${name}" out: emails cannot run scripts.`, at: element, attribute: name });
  },
};
