import type { Rule } from '../model/rule.js';

export const backgroundShorthand: Rule = {
  id: 'background-shorthand',
  severity: 'warning',
  summary: 'A background image has a declaration of its own, beside a colour.',
  why: 'Of the `background` shorthand Word keeps the colour alone (caniemail.com, background), and Yahoo and Gmail drop all of it for one value they do not like. With `background-color` and `background-image` the colour stays whatever happens to the image.',
  examples: {
    good: [
      '+panel(style="background-color: #0b6b57; background-image: url(https://example.com/a.png)")\n  p Hello',
      '+panel(style="background: #eeeeee")\n  p Hello',
    ],
    bad: [
      '+panel(style="background: url(https://example.com/a.png) no-repeat")\n  p Hello',
      'style.\n  .a { background: #ffffff url(https://example.com/a.png) }\n+panel(class="a")\n  p Hello',
    ],
  },
  check(email, _document, report) {
    for (const { declarations, isOwn, place, trail, around } of email.styles) {
      if (isOwn || around.length > 0) continue;
      for (const { property, value, place: at = place } of declarations)
        if (property === 'background' && /url\(|gradient\(/i.test(value))
          report({
            message: 'Outlook keeps only the colour of this "background".',
            hint: 'Write background-color and background-image.',
            place: at,
            trail,
          });
    }
  },
};
