import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { isInvisible } from './reading/texts.js';
import { hasGhostTable, isCentered, isForWord } from './reading/word.js';
import { writtenStyle } from './reading/written-style.js';

export const wordMarginAuto: Rule = {
  id: 'word-margin-auto',
  severity: 'warning',
  summary: 'Nothing depends on `margin: auto` or on negative margins.',
  why: 'Word drops both (caniemail.com, margin), and Gmail and Outlook.com drop negative ones: what should be centred stands at the left. `+center` or align="center" centres everywhere.',
  examples: {
    good: [
      '+center\n  table(role="presentation" style="margin: 0 auto" width=200)\n    tr\n      td Hello',
      '<table role="presentation" align="center" style="margin:0 auto" width="200"><tr><td>Hello</td></tr></table>',
    ],
    bad: [
      '+container\n  +row\n    +columns(12)\n      div(style="margin: 0 auto; max-width: 300px") Hello',
      '<p style="margin-top:-10px">Hello</p>',
    ],
  },
  check(email, document, report) {
    for (const element of document.elements) {
      if (/^(body|html)$/.test(element.name)) continue;
      const margins = email.declarationsOf(element).filter(({ property }) => /^margin(-|$)/.test(property));
      for (const { property, value } of margins) {
        const isAuto = /\bauto\b/.test(value) && !(element.name === 'img' || isCentered(element));
        const isNegative = /(^|\s)-[\d.]*[1-9]/.test(value);
        if (!isAuto && !isNegative) continue;
        if (isAuto && attribute(element, 'align')) continue;
        if (hasGhostTable(document, element)) continue;
        if (!isForWord(document, element) || isInvisible(email, element)) continue;
        const written = writtenStyle(email, element, property);
        if (written?.isOwn ?? email.isOwn(element)) continue;
        report({
          message: `Outlook ignores "${property}: ${value}".`,
          hint: isAuto
            ? 'Put it into +center, or give the table align="center".'
            : 'Take space away from what stands above it.',
          at: element,
          attribute: 'style',
          place: written?.place,
          trail: written?.trail,
        });
      }
    }
  },
};
