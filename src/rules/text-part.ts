import type { Rule } from '../model/rule.js';
import { visibleTexts } from './reading/texts.js';

export const textPart: Rule = {
  id: 'text-part',
  severity: 'error',
  summary: 'There is a plain text that says what the HTML says.',
  why: 'Watches, some screen readers and careful people read the text part; filters count its absence against the sender. Jink makes it from the HTML, so an email of images alone has next to none.',
  examples: {
    good: ['p Hello', "p Your week in figures\n+image('https://example.com/a.png', 'Sales rose')(width=300)"],
    bad: [
      "+image('https://example.com/a.png', '')(width=600)",
      '<a href="https://example.com/"><img src="https://example.com/a.png" alt="" width="600"></a>',
    ],
  },
  check(email, document, report) {
    // Addresses alone say nothing.
    if (email.text.replace(/https?:\S+|[^\p{L}\p{N}]/gu, '') !== '') return;
    const says = visibleTexts(email).length > 0;
    const hasImages = document.elements.some(({ name }) => name === 'img');
    if (says) report({ message: 'The email has no text part.', hint: 'Let Jink make it from the HTML.' });
    else if (hasImages)
      report({
        message: 'The text part is empty, because the email is nothing but images.',
        hint: 'Say in words what the images show, at least in their alt.',
      });
  },
};
