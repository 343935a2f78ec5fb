import { attribute } from '../document/find.js';
import { hasMergeTag } from '../document/merge-tags.js';
import type { Element } from '../model/document.js';
import type { CheckedEmail, Rule } from '../model/rule.js';
import { isForWord } from './reading/word.js';

export const imgWidthAttr: Rule = {
  id: 'img-width-attr',
  severity: 'error',
  summary: 'Images have their width as a number, in an attribute.',
  why: 'Word, which draws the emails of Outlook for Windows, reads the width of an image from its attribute alone. Without one it shows the picture at its natural size, so that a @2x picture bursts the layout. Jink writes it for images of the project.',
  examples: {
    good: [
      "+image('https://example.com/logo.png', 'Example')(width=120)",
      '<img src="https://example.com/a.png" alt="A" width="120">',
    ],
    bad: [
      'img(src="https://example.com/logo.png" alt="Example")',
      '<img src="https://example.com/a.png" alt="A" width="120px">',
    ],
  },
  check(email, document, report) {
    for (const image of document.elements) {
      if (image.name !== 'img' || !isForWord(document, image) || isMissing(email, image)) continue;
      const width = attribute(image, 'width');
      if (width !== undefined && (/^\d+(\.\d+)?%?$/.test(width.trim()) || hasMergeTag(width))) continue;
      if (width === undefined && email.declarationsOf(image).some(isPercentWidth)) continue; // img-percent-width tells it
      report({
        message:
          width === undefined ? 'This image has no width attribute.' : `The width "${width}" is no number for Outlook.`,
        hint: 'Give its width in pixels, without a unit: width=120',
        at: image,
        ...(width !== undefined && { attribute: 'width' }),
      });
    }
  },
};

/** Of an image that is there, Jink would know the width. */
function isMissing({ diagnostics }: CheckedEmail, image: Element): boolean {
  const src = attribute(image, 'src');
  return (
    src !== undefined && diagnostics.some(({ code, message }) => code === 'missing-image' && message.includes(src))
  );
}

function isPercentWidth({ property, value }: { property: string; value: string }): boolean {
  return property === 'width' && value.endsWith('%');
}
