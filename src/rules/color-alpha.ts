import type { Rule } from '../model/rule.js';
import { readColor } from './reading/color.js';

const COLORS = /^(color|background|background-color|border(-(top|right|bottom|left))?(-color)?)$/;

export const colorAlpha: Rule = {
  id: 'color-alpha',
  severity: 'warning',
  summary: 'Colours are opaque, or follow an opaque one that Outlook can take.',
  why: 'Word ignores colours with transparency (caniemail.com, rgba()): text falls back to black, a background to none, which can make white text vanish.',
  examples: {
    good: [
      'p(style="color: #444444") Hello',
      'style.\n  .a { color: #444444; color: rgba(0, 0, 0, .7) }\np.a Hello',
      'style.\n  .a:hover { color: rgba(0, 0, 0, .7) }\na.a(href="https://example.com/") Open the page',
    ],
    bad: [
      'p(style="color: rgba(0, 0, 0, .7)") Hello',
      'style.\n  .a { background: #00000020 }\n+panel(class="a")\n  p Hello',
    ],
  },
  check(email, _document, report) {
    for (const { declarations, isOwn, around, selectors, inHead, place, trail } of email.styles) {
      if (isOwn || around.length > 0) continue; // Word reads no at-rules
      if (inHead && selectors.every((selector) => selector.includes(':'))) continue; // nor :hover and its like
      for (const [i, { property, value, place: at = place }] of declarations.entries()) {
        if (!COLORS.test(property)) continue;
        const see = value.match(/(?:rgb|hsl)a?\([^)]*\)|#[0-9a-f]{4,8}\b/gi)?.find((word) => {
          const alpha = readColor(word)?.a ?? 1;
          return alpha > 0 && alpha < 1;
        });
        const fallback = declarations.slice(0, i).some((before) => before.property === property);
        if (!see || fallback) continue;
        report({
          message: `Outlook ignores ${see}, because it is not opaque.`,
          hint: `Declare an opaque "${property}" before it, or instead.`,
          place: at,
          trail,
        });
      }
    }
  },
};
