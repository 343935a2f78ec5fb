import { attribute } from '../document/find.js';
import type { Finding, Rule } from '../model/rule.js';

const FONTS = /fonts\.|typekit|\/fonts?\b/i;

export const externalCss: Rule = {
  id: 'external-css',
  severity: 'error',
  summary: 'No styles are loaded from elsewhere.',
  why: 'Gmail, Outlook and Yahoo load no stylesheets (caniemail.com, <link> and @import): what they say is lost. For fonts alone it is a matter of taste, since others follow them.',
  examples: {
    good: ['style.\n  .a { color: #333333 }\np.a Hello', '<p style="color:#333333">Hello</p>'],
    bad: [
      'doctype html\nhtml\n  head\n    link(rel="stylesheet" href="https://example.com/mail.css")\n  body\n    p Hello',
      '<style>@import url(https://example.com/mail.css);</style><p>Hello</p>',
    ],
  },
  check(email, document, report) {
    const tell = (url: string, at: Pick<Finding, 'at' | 'place'>) => {
      const isFont = FONTS.test(url);
      report({
        severity: isFont ? 'info' : 'error',
        message: isFont ? 'Few clients load this font.' : 'No client but Apple Mail loads this stylesheet.',
        hint: isFont ? 'Name common fonts after it.' : 'Put the styles into styles/email.scss.',
        ...at,
      });
    };
    for (const element of document.elements)
      if (element.name === 'link' && /stylesheet/i.test(attribute(element, 'rel') ?? ''))
        tell(attribute(element, 'href') ?? '', { at: element });
    for (const { 0: rule, index } of email.html.matchAll(/@import\s+[^;{}<]+/gi)) {
      const told = email.diagnostics.find(({ code, message }) => code === 'imported-css' && message.includes(rule));
      if (told?.place && FONTS.test(rule)) continue; // the compiler has told it, and that is all there is to it
      tell(rule, { at: index, place: told?.place });
    }
  },
};
