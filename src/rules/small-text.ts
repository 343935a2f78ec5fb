import type { Element } from '../model/document.js';
import type { Rule } from '../model/rule.js';
import { fontSizeOf } from './reading/computed.js';
import { visibleTexts } from './reading/texts.js';

export const smallText: Rule = {
  id: 'small-text',
  severity: 'warning',
  summary: 'Text is large enough to be read.',
  why: 'Below 12 pixels text is hard to read on a phone; iOS enlarges it on its own and breaks the layout with it.',
  options: { pixels: 12 },
  examples: {
    good: ['p(style="font-size: 12px") Hello', '<p style="font-size:1em">Hello</p>'],
    bad: ['p(style="font-size: 10px") Hello', '<p style="font:0.6em/1 Arial">Hello</p>'],
  },
  check(email, _document, report) {
    const { pixels = 12 } = email.limits(smallText);
    const told = new Set<Element>();
    for (const { node, says } of visibleTexts(email)) {
      const element = node.parent;
      if (told.has(element) || !/[\p{L}\p{N}]/u.test(says) || /^(sup|sub)$/.test(element.name)) continue;
      const size = fontSizeOf((each) => email.declarationsOf(each), element);
      if (size >= pixels - 0.01 || size <= 1) continue; // of one pixel is not to be read
      told.add(element);
      report({
        message: `This text is ${Math.round(size * 10) / 10} pixels high.`,
        hint: `Make it ${pixels} or more.`,
        at: node,
      });
    }
  },
};
