import type { Rule } from '../model/rule.js';

/** `rgb(0 128 0 / 50%)`: blanks where Gmail expects commas. */
const WITH_BLANKS = /\b(?:rgb|hsl)a?\(\s*[\d.]+(?:%|deg)?\s+[\d.]|\b(?:ok)?l(?:ab|ch)\(/i;

export const gmailStyleKill: Rule = {
  id: 'gmail-style-kill',
  severity: 'error',
  summary: 'No CSS stands in the email for which Gmail drops more than that declaration.',
  why: 'Gmail removes a whole style element when an at-rule stands in an at-rule (hteumeuleu/email-bugs, issue 21) or a colour is written with blanks, and the whole style attribute for such a colour (caniemail.com, rgb() and lab()).',
  examples: {
    good: [
      'style.\n  @media (max-width: 600px) { .a { color: rgb(0, 128, 0) } }\np.a Hello',
      'p(style="color: rgb(0, 80, 0)") Hello',
    ],
    bad: [
      'style.\n  @supports (display: grid) {\n    @media (max-width: 600px) { .a { color: #333333 } }\n  }\np.a Hello',
      'p(style="color: rgb(0 80 0 / 1)") Hello',
      'style.\n  .a { color: oklch(40% 0.2 120) }\np.a Hello',
    ],
  },
  check(email, _document, report) {
    for (const { around, selectors, declarations, place, isOwn, inHead, trail } of email.styles) {
      if (isOwn) continue;
      if (around.length > 1 && selectors.length === 0 && !around.some((at) => /^@(font-face|import)/.test(at)))
        report({
          message: `${around.at(-1)} stands in ${around.at(-2)}; Gmail drops the whole style element for it.`,
          hint: 'Write the two one after the other.',
          place,
          trail,
        });
      for (const { property, value, place: at = place } of declarations) {
        if (!WITH_BLANKS.test(value)) continue;
        const what = inHead ? 'style element' : 'style attribute';
        report({
          message: `Gmail drops the whole ${what} for the colour ${value} of "${property}".`,
          hint: 'Write it in hexadecimal, or with commas.',
          place: at,
          trail,
        });
      }
    }
  },
};
