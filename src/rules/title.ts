import { firstNamed, innerSource } from '../document/find.js';
import type { Rule } from '../model/rule.js';

export const title: Rule = {
  id: 'title',
  severity: 'error',
  summary: 'The document has a title.',
  why: 'It is the email’s subject for Jink, and what a screen reader and a browser tab call it (WCAG 2.4.2). Without one Jink takes the template’s name, which says little.',
  examples: {
    good: [
      'extends jink/layout\nblock subject\n  | Your week\nblock body\n  p Hello',
      '<html lang="en"><head><title>Your week</title></head><body><p>Hello</p></body></html>',
    ],
    bad: [
      '<html lang="en"><head><title> </title></head><body><p>Hello</p></body></html>',
      '<html lang="en"><head></head><body><p>Hello</p></body></html>',
    ],
  },
  check(_email, document, report) {
    if (!firstNamed(document, 'html')) return;
    const element = firstNamed(document, 'title');
    const hint = 'Give the email its subject: block subject';
    if (!element) report({ message: 'The document has no title.', hint });
    else if (innerSource(document, element).trim() === '')
      report({ message: 'The title is empty.', hint, at: element });
  },
};
