import type { Rule } from '../model/rule.js';
import { isInvisible } from './reading/texts.js';

export const headingOrder: Rule = {
  id: 'heading-order',
  severity: 'warning',
  summary: 'Headings go down one level at a time.',
  why: 'Readers of screen readers jump from heading to heading, and a level left out sounds like something missed (WCAG 1.3.1). Choose the level by meaning and the size by CSS.',
  examples: {
    good: ['h1 Your week\nh2 Agents\nh3 Ada\nh2 Days', 'h2 Your week\np Hello'],
    bad: ['h1 Your week\nh3 Agents', '<h4>Your week</h4><p>Hello</p>'],
  },
  check(email, document, report) {
    let before = 0;
    for (const element of document.elements) {
      const level = Number(/^h([1-6])$/.exec(element.name)?.[1] ?? 0);
      if (!level || isInvisible(email, element)) continue;
      if (level > (before || 1) + 1) {
        const after = before ? `follows h${before}` : 'is the first heading';
        report({ message: `This h${level} ${after}.`, hint: `Make it an h${before + 1}.`, at: element });
      }
      before = level;
    }
  },
};
