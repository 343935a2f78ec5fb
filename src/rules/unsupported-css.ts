import type { Rule } from '../model/rule.js';
import { readersOfStyle } from './clients/audience.js';
import { clientsWithout, matchersOf, tellUnsupported } from './clients/support.js';

/** What a client shows that does not know the property. */
const SAYS_NOTHING = /^(none|normal|static|auto|visible|baseline|inherit|0(px)?)$/i;

export const unsupportedCss: Rule = {
  id: 'unsupported-css',
  severity: 'warning',
  summary: 'The chosen clients support the CSS that the author writes.',
  why: 'From the tests of caniemail.com, with the day of the last one: a warning where the layout breaks, information where only looks are lost. Declarations in a media query count for the clients that read it, those in conditional comments for Outlook. What Jink’s own styles say is never reported.',
  examples: {
    good: [
      'p(style="color: #333333; font-weight: bold") Hello',
      'style.\n  @media (max-width: 600px) { .a { min-width: 0 } }\np.a Hello',
      { template: 'div(style="display: flex") Hello', config: { clients: ['apple-mail'] } },
    ],
    bad: [
      'div(style="display: flex") Hello',
      'style.\n  .a { position: absolute; top: 0 }\np.a Hello',
      'p(style="font-size: 1.2rem") Hello',
      '<p style="text-shadow:0 1px 0 #ffffff">Hello</p>',
    ],
  },
  check(email, _document, report) {
    const matchers = matchersOf('css');
    for (const style of email.styles) {
      if (style.isOwn) continue;
      let readers: string[] | undefined;
      for (const [i, { property, value, place }] of style.declarations.entries()) {
        const isFallback = style.declarations.some((other, j) => j !== i && other.property === property);
        if (SAYS_NOTHING.test(value)) continue;
        if (property.startsWith('--') || /^(-webkit-|-moz-|-ms-|mso-)/.test(property) || isFallback) continue;
        for (const [slug, matcher] of matchers) {
          if (matcher.properties && !matcher.properties.includes(property)) continue;
          if (matcher.value && !matcher.value.test(value)) continue;
          readers ??= readersOfStyle(email, style);
          const without = clientsWithout(slug, readers, value);
          if (without.length === 0) continue;
          const what = `"${property}: ${value.length > 40 ? `${value.slice(0, 39)}…` : value}"`;
          report({
            ...tellUnsupported(email, slug, what, without, matcher.impact),
            place: place ?? style.place,
            trail: style.trail,
          });
        }
      }
    }
  },
};
