import type { Rule } from '../model/rule.js';
import { writtenStyle } from './reading/written-style.js';

export const cssVar: Rule = {
  id: 'css-var',
  severity: 'warning',
  summary: 'No declaration depends on a custom property that clients would have to resolve.',
  why: 'Gmail drops the definitions of custom properties and Outlook all of them (caniemail.com, CSS variables), so `var()` without a value before it means nothing there. Jink resolves what has one value for the whole email.',
  examples: {
    good: [
      'style.\n  :root { --brand: #0b6b57 }\n  .a { color: var(--brand) }\np.a Hello',
      '<p style="color:#333333;color:var(--ink)">Hello</p>',
    ],
    bad: ['<p style="color:var(--ink)">Hello</p>', 'p(style="padding-left: var(--space)") Hello'],
  },
  check(email, document, report) {
    for (const element of document.elements) {
      const declarations = email.declarationsOf(element);
      for (const [i, { property, value }] of declarations.entries()) {
        const name = /var\(\s*(--[\w-]+)/.exec(value)?.[1];
        if (!name || declarations.slice(0, i).some((before) => before.property === property)) continue;
        const written = writtenStyle(email, element, property);
        if (written?.isOwn ?? email.isOwn(element)) continue;
        report({
          message: `Gmail and Outlook do not know ${name}.`,
          hint: `Declare "${property}" with a plain value before it, or define ${name} in :root.`,
          at: element,
          attribute: 'style',
          place: written?.place,
          trail: written?.trail,
        });
      }
    }
  },
};
