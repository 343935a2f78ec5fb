import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { isForWord } from './reading/word.js';

export const imgPercentWidth: Rule = {
  id: 'img-percent-width',
  severity: 'warning',
  summary: 'The width of an image is given in pixels, not in percent.',
  why: 'For Word a percentage is one of the picture’s own width, not of the column’s (caniemail.com, width attribute). A number in the attribute, with `max-width: 100%` in the styles, is right everywhere.',
  examples: {
    good: [
      "+image('https://example.com/a.png', 'A')(width=300 style='width: 100%; max-width: 300px')",
      '<img src="https://example.com/a.png" alt="A" width="300" style="width:100%">',
    ],
    bad: [
      'img(src="https://example.com/a.png" alt="A" width="100%")',
      '<img src="https://example.com/a.png" alt="A" style="width:50%">',
    ],
  },
  check(email, document, report) {
    for (const image of document.elements) {
      if (image.name !== 'img' || !isForWord(document, image)) continue;
      const width = attribute(image, 'width')?.trim();
      const style = email.declarationsOf(image).findLast(({ property }) => property === 'width')?.value;
      const percent = width === undefined ? style : width;
      if (!percent?.endsWith('%')) continue;
      report({
        message: `Outlook takes the width ${percent} of the picture, not of what it stands in.`,
        hint: 'Add the width in pixels as an attribute: width=300',
        at: image,
        attribute: width === undefined ? 'style' : 'width',
      });
    }
  },
};
