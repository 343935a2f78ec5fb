import type { Element } from '../model/document.js';
import type { CheckedEmail, Rule } from '../model/rule.js';
import { isInvisible } from './reading/texts.js';
import { hasGhostTable, isForWord } from './reading/word.js';
import { writtenStyle } from './reading/written-style.js';

const WITHOUT_PADDING = /^(p|div|span|a|h[1-6]|center|blockquote|strong|em|b|i)$/;
const WITHOUT_SIZE = /^(p|div|span|a|h[1-6])$/;

export const wordBoxModel: Rule = {
  id: 'word-box-model',
  severity: 'warning',
  summary: 'Padding and sizes stand on table cells, not on paragraphs, links or divs.',
  why: 'Word knows padding and sizes only of table cells (caniemail.com, padding and width). A link that is a button by its padding shrinks to underlined text in Outlook, a div with padding loses its space. `+button` and `+panel` put it on a cell.',
  examples: {
    good: [
      "+button('Open')(href='https://example.com/')",
      '+panel(style="padding: 20px")\n  p Hello',
      '<table role="presentation"><tr><td style="mso-padding-alt:12px 24px"><a href="https://example.com/a" style="padding:12px 24px">Open it</a></td></tr></table>',
      '<!--[if mso]><table role="presentation" width="300"><tr><td><![endif]--><div style="width:300px">Hello</div><!--[if mso]></td></tr></table><![endif]-->',
      '<table role="presentation"><tr><td style="padding:12px"><a href="https://example.com/a">Open it</a></td></tr></table>',
    ],
    bad: [
      'a(href="https://example.com/" style="display: inline-block; padding: 12px 24px") Open it',
      'style.\n  .box { padding: 20px }\ndiv.box Hello',
      '<div style="width:300px">Hello</div>',
    ],
  },
  check(email, document, report) {
    for (const element of document.elements) {
      const padded = WITHOUT_PADDING.test(element.name);
      if (!padded || !isForWord(document, element) || isInvisible(email, element)) continue;
      if (hasGhostTable(document, element) || hasPaddingForWord(email, element)) continue;
      for (const { property, value } of email.declarationsOf(element)) {
        const isPadding = /^padding(-|$)/.test(property) && /[1-9]/.test(value);
        const isSize = property === 'width' && WITHOUT_SIZE.test(element.name) && !/^(auto|100%|0.*)$/.test(value);
        if (!isPadding && !isSize) continue;
        const written = writtenStyle(email, element, property);
        if (written?.isOwn ?? email.isOwn(element)) continue;
        report({
          message: `Outlook ignores "${property}: ${value}" on <${element.name}>.`,
          hint:
            element.name === 'a'
              ? 'Use +button, or give the padding to a table cell around it.'
              : 'Give it to a table cell, such as +panel makes.',
          at: element,
          attribute: 'style',
          place: written?.place,
          trail: written?.trail,
        });
      }
    }
  },
};

/** `mso-padding-alt` on the cell around a link says in Word what the link's padding says elsewhere. */
function hasPaddingForWord(email: CheckedEmail, { parent }: Element): boolean {
  return parent !== undefined && email.declarationsOf(parent).some(({ property }) => property === 'mso-padding-alt');
}
