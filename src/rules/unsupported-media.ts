import type { Rule } from '../model/rule.js';
import { clientsWithout, matchersOf, readersOf, tellUnsupported } from './clients/support.js';

export const unsupportedMedia: Rule = {
  id: 'unsupported-media',
  severity: 'info',
  summary: 'The chosen clients read the media queries and other at-rules that the author writes.',
  why: 'Where a client does not know a media query it shows the email as if it were not there (caniemail.com). That is how it should be, so it is information; it becomes a mistake when the email is only right with it. At-rules that only browsers know, such as `@layer` and `@container`, are a warning: Gmail documents that it reads `@media` alone, and what stands in them is lost.',
  examples: {
    good: [
      'p Hello',
      {
        template: 'style.\n  @media (max-width: 600px) { .a { color: #333333 } }\np.a Hello',
        config: { clients: ['gmail.desktop-webmail', 'apple-mail'] },
      },
      {
        template: 'style.\n  @layer base { .a { color: #333333 } }\np.a Hello',
        config: { clients: ['apple-mail'] },
      },
    ],
    bad: [
      'style.\n  @media (prefers-color-scheme: dark) { .a { color: #eeeeee } }\np.a Hello',
      'style.\n  @layer base { .a { color: #333333 } }\np.a Hello',
      'style.\n  @supports (display: grid) { .a { color: #333333 } }\np.a Hello',
    ],
  },
  check(email, _document, report) {
    for (const { around, selectors, isOwn, place } of email.styles) {
      const rule = around.at(-1);
      // Once for the at-rule itself, which is told before the rules in it.
      if (isOwn || !rule || selectors.length > 0) continue;
      if (isForBrowsers(rule, email.clients)) {
        report({
          severity: 'warning',
          message: `"${rule}" is for browsers: Jink inlines nothing of what stands in it, and neither Gmail, Outlook nor Yahoo reads it.`,
          hint: 'Write the rules without it.',
          place,
        });
        continue;
      }
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

/** At-rules with rules in them that no test of caniemail.com is about. */
function isForBrowsers(rule: string, clients: readonly string[]): boolean {
  return (
    /^@(layer|container|scope|starting-style)\b/i.test(rule) &&
    clients.some((client) => /^(gmail|outlook|yahoo|aol)\./.test(client))
  );
}
