import { attribute } from '../document/find.js';
import type { Rule } from '../model/rule.js';
import { linksOf } from './reading/links.js';

export const brokenAnchor: Rule = {
  id: 'broken-anchor',
  severity: 'warning',
  oncePerPlace: true,
  summary: 'Links within the email lead to something that is there.',
  why: 'A table of contents whose links do nothing looks broken.',
  examples: {
    good: ['h2#days Days\na(href="#days") To the days', '<a name="days"></a><a href="#days">To the days</a>'],
    bad: ['h2#days Days\na(href="#day") To the days', '<a href="#top">To the top</a>'],
  },
  check(_email, document, report) {
    const ids = new Set(document.elements.flatMap((element) => [attribute(element, 'id'), attribute(element, 'name')]));
    for (const { element, name, url } of linksOf(document)) {
      if (!/^#[^!]/.test(url) || ids.has(url.slice(1))) continue;
      report({ message: `Nothing in the email has the id "${url.slice(1)}".`, at: element, attribute: name });
    }
  },
};
