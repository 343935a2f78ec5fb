import { attribute } from '../document/find.js';
import { isInvisible } from './reading/texts.js';
import type { Rule } from './rule.js';

export const backgroundImageNoVml: Rule = {
  id: 'background-image-no-vml',
  severity: 'info',
  summary: 'A background image has VML beside it for Outlook.',
  why: 'Word shows no background images of CSS. Either the colour behind it is enough, or a `v:rect` with a `v:fill` in a conditional comment draws it.',
  examples: {
    good: [
      '+panel(style="background-color: #0b6b57")\n  p Hello',
      '<table role="presentation"><tr><td background="https://example.com/a.png"><!--[if mso]><v:rect alt="" style="width:300px;height:100px"><v:fill src="https://example.com/a.png" alt=""></v:fill></v:rect><![endif]--><p>Hello</p></td></tr></table>',
    ],
    bad: [
      '+panel(style="background-image: url(https://example.com/a.png)")\n  p Hello',
      '<table role="presentation"><tr><td background="https://example.com/a.png"><p>Hello</p></td></tr></table>',
    ],
  },
  check(email, document, report) {
    for (const element of document.elements) {
      const image = email
        .declarationsOf(element)
        .some(({ property, value }) => /^background(-image)?$/.test(property) && /url\(/i.test(value));
      if ((!image && !attribute(element, 'background')) || isInvisible(email, element)) continue;
      const { start, end } = element.parent ?? element;
      if (/<v:(rect|fill|image|background|roundrect)\b/i.test(document.source.slice(start, end))) continue;
      report({ message: 'Outlook does not show this background image.', at: element });
    }
  },
};
