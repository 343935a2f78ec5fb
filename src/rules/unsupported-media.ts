import { clientsWithout, matchersOf, readersOf, tellUnsupported } from './clients/support.js';
import type { Rule } from './rule.js';

export const unsupportedMedia: Rule = {
  id: 'unsupported-media',
  severity: 'info',
  summary: 'The chosen clients read the media queries and other at-rules that the author writes.',
  why: 'Where a client does not know a media query it shows the email as if it were not there (caniemail.com). That is how it should be, so it is information; it becomes a mistake when the email is only right with it.',
  examples: {
    good: [
      'p Hello',
      {
        template: 'style.\n  @media (max-width: 600px) { .a { color: #333333 } }\np.a Hello',
        config: { clients: ['gmail.desktop-webmail', 'apple-mail'] },
      },
    ],
    bad: [
      'style.\n  @media (prefers-color-scheme: dark) { .a { color: #eeeeee } }\np.a Hello',
      'style.\n  @supports (display: grid) { .a { color: #333333 } }\np.a Hello',
    ],
  },
  check(email, _document, report) {
    for (const { around, selectors, isOwn, place } of email.styles) {
      const rule = around.at(-1);
      // Once for the at-rule itself, which is told before the rules in it.
      if (isOwn || !rule || selectors.length > 0) continue;
      let readers = readersOf({ around: around.slice(0, -1) }, email.clients);
      for (const [slug, { pattern, impact }] of matchersOf('at')) {
        const without = pattern.test(rule) ? clientsWithout(slug, readers, rule) : [];
        if (without.length === 0) continue;
        report({ ...tellUnsupported(email, slug, `"${rule}"`, without, impact), place });
        readers = readers.filter((client) => !without.includes(client));
      }
    }
  },
};
