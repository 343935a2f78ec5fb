import { innerSource } from '../document/find.js';
import type { Rule } from '../model/rule.js';

export const gmailStyleBudget: Rule = {
  id: 'gmail-style-budget',
  severity: 'warning',
  summary: 'The style elements together stay below what Gmail keeps.',
  why: 'Gmail reads style elements until they sum up to 16 KB and drops the one that crosses this line and all after it (measured by hteumeuleu/email-bugs, issue 90; older clients stop at 8 KB). Then phones get the layout of the desktop.',
  options: { warning: 8, error: 16 },
  examples: {
    good: [
      'style(data-embed).\n  .a:hover { color: #333333 }\np.a Hello',
      '<style>.a{color:#333333}</style><p class="a">Hello</p>',
    ],
    bad: [
      `<style>${'.a:hover{color:#333333}'.repeat(400)}</style><p class="a">Hello</p>`,
      `<style>${'.a:hover{color:#333333}'.repeat(800)}</style><p class="a">Hello</p>`,
    ],
  },
  check(email, document, report) {
    const { warning = 8, error = 16 } = email.limits(gmailStyleBudget);
    let size = 0;
    for (const element of document.elements) {
      if (element.name !== 'style') continue;
      size += Buffer.byteLength(innerSource(document, element)) / 1024;
      if (size <= error) continue;
      const message = `The style elements have more than ${error} KB; Gmail drops this one and all after it.`;
      report({
        severity: 'error',
        message,
        at: element,
        hint: 'Keep only what phones and dark mode need in the head.',
      });
      return;
    }
    if (size > warning)
      report({
        message: `The style elements have ${size.toFixed(1)} KB; Gmail keeps ${error} KB, and some clients half of it.`,
      });
  },
};
