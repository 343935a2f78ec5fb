import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';

export const imgAlt: Rule = {
  id: 'img-alt',
  severity: 'error',
  summary: 'Every image has a text that says the same, or an empty one when it only decorates.',
  why: 'Many clients block images until they are asked for, and screen readers read the file’s name where there is no alt (WCAG 1.1.1).',
  examples: {
    good: [
      "+image('https://example.com/a.png', 'Sales rose by 4%')(width=300)",
      '<img src="https://example.com/line.png" alt="" width="300">',
    ],
    bad: [
      'img(src="https://example.com/a.png" width=300)',
      '<area shape="rect" coords="0,0,9,9" href="https://example.com/">',
    ],
  },
  check(_email, document, report) {
    for (const element of document.elements) {
      const isArea = element.name === 'area' && attribute(element, 'href') !== undefined;
      if ((element.name !== 'img' && !isArea) || attribute(element, 'alt') !== undefined) continue;
      report({
        message: isArea ? 'This area has no text that says where it leads.' : 'This image has no text beside it.',
        hint: 'Add alt, which is "" for an image that only decorates.',
        at: element,
      });
    }
  },
};
