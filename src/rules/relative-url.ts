import type { Rule } from '../model/rule.js';
import { addressesOf } from './reading/links.js';

export const relativeUrl: Rule = {
  id: 'relative-url',
  severity: 'error',
  oncePerPlace: true,
  summary: 'Addresses are whole: an email has no page they could start from.',
  why: 'A link to /report leads nowhere from an inbox. Images of the project may be relative: Jink makes them absolute under `baseUrl`, or sends them along.',
  examples: {
    good: [
      'a(href="https://example.com/report") Open the report',
      '<a href="mailto:ada@example.com">Write to Ada</a>',
      '<a href="{{url}}">Open the report</a>',
    ],
    bad: [
      'a(href="/report") Open the report',
      '<a href="report.html">Open the report</a>',
      '<a href="//example.com/report">Open the report</a>',
    ],
  },
  check({ images, diagnostics }, document, report) {
    const known = new Set(images.map(({ url }) => url));
    const isMissing = (url: string) =>
      diagnostics.some(({ code, message }) => code === 'missing-image' && message.includes(url));
    for (const { element, name, url } of addressesOf(document)) {
      if (url === '' || url.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(url) || known.has(url) || isMissing(url))
        continue;
      if (/^(todo|tbd|xxx+|link|url|undefined|null|\[object Object\])$/i.test(url)) continue; // placeholder-href tells it
      if (name !== 'href' && known.has(decodeURI(url.replace(/%(?![0-9a-f]{2})/gi, '%25')))) continue;
      report({
        message: `"${url}" is not a whole address.`,
        hint: url.startsWith('//') ? `Write https:${url}` : 'Begin it with https:// and the host.',
        at: element,
        attribute: name,
      });
    }
  },
};
