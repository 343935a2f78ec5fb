import { firstNamed } from '../document/find.js';
import type { Rule } from '../model/rule.js';

export const subjectLength: Rule = {
  id: 'subject-length',
  severity: 'warning',
  oncePerPlace: true,
  summary: 'The subject fits into the line of an inbox.',
  why: 'Gmail shows about 70 characters of a subject, Outlook 60, phones around 40: what matters stands first, and nothing after 70.',
  options: { most: 70 },
  examples: {
    good: [
      'extends jink/layout\nblock subject\n  | Support, week 46\nblock body\n  p Hello',
      '<title>Support, week 46: 1,284 conversations</title><p>Hello</p>',
    ],
    bad: [
      'extends jink/layout\nblock subject\n  | All that happened in support between Monday the 9th and Sunday the 15th of November\nblock body\n  p Hello',
      '<title>All that happened in support between Monday the 9th and Sunday the 15th</title><p>Hello</p>',
    ],
  },
  check(email, document, report) {
    const { most = 70 } = email.limits(subjectLength);
    const length = [...email.subject].length;
    const element = firstNamed(document, 'title');
    if (length > most)
      report({
        message: `The subject has ${length} characters; inboxes show about ${most}.`,
        hint: 'Say what matters first, and less.',
        ...(element && { at: element }),
      });
  },
};
