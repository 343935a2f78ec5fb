import type { Rule } from '../model/rule.js';

export const chainedSelector: Rule = {
  id: 'chained-selector',
  severity: 'warning',
  summary: 'Selectors that stay in the head name one class each.',
  why: 'Outlook.com renames classes but only the first of a chain, so `.a.b` matches nothing there; Word applies the rule to every `.a` (caniemail.com, chaining selectors). Rules that Jink inlines may chain as they like.',
  examples: {
    good: [
      'style.\n  .a.b { color: #333333 }\np.a.b Hello',
      'style.\n  @media (max-width: 600px) { .c { color: #333333 } }\np.c Hello',
    ],
    bad: [
      'style.\n  @media (max-width: 600px) { .a.b { color: #333333 } }\np.a.b Hello',
      'style.\n  .a.b:hover { color: #333333 }\na.a.b(href="https://example.com/x") Hello there',
    ],
  },
  check(email, _document, report) {
    for (const { selectors, inHead, isOwn, place } of email.styles) {
      if (isOwn || !inHead) continue;
      const chained = selectors.find((selector) => /\.[\w-]+\.[\w-]+/.test(selector.replace(/\[[^\]]*\]/g, '')));
      if (chained)
        report({
          message: `Outlook does not understand "${chained}" as both classes at once.`,
          hint: 'Give the element one class for it.',
          place,
        });
    }
  },
};
