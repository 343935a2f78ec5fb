import type { Rule } from '../model/rule.js';
import { readersOfStyle } from './clients/audience.js';
import { clientsWithout, matchersOf, tellUnsupported } from './clients/support.js';

export const unsupportedSelector: Rule = {
  id: 'unsupported-selector',
  severity: 'info',
  summary: 'The chosen clients support the selectors that stay in the head.',
  why: 'A rule that Jink inlines reaches every client, however it is selected. One in a media query, or for `:hover`, stays in the head, where each client has its own idea of CSS (caniemail.com). It is a warning where the layout depends on it.',
  examples: {
    good: [
      'style.\n  table > tr > td:first-child { color: #333333 }\np Hello',
      'style.\n  @media (max-width: 600px) { .a { color: #333333 } }\np.a Hello',
    ],
    bad: [
      'style.\n  .a:hover { color: #333333 }\na.a(href="https://example.com/") Open it',
      'style.\n  .a::before { content: "→" }\np.a Hello',
      'style.\n  @media (max-width: 600px) { p:nth-child(2) { color: #333333 } }\np Hello\np there',
    ],
  },
  check(email, _document, report) {
    for (const style of email.styles) {
      if (style.isOwn || !style.inHead) continue;
      if (/keyframes/.test(style.around.at(-1) ?? '')) continue;
      for (const selector of style.selectors) {
        const readers = readersOfStyle(email, style);
        for (const [slug, { pattern, impact }] of matchersOf('selector')) {
          const without = pattern.test(selector) ? clientsWithout(slug, readers) : [];
          if (without.length > 0)
            report({
              ...tellUnsupported(email, slug, `The rule of "${selector}"`, without, impact),
              place: style.place,
            });
        }
      }
    }
  },
};
