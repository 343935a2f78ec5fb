import type { Rule } from '../model/rule.js';
import { linksOf } from './reading/links.js';
import { textOf } from './reading/texts.js';

/** A text that is nothing but an address. */
const ADDRESS = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?$/i;

export const deceptiveLink: Rule = {
  id: 'deceptive-link',
  severity: 'error',
  oncePerPlace: true,
  summary: 'A link that shows an address leads there.',
  why: 'That a link says one host and leads to another is the mark of phishing: filters and clients warn of it. When the mailing service rewrites links, let the text say what one finds instead of the address.',
  examples: {
    good: [
      'a(href="https://example.com/report?week=46") example.com/report',
      '<a href="https://www.example.com/">https://example.com</a>',
    ],
    bad: [
      'a(href="https://click.tracker.example.net/x") https://example.com/report',
      '<a href="https://example.org/">www.example.com</a>',
    ],
  },
  check(_email, document, report) {
    for (const { element, name, url } of linksOf(document)) {
      const shown = ADDRESS.exec(textOf(document, element))?.[1]?.toLowerCase();
      const host = /^https?:\/\/([^/?#:@]+)/i.exec(url)?.[1]?.toLowerCase();
      if (!shown || !host) continue;
      const [a, b] = [shown, host].map((each) => each.replace(/^www\./, '')) as [string, string];
      if (a === b || b.endsWith(`.${a}`) || a.endsWith(`.${b}`)) continue;
      report({
        message: `This link says ${shown} and leads to ${host}.`,
        hint: 'Say in words what one finds there.',
        at: element,
        attribute: name,
      });
    }
  },
};
